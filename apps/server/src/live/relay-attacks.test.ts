import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { CLOSE } from "@beckon/protocol/down.ts";
import { openHouse, setUp, type House } from "../../testing/house.ts";
import { endSides, enter, openSide, sessionTokens } from "../../testing/relay-side.ts";
import { Wire } from "../../testing/wire.ts";

/** Sides of a session, and people of none, who use the way through the server for something else. */
let house: House;
let ada: Awaited<ReturnType<typeof setUp>>;

beforeAll(async () => {
  house = await openHouse();
  ada = await setUp(house);
});
afterEach(() => {
  endSides();
  Wire.closeAll();
});
afterAll(() => house.stop());

const side = () => openSide(house.url);

it("[X15] [X8] a side that asks and asks and reads no answer leaves nothing in the server's memory", async () => {
  const { customer, expert } = await sessionTokens(house.url, ada);
  const [one, other] = await Promise.all([side(), side()]);
  one.socket.send(enter(customer));
  other.socket.send(enter(expert));
  await expect.poll(() => one.got.length).toBe(1);
  one.socket.pause();
  const asked = 600_000;
  for (let n = 0; n < asked; n += 1) {
    one.socket.send('{"type":"relay/ping"}');
    if (n % 500 === 0) await vi.waitUntil(() => one.socket.bufferedAmount < 10_000, { interval: 1, timeout: 10_000 });
  }
  one.socket.resume();
  one.socket.send('{"type":"relay/ping"}');
  await expect
    .poll(
      async () => {
        const before = one.got.length;
        await new Promise((resolve) => setTimeout(resolve, 300));
        return before > 1 && one.got.length === before;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  expect(one.closed).toBeUndefined();
  expect(one.got.length).toBeLessThan(asked);
}, 60_000);

it("[X8] [R17] a side that takes all places of its session does not keep the other one out", async () => {
  const { customer, expert } = await sessionTokens(house.url, ada);
  const taken = await Promise.all(Array.from({ length: 5 }, side));
  for (const [n, one] of taken.entries()) one.socket.send(enter(expert, n));
  await expect.poll(() => taken.filter(({ closed }) => closed === CLOSE.tooMany).length).toBe(1);
  const generation = taken.findIndex(({ closed }) => closed === undefined);
  const other = await side();
  other.socket.send(enter(customer, generation));
  await expect.poll(() => other.got).toEqual(['{"type":"relay/met"}']);
});

it("[X8] garbage closes the socket that sent it, and nothing else", async () => {
  const { customer, expert } = await sessionTokens(house.url, ada);
  const [one, other] = await Promise.all([side(), side()]);
  one.socket.send(enter(customer));
  other.socket.send(enter(expert));
  await expect.poll(() => other.got.length).toBe(1);
  const piece = fc.constantFrom("customer", "expert", ".", customer, expert, "\u0000", "9".repeat(20));
  const token = fc.oneof(
    fc.string({ maxLength: 400 }),
    fc.array(piece, { maxLength: 6 }).map((parts) => parts.join(".")),
  );
  const message = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({ type: fc.constant("relay/enter"), token, generation: fc.oneof(fc.double(), fc.integer()) })
      .map((v) => JSON.stringify(v)),
    fc.constantFrom('{"type":"relay/ping"}', '{"type":"relay/met"}'),
  );
  await fc.assert(
    fc.asyncProperty(message, async (text) => {
      fc.pre(!text.includes(`"token":"${customer}"`) && !text.includes(`"token":"${expert}"`));
      const garbage = await side();
      garbage.socket.send(text);
      await expect.poll(() => garbage.closed).toBeGreaterThanOrEqual(4400);
      expect(garbage.got).toEqual([]);
    }),
    { seed: 7, numRuns: 80 },
  );
  one.socket.send(randomBytes(200_000));
  await expect.poll(() => one.closed).toBe(1009);
  expect((await fetch(`${house.url}/readyz`)).status).toBe(200);
}, 60_000);
