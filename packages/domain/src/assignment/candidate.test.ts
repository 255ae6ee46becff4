import { expect, it } from "vitest";
import type { Case } from "../case.ts";
import type { Candidate } from "./candidate.ts";
import { AVAILABILITIES, countsAsLoad, isAvailable } from "./candidate.ts";

const now = Date.parse("2026-11-27T10:00:00Z");
const ana: Candidate = {
  personId: "ana",
  status: "online",
  load: 1,
  capacity: 3,
  hours: null,
  skills: [],
  lastGivenAt: null,
  missedInRow: 0,
};

it("[A4] available is who is online, below their limit and within their hours", () => {
  expect(AVAILABILITIES.filter((status) => isAvailable({ ...ana, status }, now))).toEqual(["online"]);
  expect([2, 3, 4].map((load) => isAvailable({ ...ana, load }, now))).toEqual([true, false, false]);
  expect(isAvailable({ ...ana, load: 0, capacity: 0 }, now)).toBe(false);
  const mornings = { timeZone: "UTC", weekly: [{ weekday: 5, from: 8 * 60, to: 10 * 60 }], holidays: [] };
  expect(isAvailable({ ...ana, hours: mornings }, now - 1)).toBe(true);
  expect(isAvailable({ ...ana, hours: mornings }, now)).toBe(false);
});

it("a load is an open case of theirs whose customer has not left, and no message to answer", () => {
  const side = { connection: "c", personId: null, arrived: 1, since: 1 };
  const theirs: Parameters<typeof countsAsLoad>[0] = {
    assigneeId: "ana",
    life: { state: "pending" },
    customer: { is: "connected", ...side },
    message: null,
    waitingSince: 1,
  };
  expect(countsAsLoad(theirs)).toBe(true);
  expect(countsAsLoad({ ...theirs, customer: { is: "reconnecting", ...side, leaveBy: 2 } })).toBe(true);
  expect(countsAsLoad({ ...theirs, life: { state: "new" }, customer: { is: "never" } })).toBe(true);
  expect(countsAsLoad({ ...theirs, customer: { is: "left", personId: null, since: 1 } })).toBe(false);
  expect(countsAsLoad({ ...theirs, life: { state: "expired", expiredAt: 1 } })).toBe(false);
  expect(countsAsLoad({ ...theirs, assigneeId: null })).toBe(false);
  const message: Case["message"] = { text: "Call me", reach: { by: "phone", at: "1" }, callBack: true, at: 1 };
  expect(countsAsLoad({ ...theirs, message, waitingSince: null })).toBe(false);
  expect(countsAsLoad({ ...theirs, message })).toBe(true);
});
