import { expect, it } from "vitest";
import { openBriefMemory } from "./brief-memory.ts";

function openHouse() {
  let now = 0;
  let asked = 0;
  const truth = new Map([["ada", "write"]]);
  const memory = openBriefMemory<string>(() => now);
  const recall = (who: string) =>
    memory.recall(who, async () => {
      asked++;
      return truth.get(who);
    });
  return { memory, truth, recall, asked: () => asked, pass: (ms: number) => (now += ms) };
}

it("[X5] one question serves many requests, and each has its own answer", async () => {
  const { recall, asked } = openHouse();
  expect(await Promise.all([recall("ada"), recall("ada"), recall("ben")])).toEqual(["write", "write", undefined]);
  expect(asked()).toBe(2);
});

it("[X5] news of a change is believed at once, and without any news nothing is older than 2 s", async () => {
  const { memory, truth, recall, pass } = openHouse();
  expect(await recall("ada")).toBe("write");
  truth.clear();
  memory.forget();
  expect(await recall("ada")).toBeUndefined();
  truth.set("ada", "read");
  expect(await recall("ada")).toBe("read");
  truth.clear();
  pass(2_000);
  expect(await recall("ada")).toBeUndefined();
});

it("[X5] what was asked before the news is not remembered after it", async () => {
  const memory = openBriefMemory<string>(() => 0);
  const slow = Promise.withResolvers<string>();
  const before = memory.recall("ada", () => slow.promise);
  memory.forget();
  slow.resolve("write");
  expect(await before).toBe("write");
  expect(await memory.recall("ada", async () => undefined)).toBeUndefined();
});

it("[X14] a database that does not answer is not remembered", async () => {
  const memory = openBriefMemory<string>(() => 0);
  await expect(memory.recall("ada", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await memory.recall("ada", async () => "write")).toBe("write");
});
