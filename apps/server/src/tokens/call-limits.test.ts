import { afterAll, beforeAll, expect, it } from "vitest";
import { openHouse, setUp, type House } from "../../testing/house.ts";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";
import { openDatabase, type Database } from "../store/database.ts";
import { countTries } from "../store/tries.ts";
import { openCallLimits } from "./call-limits.ts";

let house: TestHttp;
beforeAll(async () => {
  house = await startTestHttp();
});
afterAll(async () => house.close());

it("[W6] several servers together let a token make its calls and not one more, and again in the next minute", async () => {
  const elsewhere = openDatabase(house.databaseUrl);
  const most = 230;
  const open = (db: Database) => openCallLimits(db, countTries(db, "s".repeat(43)), most);
  const [here, there] = [open(house.db), open(elsewhere.db)];
  const flood = async (at: number) => {
    const calls = Array.from(
      { length: most * 2 },
      async (_, n) => await (n % 2 === 0 ? here : there).take("t-flood", at),
    );
    return await Promise.all(calls);
  };
  const now = house.now;
  for (const at of [now, now + 60_000]) {
    const taken = await flood(at);
    expect(taken.filter(({ isOver }) => !isOver)).toHaveLength(most);
    expect(Math.min(...taken.map(({ left }) => left))).toBe(0);
    expect(taken.every(({ limit, resetSeconds }) => limit === most && resetSeconds === 60)).toBe(true);
  }
  expect((await here.take("t-other", now)).isOver).toBe(false);
  await elsewhere.close();
});

it("[W6] what is left counts down call by call, however many calls a server takes at once", async () => {
  const limits = openCallLimits(house.db, countTries(house.db, "s".repeat(43)), 200);
  const left: number[] = [];
  for (let n = 0; n < 202; n++) left.push((await limits.take("t-down", house.now + 1_000)).left);
  expect(left).toEqual([...Array.from({ length: 200 }, (_, n) => 199 - n), 0, 0]);
  expect(await limits.take("t-down", house.now + 31_500)).toMatchObject({ isOver: true, resetSeconds: 30 });
});

it("[W6] wrong tokens are limited per address, and keep no valid token out", async () => {
  await house.company("Acme");
  const valid = await house.token("company");
  const address = "192.0.2.7";
  const ping = async (token: string, from = address) => {
    const headers = { authorization: `Bearer ${token}` };
    return await house.ask("GET", "/api/v1/ping", { headers, address: from });
  };
  let answered = await ping("wrong");
  for (let n = 0; n < 301 && answered.status === 200; n++) answered = await ping("wrong");
  expect(answered).toMatchObject({
    status: 429,
    headers: { "retry-after": expect.stringMatching(/^\d+$/) },
    body: { error: "too_many_retries", error_code: 429 },
  });
  expect((await ping(valid)).body).toEqual({ token_valid: true });
  expect((await ping("wrong", "192.0.2.8")).body).toEqual({ token_valid: false });
});

it("[W6][W3] over HTTP every answer says how many calls are left, on each server, and one too many comes with when to come again", async () => {
  const first: House = await openHouse(undefined, { API_CALLS_PER_MINUTE: "5" });
  try {
    await setUp(first);
    const second = await first.another();
    const token = await first.token("company");
    const ask = async (url: string) =>
      await fetch(`${url}/api/v1/ping`, { headers: { authorization: `Bearer ${token}` } });
    const left: (string | null)[] = [];
    for (let n = 0; n < 5; n++) {
      const response = await ask(n % 2 === 0 ? first.url : second.url);
      expect(response.status).toBe(200);
      expect(response.headers.get("ratelimit-policy")).toBe('"token";q=5;w=60');
      expect(response.headers.get("ratelimit")).toMatch(/^"token";r=\d;t=\d+$/);
      expect(response.headers.get("ratelimit-limit")).toBe("5");
      expect(Number(response.headers.get("ratelimit-reset"))).toBeLessThanOrEqual(60);
      left.push(response.headers.get("ratelimit-remaining"));
    }
    expect(left).toEqual(["4", "3", "2", "1", "0"]);
    for (const url of [first.url, second.url]) {
      const response = await ask(url);
      expect(response.status).toBe(429);
      expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(response.headers.get("ratelimit-remaining")).toBe("0");
      expect(await response.json()).toEqual({
        error: "rate_limit_reached",
        error_code: 429,
        error_description: expect.stringContaining("try again"),
        error_signature: expect.any(String),
      });
    }
  } finally {
    await first.stop();
  }
});
