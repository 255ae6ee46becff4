import type { TimelineEntry } from "@beckon/protocol/down.ts";
import { describe, expect, it } from "vitest";
import { answerOf, endingOf } from "./consent.ts";
import { edgePan, placeIn, renderingAt, shownPlace } from "./picture-place.ts";

describe("what the customer answered", () => {
  const entry = (seq: number, what: TimelineEntry["what"], personId: string | null = null): TimelineEntry => ({
    seq,
    at: seq * 100,
    by: personId === null ? { kind: "customer", personId, through: null } : { kind: "person", personId, through: null },
    what,
  });
  const came = (seq: number) => entry(seq, { is: "connected", party: "expert" }, "ana");
  const answered = (seq: number, answer: "allowed" | "denied", personId = "ana") =>
    entry(seq, { is: "consented", answer, personId });

  it("[R1] counts for the expert who is there now, also after a drop", () => {
    expect(answerOf([came(1)], "ana")).toBeNull();
    const returned = entry(3, { is: "returned", party: "expert" }, "ana");
    expect(answerOf([came(1), answered(2, "allowed"), returned], "ana")).toEqual({ answer: "allowed", at: 200 });
  });
  it("[R1] does not count for the next time somebody connects", () => {
    expect(answerOf([came(1), answered(2, "denied"), came(3)], "ana")).toBeNull();
  });
  it("[R9] counts for whom it was given, also after the case was handed over", () => {
    const ben = [
      came(1),
      answered(2, "allowed"),
      entry(3, { is: "colleagueConnected", personId: "ben" }, "ben"),
      answered(4, "denied", "ben"),
    ];
    expect(answerOf(ben, "ana")?.answer).toBe("allowed");
    expect(answerOf(ben, "ben")?.answer).toBe("denied");
    const left = entry(5, { is: "colleagueLeft", personId: "ben", because: "refused" });
    expect(endingOf([...ben, left], "ben")).toBe("refused");
    expect(endingOf(ben, "ben")).toBeNull();
  });
});

describe("the picture's place", () => {
  const picture = { width: 1920, height: 1080 };

  it("[R5] fits the window in its middle, or is shown at its own size", () => {
    const fit = shownPlace(picture, { width: 960, height: 960 }, false, 1);
    expect(fit).toEqual({ width: 960, height: 540, left: 0, top: 210, scale: 0.5 });
    const real = shownPlace(picture, { width: 1200, height: 700 }, true, 2);
    expect(real).toEqual({ width: 960, height: 540, left: 120, top: 80, scale: 1 });
    expect(shownPlace({ width: 0, height: 0 }, { width: 9, height: 9 }, false, 1).width).toBe(0);
  });
  it("[R15] a picture larger than the window starts at its corner, so that all of it can be reached", () => {
    const { left, top, width } = shownPlace(picture, { width: 800, height: 600 }, true, 1);
    expect([left, top, width]).toEqual([0, 0, 1920]);
  });
  it("[R15] what would be enlarged only a little stays exact; whole enlargements keep their edges", () => {
    expect(shownPlace(picture, { width: 2000, height: 1200 }, false, 1).scale).toBe(1);
    expect(shownPlace(picture, { width: 3840, height: 2160 }, false, 1).scale).toBe(2);
    expect([1, 0.7, 1.5, 2, 3].map(renderingAt)).toEqual(["auto", "auto", "auto", "pixelated", "pixelated"]);
  });
  it("[R15] stands on whole pixels of the screen", () => {
    const { left, top, width } = shownPlace({ width: 1001, height: 777 }, { width: 1333, height: 801 }, true, 1.5);
    for (const edge of [left, top, width]) expect(edge * 1.5).toBeCloseTo(Math.round(edge * 1.5), 9);
  });
  it("[R5] a place of the window is a fraction of the picture, never outside of it", () => {
    const rect = { left: 100, top: 50, width: 200, height: 100 };
    expect(placeIn(rect, 200, 75)).toEqual([0.5, 0.25]);
    expect(placeIn(rect, 0, 500)).toEqual([0, 1]);
  });
  it("[R15] near an edge the view moves on, elsewhere it rests", () => {
    expect(edgePan(400, 800)).toBe(0);
    expect(edgePan(0, 800)).toBeLessThan(edgePan(20, 800));
    expect(edgePan(799, 800)).toBeGreaterThan(0);
  });
});
