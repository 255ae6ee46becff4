import type { OpeningHours } from "@beckon/domain/assignment/hours.ts";
import { isTimeZone } from "@beckon/domain/assignment/time-zone.ts";
import type { Refusal } from "@beckon/domain/refusal.ts";

/** What is wrong with opening hours beyond their form; `field` is where they stand [A12]. */
export function faultInHours(hours: OpeningHours | null, field: string): Refusal | undefined {
  if (hours === null) return undefined;
  if (!isTimeZone(hours.timeZone)) return { reason: "invalid", field: `${field}.timeZone`, problem: "unknown" };
  // Never open is not a time: whoever wants that suspends the module.
  if (hours.weekly.length === 0) return { reason: "invalid", field: `${field}.weekly`, problem: "required" };
  return undefined;
}

/** Opening hours in one line, for the audit log. */
export function hoursInWords(hours: OpeningHours | null): string | null {
  if (hours === null) return null;
  const ranges = hours.weekly.map(({ weekday, from, to }) => `${weekday} ${clock(from)}–${clock(to)}`);
  return [hours.timeZone, ...ranges, ...hours.holidays].join(", ").slice(0, 500);
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
