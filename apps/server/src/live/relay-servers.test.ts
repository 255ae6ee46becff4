import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { CLOSE } from "@beckon/protocol/down.ts";
import { openHouse, setUp, type House } from "../../testing/house.ts";
import { endSides, enter, openSide, sessionTokens } from "../../testing/relay-side.ts";
import { Wire } from "../../testing/wire.ts";

/** The two sides of a session are led to different servers, as a load balancer does it. */
let house: House;
let other: House;
let lost: House;
let ada: Awaited<ReturnType<typeof setUp>>;

beforeAll(async () => {
  house = await openHouse();
  other = await house.another();
  // One that says of itself that it is where nobody listens.
  lost = await openHouse(house.databaseUrl, { SERVER_ADDRESS: "http://127.0.0.1:9" });
  ada = await setUp(house);
});
afterEach(() => {
  endSides();
  Wire.closeAll();
});
afterAll(async () => {
  await lost.stop();
  await house.stop();
});

const MET = '{"type":"relay/met"}';

it.each(["customer", "expert"] as const)(
  "[R17] [X13] the sides meet across two servers when the %s comes first, and every byte passes both ways",
  async (first) => {
    const tokens = await sessionTokens(house.url, ada);
    const at = { customer: house.url, expert: other.url };
    const second = first === "customer" ? "expert" : "customer";
    const one = await openSide(at[first]);
    one.socket.send(enter(tokens[first]));
    const two = await openSide(at[second]);
    two.socket.send(enter(tokens[second]));
    await expect.poll(() => [one.got[0], two.got[0]]).toEqual([MET, MET]);
    const pieces = Array.from({ length: 200 }, () => randomBytes(60_000));
    for (const piece of pieces) {
      one.socket.send(piece);
      two.socket.send(piece);
    }
    for (const side of [one, two]) {
      await expect.poll(() => side.got.length, { timeout: 20_000 }).toBe(201);
      expect(Buffer.concat(side.got.slice(1) as Buffer[]).equals(Buffer.concat(pieces))).toBe(true);
    }
    one.socket.terminate();
    await expect.poll(() => two.closed).toBe(CLOSE.stopping);
  },
);

it("[X15] a side that does not read holds up the one at the other server, and neither server's memory", async () => {
  const tokens = await sessionTokens(house.url, ada);
  const customer = await openSide(house.url);
  customer.socket.send(enter(tokens.customer));
  const expert = await openSide(other.url);
  expert.socket.send(enter(tokens.expert));
  await expect.poll(() => [customer.got[0], expert.got[0]]).toEqual([MET, MET]);
  for (const [from, to] of [
    [customer, expert],
    [expert, customer],
  ] as const) {
    to.socket.pause();
    const piece = randomBytes(60_000);
    const before = to.got.length;
    for (let n = 0; n < 1_000; n += 1) from.socket.send(piece);
    // What has left by then is what the system's and the servers' bounded buffers hold; it becomes no more.
    let waiting = 0;
    await expect
      .poll(() => [waiting, (waiting = from.socket.bufferedAmount)], { interval: 400 })
      .toSatisfy(([last, now]: number[]) => last === now && (now ?? 0) > 20_000_000);
    to.socket.resume();
    await expect.poll(() => to.got.length - before, { timeout: 30_000 }).toBe(1_000);
  }
});

it("[R17] a side is let go when the other one's server cannot be reached, so that it tries again", async () => {
  const tokens = await sessionTokens(house.url, ada);
  const customer = await openSide(lost.url);
  customer.socket.send(enter(tokens.customer));
  const expert = await openSide(other.url);
  expert.socket.send(enter(tokens.expert));
  await expect.poll(() => expert.closed).toBe(CLOSE.tooSlow);
  expect(customer.got).toEqual([]);
});

it("[X9] [X10] a made-up token opens no way to another server either", async () => {
  const tokens = await sessionTokens(house.url, ada);
  const customer = await openSide(house.url);
  customer.socket.send(enter(tokens.customer));
  const stranger = await openSide(other.url);
  stranger.socket.send(enter(tokens.customer.replace(".customer.", ".expert.")));
  await expect.poll(() => stranger.closed).toBe(CLOSE.notSignedIn);
  expect(customer.got).toEqual([]);
});
