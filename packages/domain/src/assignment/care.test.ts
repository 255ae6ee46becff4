import { expect, it } from "vitest";
import type { Candidate } from "./candidate.ts";
import { careFor } from "./care.ts";
import type { OpeningHours } from "./hours.ts";

// A Wednesday, 12:00 in Berlin.
const NOON = Date.UTC(2026, 6, 1, 10, 0);
const HOUR = 3_600_000;
const MORNINGS: OpeningHours = {
  timeZone: "Europe/Berlin",
  weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: 9 * 60, to: 13 * 60 })),
  holidays: [],
};
const somebody = (change: Partial<Candidate> = {}): Candidate => ({
  personId: "u1",
  status: "online",
  load: 0,
  capacity: 3,
  hours: null,
  skills: [],
  lastGivenAt: null,
  missedInRow: 0,
  ...change,
});
const open = { hours: MORNINGS, isOffered: false };

it("[H2] somebody is looked for while one of those who are there is free", () => {
  expect(careFor(open, [somebody({ load: 3 }), somebody()], NOON)).toEqual({ is: "looking" });
  expect(careFor({ ...open, isOffered: true }, [], NOON)).toEqual({ is: "offered" });
});

it("[A9] that all are busy, or nobody is there, is said", () => {
  expect(careFor(open, [somebody({ load: 3 })], NOON)).toEqual({ is: "busy" });
  for (const status of ["away", "busy", "offline"] as const)
    expect(careFor(open, [somebody({ status })], NOON)).toEqual({ is: "nobody" });
  expect(careFor(open, [somebody({ hours: { ...MORNINGS, weekly: [] } })], NOON)).toEqual({ is: "nobody" });
  expect(careFor(open, [], NOON)).toEqual({ is: "nobody" });
});

it("[A12] outside the hours it is said when it opens again, whoever is there", () => {
  const closed = (at: number) => careFor({ ...open, isOffered: true }, [somebody()], at);
  expect(closed(NOON + 2 * HOUR)).toEqual({ is: "closed", opensAt: NOON + 21 * HOUR });
  expect(careFor({ ...open, hours: { ...MORNINGS, weekly: [] } }, [], NOON)).toEqual({ is: "closed", opensAt: null });
});
