import { expect, it } from "vitest";
import { clockTime, minutesOf, usualHours, weekdayName } from "./clock-time.ts";

it("[A12] times of a day are written as a clock shows them, and read back", () => {
  for (const minutes of [0, 5, 9 * 60, 23 * 60 + 59]) expect(minutesOf(clockTime(minutes))).toBe(minutes);
  expect([clockTime(545), clockTime(1440)]).toEqual(["09:05", "00:00"]);
  for (const wrong of ["", "24:00", "9", "09:60", "nine"]) expect(minutesOf(wrong)).toBeNull();
});

it("[A12] weekdays have their names, from Monday to Sunday", () => {
  expect([1, 7].map((day) => weekdayName(day, "en"))).toEqual(["Monday", "Sunday"]);
  expect(weekdayName(3, "de")).toBe("Mittwoch");
  expect(usualHours().weekly.map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4, 5]);
});
