import { expect, it } from "vitest";
import { rememberSignIns } from "./sign-in-memory.ts";
import type { SignedIn } from "./sign-in.ts";

const cookie = (value: string) => new Headers({ cookie: value });

function memoryOf(signedIn: Map<string, SignedIn>) {
  let now = 0;
  let asked = 0;
  const ask = async (headers: Headers) => {
    asked++;
    return signedIn.get(headers.get("cookie") ?? "");
  };
  const memory = rememberSignIns(ask, () => now);
  return { memory, asked: () => asked, pass: (ms: number) => (now += ms) };
}

const ada: SignedIn = {
  kind: "person",
  companyId: "c1",
  personId: "u1",
  role: "expert",
  name: "Ada",
  email: "ada@example.com",
  language: null,
  signInId: "i1",
};

it("[X5] one question serves a busy console, and each cookie has its own answer", async () => {
  const { memory, asked } = memoryOf(new Map([["a", ada]]));
  const answers = await Promise.all([
    memory.personOf(cookie("a")),
    memory.personOf(cookie("a")),
    memory.personOf(cookie("b")),
  ]);
  expect(answers).toEqual([ada, ada, undefined]);
  expect(asked()).toBe(2);
});

it("[X5] news of a change is believed at once, and without any news nothing is older than 2 s", async () => {
  const signedIn = new Map([["a", ada]]);
  const { memory, pass } = memoryOf(signedIn);
  expect(await memory.personOf(cookie("a"))).toEqual(ada);
  signedIn.clear();
  memory.forget();
  expect(await memory.personOf(cookie("a"))).toBeUndefined();
  signedIn.set("a", ada);
  expect(await memory.personOf(cookie("a"))).toEqual(ada);
  signedIn.clear();
  pass(2_000);
  expect(await memory.personOf(cookie("a"))).toBeUndefined();
});

it("[X5] what was asked before the news is not remembered after it", async () => {
  const slow = Promise.withResolvers<SignedIn | undefined>();
  let first = true;
  const memory = rememberSignIns(
    () => {
      if (!first) return Promise.resolve(undefined);
      first = false;
      return slow.promise;
    },
    () => 0,
  );
  const before = memory.personOf(cookie("a"));
  memory.forget();
  slow.resolve(ada);
  expect(await before).toEqual(ada);
  expect(await memory.personOf(cookie("a"))).toBeUndefined();
});

it("[X14] a database that does not answer is not remembered", async () => {
  let away = true;
  const memory = rememberSignIns(
    () => (away ? Promise.reject(new Error("away")) : Promise.resolve(ada)),
    () => 0,
  );
  await expect(memory.personOf(cookie("a"))).rejects.toThrow("away");
  away = false;
  expect(await memory.personOf(cookie("a"))).toEqual(ada);
});
