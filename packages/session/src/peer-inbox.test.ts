import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makePeerInbox } from "./peer-inbox.ts";

const beat = JSON.stringify({ type: "session/beat" });

describe("what comes from the other side", () => {
  it("[X8] is dropped and counted when it is no message, whatever it is", () => {
    const inbox = makePeerInbox(() => 0);
    const garbage = fc.oneof(fc.string(), fc.json(), fc.uint8Array(), fc.constant(null), fc.object());
    let count = 0;
    fc.assert(
      fc.property(garbage, (data) => {
        count += 1;
        return inbox.read(data) === undefined;
      }),
    );
    expect(inbox.dropped).toBe(count);
  });

  it("[X8] is dropped when it is too long", () => {
    const inbox = makePeerInbox();
    expect(inbox.read(beat)).toEqual({ type: "session/beat" });
    expect(inbox.read(beat + " ".repeat(65_536))).toBeUndefined();
  });

  it("[X8] is dropped when it is too much, and heard again when it is less", () => {
    let now = 0;
    const inbox = makePeerInbox(() => now);
    for (let n = 0; n < 1_100; n += 1) inbox.read(beat);
    expect(inbox.dropped).toBe(100);
    now += 1_000;
    for (let n = 0; n < 550; n += 1) inbox.read(beat);
    expect(inbox.dropped).toBe(150);
  });

  it("[R4] has positions inside the picture and colours that are colours", () => {
    const inbox = makePeerInbox();
    const draw = { type: "pen/draw", stroke: "a", colour: "#12aB9f", points: [[0, 1]] };
    expect(inbox.read(JSON.stringify(draw))).toEqual(draw);
    expect(inbox.read(JSON.stringify({ ...draw, colour: "red;}" }))).toBeUndefined();
    expect(inbox.read(JSON.stringify({ ...draw, points: [[0, 1.01]] }))).toBeUndefined();
    expect(inbox.read(JSON.stringify({ ...draw, points: [] }))).toBeUndefined();
  });
});
