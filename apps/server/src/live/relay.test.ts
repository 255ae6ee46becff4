import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { CLOSE } from "@beckon/protocol/down.ts";
import { openHouse, setUp, type House } from "../../testing/house.ts";
import { endSides, enter, openSide, sessionTokens } from "../../testing/relay-side.ts";
import { Wire } from "../../testing/wire.ts";

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
const tokens = () => sessionTokens(house.url, ada);

it("[R17][X9] the two sides of a session meet by their tokens, and every byte passes as it is", async () => {
  const { customer, expert } = await tokens();
  const [one, other] = await Promise.all([side(), side()]);
  one.socket.send(enter(customer));
  other.socket.send(enter(expert));
  await expect.poll(() => [one.got[0], other.got[0]]).toEqual(['{"type":"relay/met"}', '{"type":"relay/met"}']);
  const pieces = Array.from({ length: 50 }, () => randomBytes(60_000));
  for (const piece of pieces) one.socket.send(piece);
  await expect.poll(() => other.got.length, { timeout: 10_000 }).toBe(51);
  expect(Buffer.concat(other.got.slice(1) as Buffer[]).equals(Buffer.concat(pieces))).toBe(true);
  other.socket.send(Buffer.from("back"));
  await expect.poll(() => one.got.length).toBe(2);
  one.socket.send('{"type":"relay/ping"}');
  await expect.poll(() => one.got.at(-1)).toBe('{"type":"relay/pong"}');
  one.socket.terminate();
  await expect.poll(() => other.closed).toBe(CLOSE.stopping);
});

it("[R17][X9] nobody meets who is of another session, of the same side, or of another connection", async () => {
  const [first, second] = [await tokens(), await tokens()];
  const [one, two, three, four] = await Promise.all([side(), side(), side(), side()]);
  one.socket.send(enter(first.customer));
  two.socket.send(enter(second.expert));
  three.socket.send(enter(first.expert, 2));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([one, two, three].flatMap(({ got }) => got)).toEqual([]);
  // The same side again takes its own place, not the other's.
  four.socket.send(enter(first.customer));
  await expect.poll(() => one.closed).toBe(CLOSE.superseded);
  expect(four.got).toEqual([]);
});

it("[X8][X10] a token that was changed, of a case that is over, or none at all, lets nobody in", async () => {
  const { customer, expert, expertWire, caseId } = await tokens();
  const send = async (message: string | Buffer) => {
    const one = await side();
    one.socket.send(message);
    await expect.poll(() => one.closed).toBeDefined();
    return one.closed;
  };
  expect(await send(enter(customer.replace(".customer.", ".expert.")))).toBe(CLOSE.notSignedIn);
  expect(await send(enter(expert.slice(0, -2)))).toBe(CLOSE.notSignedIn);
  expect(await send("garbage")).toBe(CLOSE.malformed);
  expect(await send(randomBytes(100))).toBe(CLOSE.malformed);
  await expertWire.ask({ type: "session/leave", caseId });
  await expertWire.ask({ type: "case/close", caseId, outcome: null });
  expect(await send(enter(customer))).toBe(CLOSE.notSignedIn);
});

it("[X15] a side that does not read holds the other one up, and not the server's memory", async () => {
  const { customer, expert } = await tokens();
  const [one, other] = await Promise.all([side(), side()]);
  one.socket.send(enter(customer));
  other.socket.send(enter(expert));
  await expect.poll(() => other.got.length).toBe(1);
  other.socket.pause();
  const piece = randomBytes(60_000);
  for (let n = 0; n < 1_000; n += 1) one.socket.send(piece);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  // Nearly all of the 60 MB is still where it came from.
  expect(one.socket.bufferedAmount).toBeGreaterThan(30_000_000);
  other.socket.resume();
  await expect.poll(() => other.got.length, { timeout: 30_000 }).toBe(1_001);
});
