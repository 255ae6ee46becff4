import { expect, it } from "vitest";
import fc from "fast-check";
import type { OpeningHours, WeeklyRange } from "./hours.ts";
import { isOpenAt, opensAt } from "./hours.ts";
import { instantOf, isTimeZone, wallTime } from "./time-zone.ts";

const at = (iso: string) => Date.parse(iso);
const hour = 60;
const daily = (from: number, to: number): WeeklyRange[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }));
const berlin = (weekly: WeeklyRange[], holidays: string[] = []): OpeningHours => ({
  timeZone: "Europe/Berlin",
  weekly,
  holidays,
});
const opens = (hours: OpeningHours, from: string) => {
  const found = opensAt(hours, at(from));
  return found === null ? null : new Date(found).toISOString();
};

it("[A12] hours are read by the clock on the wall of their zone", () => {
  const office = berlin([{ weekday: 5, from: 9 * hour, to: 17 * hour }]);
  // 27 November 2026 is a Friday, an hour ahead of UTC; 26 June too, two hours ahead.
  expect(isOpenAt(office, at("2026-11-27T07:59:59.999Z"))).toBe(false);
  expect(isOpenAt(office, at("2026-11-27T08:00:00Z"))).toBe(true);
  expect(isOpenAt(office, at("2026-11-27T15:59:59.999Z"))).toBe(true);
  expect(isOpenAt(office, at("2026-11-27T16:00:00Z"))).toBe(false);
  expect(isOpenAt(office, at("2026-06-26T07:00:00Z"))).toBe(true);
  expect(opens(office, "2026-11-27T16:00:00Z")).toBe("2026-12-04T08:00:00.000Z");
  expect(opens(office, "2026-11-27T10:00:00Z")).toBe("2026-11-27T10:00:00.000Z");
});

it("without hours it is always open; with none in the week, never", () => {
  expect([isOpenAt(null, 0), opensAt(null, 7)]).toEqual([true, 7]);
  expect([isOpenAt(berlin([]), at("2026-11-27T10:00:00Z")), opensAt(berlin([]), 0)]).toEqual([false, null]);
});

it("a range may go past midnight, and belongs to the day it begins on", () => {
  const night = berlin([{ weekday: 5, from: 22 * hour, to: 6 * hour }]);
  expect(isOpenAt(night, at("2026-11-27T22:00:00Z"))).toBe(true);
  expect(isOpenAt(night, at("2026-11-28T04:59:00Z"))).toBe(true);
  expect(isOpenAt(night, at("2026-11-28T05:00:00Z"))).toBe(false);
  expect(isOpenAt(night, at("2026-11-27T04:00:00Z"))).toBe(false);
});

it("[A12] a holiday is closed from midnight to midnight, and what begins then does not take place", () => {
  const nights = berlin(daily(22 * hour, 6 * hour), ["2026-12-25"]);
  expect(isOpenAt(nights, at("2026-12-24T22:59:59Z"))).toBe(true);
  expect(isOpenAt(nights, at("2026-12-24T23:00:00Z"))).toBe(false);
  expect(isOpenAt(nights, at("2026-12-25T22:00:00Z"))).toBe(false);
  expect(isOpenAt(nights, at("2026-12-26T02:00:00Z"))).toBe(false);
  expect(opens(nights, "2026-12-24T23:00:00Z")).toBe("2026-12-26T21:00:00.000Z");
});

it("[A12] what would begin in the hour that the clock jumps over begins when it jumps", () => {
  // On 28 March 2027 at 2:00 clocks in Berlin go on to 3:00 (1:00 UTC).
  const early = berlin(daily(2 * hour + 30, 4 * hour));
  expect(opens(early, "2027-03-28T00:00:00Z")).toBe("2027-03-28T01:00:00.000Z");
  expect(isOpenAt(early, at("2027-03-28T01:59:59Z"))).toBe(true);
  expect(isOpenAt(early, at("2027-03-28T02:00:00Z"))).toBe(false);
  const within = berlin([{ weekday: 7, from: 2 * hour + 10, to: 2 * hour + 50 }]);
  expect(opens(within, "2027-03-28T00:00:00Z")).toBe("2027-04-04T00:10:00.000Z");
});

it("[A12] in the hour that the clock shows twice it opens the first time and closes the last", () => {
  // On 25 October 2026 at 3:00 clocks in Berlin go back to 2:00 (1:00 UTC).
  const early = berlin(daily(2 * hour + 30, 4 * hour));
  expect(opens(early, "2026-10-24T22:00:00Z")).toBe("2026-10-25T00:30:00.000Z");
  expect(isOpenAt(early, at("2026-10-25T01:10:00Z"))).toBe(true);
  const late = berlin(daily(0, 2 * hour + 30));
  expect(isOpenAt(late, at("2026-10-25T01:29:59Z"))).toBe(true);
  expect(isOpenAt(late, at("2026-10-25T01:30:00Z"))).toBe(false);
});

it("a zone that left out a whole day, and one with half an hour, are read right", () => {
  // Samoa had no 30 December 2011.
  const samoa: OpeningHours = { timeZone: "Pacific/Apia", weekly: daily(9 * hour, 10 * hour), holidays: [] };
  expect(opens(samoa, "2011-12-29T20:00:00Z")).toBe("2011-12-30T19:00:00.000Z");
  const half: OpeningHours = { ...samoa, timeZone: "Asia/Kolkata" };
  expect(opens(half, "2026-11-27T00:00:00Z")).toBe("2026-11-27T03:30:00.000Z");
});

it("a zone that is not known is told, and read as UTC", () => {
  expect(["Europe/Berlin", "UTC", "Europe/Nowhere", ""].map(isTimeZone)).toEqual([true, true, false, false]);
  const nowhere: OpeningHours = { timeZone: "Europe/Nowhere", weekly: daily(9 * hour, 10 * hour), holidays: [] };
  expect(opens(nowhere, "2026-11-27T00:00:00Z")).toBe("2026-11-27T09:00:00.000Z");
});

const zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca"];
const instants = fc.integer({ min: at("2005-01-01T00:00:00Z"), max: at("2036-12-31T00:00:00Z") });

it("wall and moment go both ways, whatever the zone", () => {
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
      const wall = wallTime(instant, zone);
      const [first, last] = [instantOf(wall, zone, "first"), instantOf(wall, zone, "last")];
      expect([wallTime(first, zone), wallTime(last, zone)]).toEqual([wall, wall]);
      expect([first, last]).toContain(instant);
    }),
  );
});

it("nothing is open before the moment it opens", () => {
  const range = fc.record({
    weekday: fc.integer({ min: 1, max: 7 }),
    from: fc.integer({ min: 0, max: 1439 }),
    to: fc.integer({ min: 1, max: 1440 }),
  });
  const anyHours = fc.record({
    timeZone: fc.constantFrom(...zones),
    weekly: fc.array(range, { maxLength: 4 }),
    holidays: fc.constant([]),
  });
  fc.assert(
    fc.property(
      anyHours,
      instants,
      fc.array(fc.double({ min: 0, max: 0.999, noNaN: true })),
      (hours, from, samples) => {
        const opening = opensAt(hours, from);
        if (opening === null) {
          expect(hours.weekly).toEqual([]);
          return;
        }
        expect(isOpenAt(hours, opening)).toBe(true);
        if (opening > from) expect(isOpenAt(hours, opening - 1)).toBe(false);
        for (const share of samples)
          if (opening > from) expect(isOpenAt(hours, Math.floor(from + (opening - from) * share))).toBe(false);
      },
    ),
  );
});
