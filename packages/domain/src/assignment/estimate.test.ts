import { expect, it } from "vitest";
import fc from "fast-check";
import { ESTIMATE_AGE_MS, ESTIMATE_LEAST, estimateWait, type PickUp } from "./estimate.ts";

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

/** Pick-ups one after the other, each of whom waited this many minutes; an hour apart, so that nobody stood in line. */
const calm = (...minutes: number[]): PickUp[] =>
  minutes.map((waited, index) => ({ at: NOW - (index + 1) * 60 * MINUTE, waitedMs: waited * MINUTE }));
const at = (place: number, stoodMs = 0) => ({ place, stoodMs, now: NOW });

const pickUp = fc.record({
  at: fc.integer({ min: NOW - ESTIMATE_AGE_MS + 1, max: NOW }),
  waitedMs: fc.integer({ min: 0, max: 3 * 60 * MINUTE }),
});
const pickUps = fc.array(pickUp, { minLength: ESTIMATE_LEAST, maxLength: 40 });
const places = fc.integer({ min: 1, max: 50 });

it("[H1] with too little to go by, nothing is said", () => {
  expect(estimateWait(calm(1, 2, 3, 4), at(1))).toEqual({ is: "unknown" });
  const old = calm(1, 2, 3, 4, 5).map((one) => ({ ...one, at: one.at - ESTIMATE_AGE_MS }));
  expect(estimateWait(old, at(1))).toEqual({ is: "unknown" });
});

it("[H1] it is what most of the last pick-ups took, and grows with the place", () => {
  const last = calm(2, 3, 3, 4, 4, 5, 6);
  expect(estimateWait(last, at(1))).toEqual({ is: "range", from: 3, to: 5 });
  expect(estimateWait(last, at(3))).toEqual({ is: "range", from: 10, to: 15 });
});

it("[H1] somebody who stood in line behind others makes nobody's wait longer than the pace of the desk", () => {
  // A pick-up every two minutes; the last one had waited through all of them.
  const line = Array.from({ length: 10 }, (_, index) => ({ at: NOW - index * 2 * MINUTE, waitedMs: 20 * MINUTE }));
  expect(estimateWait(line, at(1))).toEqual({ is: "range", from: 2, to: 2 });
  expect(estimateWait(line, at(4))).toEqual({ is: "range", from: 8, to: 8 });
});

it("[H1] whoever has stood at their place longer than almost all before is told so, and promised nothing", () => {
  expect(estimateWait(calm(2, 3, 3, 4, 4, 5, 6), at(1, 7 * MINUTE))).toEqual({ is: "longer" });
});

it("[H1] it is a range of whole minutes, whatever happened before", () => {
  fc.assert(
    fc.property(pickUps, places, fc.nat(120 * MINUTE), (list, place, stoodMs) => {
      const estimate = estimateWait(list, at(place, stoodMs));
      if (estimate.is !== "range") return;
      expect(Number.isInteger(estimate.from) && Number.isInteger(estimate.to)).toBe(true);
      expect(estimate.from).toBeGreaterThanOrEqual(0);
      expect(estimate.to).toBeGreaterThanOrEqual(Math.max(1, estimate.from));
    }),
  );
});

it("[H1] it never shrinks with a place further back, and does not depend on the order it is read in", () => {
  fc.assert(
    fc.property(pickUps, places, (list, place) => {
      const [here, behind] = [estimateWait(list, at(place)), estimateWait(list, at(place + 1))];
      if (here.is !== "range" || behind.is !== "range") throw new Error("nobody has stood here for long");
      expect(behind.from).toBeGreaterThanOrEqual(here.from);
      expect(behind.to).toBeGreaterThanOrEqual(here.to);
      expect(estimateWait(list.toReversed(), at(place))).toEqual(here);
    }),
  );
});

it("[H1] one wait over night changes it no more than a wait that is the longest so far", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 5, maxLength: 19 }),
      places,
      (minutes, place) => {
        const longest = Math.max(...minutes);
        const over = (last: number) => estimateWait([...calm(...minutes), ...lateOne(minutes.length, last)], at(place));
        const [usual, night] = [over(longest), over(14 * 60)];
        // A quarter of the values would have to be outliers to move a quartile beyond its neighbours.
        expect(night).toEqual(usual);
      },
    ),
  );
});

function lateOne(before: number, minutes: number): PickUp[] {
  return [{ at: NOW - (before + 1) * 60 * MINUTE, waitedMs: minutes * MINUTE }];
}

it("[H1] only the newest count: what they replace no longer matters", () => {
  fc.assert(
    fc.property(fc.array(pickUp, { maxLength: 30 }), places, (older, place) => {
      const newest = Array.from({ length: 21 }, (_, index) => ({ at: NOW - index, waitedMs: index * MINUTE }));
      const before = older.filter(({ at: then }) => then < NOW - 100);
      expect(estimateWait([...before, ...newest], at(place))).toEqual(estimateWait(newest, at(place)));
    }),
  );
});
