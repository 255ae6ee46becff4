import { describe, expect, it } from "vitest";
import { makeActQueue } from "./act-queue.ts";

/** A step that ends when the test says so. */
function makeStep() {
  const ends: { resolve?: (worked: boolean) => void; reject?: (problem: Error) => void } = {};
  const promise = new Promise<boolean>((resolve, reject) => Object.assign(ends, { resolve, reject }));
  return {
    promise,
    resolve: (worked: boolean) => ends.resolve?.(worked),
    reject: (problem: Error) => ends.reject?.(problem),
  };
}

describe("acts in their order", () => {
  it("[R6] what comes while something is waited for is done after it, in order", async () => {
    const done: string[] = [];
    const acts = makeActQueue();
    const first = makeStep();
    const second = makeStep();
    acts.run(() => done.push("a"));
    acts.wait(first.promise, () => done.push("pasted"));
    acts.run(() => done.push("b"));
    acts.wait(second.promise, () => done.push("never"));
    acts.run(() => done.push("c"));
    expect(done).toEqual(["a"]);
    first.resolve(true);
    await expect.poll(() => done).toEqual(["a", "pasted", "b"]);
    second.reject(new Error("it never came"));
    await expect.poll(() => done).toEqual(["a", "pasted", "b", "c"]);
  });
  it("[R6] what is dropped is never done", async () => {
    const done: string[] = [];
    const acts = makeActQueue();
    const step = makeStep();
    acts.wait(step.promise, () => done.push("never"));
    acts.run(() => done.push("a"));
    acts.drop();
    step.resolve(true);
    await step.promise;
    acts.run(() => done.push("b"));
    expect(done).toEqual(["b"]);
  });
});
