import type { TimelineEntry } from "@beckon/protocol/down.ts";
import { describe, expect, it } from "vitest";
import { answerOf } from "./consent.ts";
import { placeIn, shownSize } from "./picture-place.ts";

describe("what the customer answered", () => {
  const entry = (seq: number, what: TimelineEntry["what"]): TimelineEntry => ({
    seq,
    at: seq * 100,
    by: { kind: "customer", personId: null },
    what,
  });
  const came = (seq: number) => entry(seq, { is: "connected", party: "expert" });

  it("[R1] counts for the expert who is there now, also after a drop", () => {
    const allowed = entry(2, { is: "consented", answer: "allowed" });
    expect(answerOf([came(1)])).toBeNull();
    expect(answerOf([came(1), allowed, entry(3, { is: "returned", party: "expert" })])).toEqual({
      answer: "allowed",
      at: 200,
    });
  });
  it("[R1] does not count for the next time somebody connects", () => {
    expect(answerOf([came(1), entry(2, { is: "consented", answer: "denied" }), came(3)])).toBeNull();
  });
});

describe("the picture's place", () => {
  it("[R5] fits the window, or is shown at its own size", () => {
    const picture = { width: 1920, height: 1080 };
    expect(shownSize(picture, { width: 960, height: 960 }, false, 1)).toEqual({ width: 960, height: 540 });
    expect(shownSize(picture, { width: 960, height: 960 }, true, 2)).toEqual({ width: 960, height: 540 });
    expect(shownSize({ width: 0, height: 0 }, { width: 9, height: 9 }, false, 1)).toEqual({ width: 0, height: 0 });
  });
  it("[R5] a place of the window is a fraction of the picture, never outside of it", () => {
    const rect = { left: 100, top: 50, width: 200, height: 100 };
    expect(placeIn(rect, 200, 75)).toEqual([0.5, 0.25]);
    expect(placeIn(rect, 0, 500)).toEqual([0, 1]);
  });
});
