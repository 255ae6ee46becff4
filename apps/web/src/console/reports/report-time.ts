import type { ReportStep } from "@beckon/protocol/reports.ts";

/** The times that are counted in days, today the last of them. */
export const DAYS_BACK = ["1", "7", "30", "90"] as const;
/**
 * Of which time a report is: so many days until today, a month (`2026-03`), or a first and a last day (`2026-03-02..2026-03-15`);
 * in the time zone of whoever looks.
 */
export type ReportTime = string;
export const USUAL_TIME: ReportTime = "30";

const MONTH = /^(\d{4})-(\d\d)$/;
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const MOST_DAYS = 10 * 366;

/** A time as two instants, how it is cut into pieces, and the time it is compared with: as long and just before, as far into it as now. */
export type TimeRange = { from: number; to: number; beforeFrom: number; beforeTo: number; step: ReportStep };

/** Reads a time from an address; the usual one for what is none. */
export function readTime(text: unknown): ReportTime {
  const said = String(text);
  return partsOf(said, 0) ? said : USUAL_TIME;
}

/** What a time is now. */
export function rangeOf(time: ReportTime, now: number): TimeRange {
  const { from, to, months } = partsOf(time, now) ?? { ...daysBack(30, now), months: 0 };
  const days = Math.round((to - from) / 86_400_000);
  const earlier = (at: number) => {
    const date = new Date(at);
    if (months > 0) date.setMonth(date.getMonth() - months);
    else date.setDate(date.getDate() - days);
    return date.getTime();
  };
  // A month may have more days than the one before.
  const beforeTo = to <= now ? from : Math.min(from, earlier(Math.max(now, from)));
  const step = days <= 2 ? "hour" : days <= 92 ? "day" : days <= 400 ? "week" : "month";
  return { from, to, beforeFrom: earlier(from), beforeTo, step };
}

/** Where the pieces of a time begin, in milliseconds; the first may begin before it. */
export function piecesOf({ from, to, step }: Pick<TimeRange, "from" | "to" | "step">): number[] {
  const pieces: number[] = [];
  const date = new Date(from);
  if (step === "week") date.setDate(date.getDate() - ((date.getDay() + 6) % 7));
  if (step === "month") date.setDate(1);
  // Hours are counted on, whatever the clock does: a day may have 23 or 25 of them.
  for (let hour = 0; date.getTime() < to; hour++) {
    pieces.push(date.getTime());
    if (step === "hour") date.setTime(from + (hour + 1) * 3_600_000);
    else if (step === "month") date.setMonth(date.getMonth() + 1);
    else date.setDate(date.getDate() + (step === "week" ? 7 : 1));
  }
  return pieces;
}

/** The first and the last day of a time, as date fields have them. */
export function daysOf(time: ReportTime, now: number): { first: string; last: string } {
  const { from, to } = rangeOf(time, now);
  return { first: dayName(from), last: dayName(to - 1) };
}

/** The months up to this one, newest first. */
export function lastMonths(now: number, count: number): string[] {
  const today = new Date(now);
  return Array.from({ length: count }, (_, back) =>
    dayName(new Date(today.getFullYear(), today.getMonth() - back, 1).getTime()).slice(0, 7),
  );
}

/** Where a month begins. */
export function monthStart(month: string): number {
  const [, year, number] = MONTH.exec(month) ?? [];
  return new Date(Number(year), Number(number) - 1, 1).getTime();
}

function partsOf(time: string, now: number): { from: number; to: number; months: number } | undefined {
  if (DAYS_BACK.some((days) => days === time)) return { ...daysBack(Number(time), now), months: 0 };
  const month = MONTH.exec(time);
  if (month) {
    const [year, number] = [Number(month[1]), Number(month[2])];
    if (year < 1970 || number < 1 || number > 12) return undefined;
    return { from: new Date(year, number - 1, 1).getTime(), to: new Date(year, number, 1).getTime(), months: 1 };
  }
  const [first, last] = time.split("..").map(dayOf);
  if (first === undefined || last === undefined || last < first) return undefined;
  const to = new Date(last).setDate(new Date(last).getDate() + 1);
  return (to - first) / 86_400_000 > MOST_DAYS ? undefined : { from: first, to, months: 0 };
}

function daysBack(days: number, now: number): { from: number; to: number } {
  const today = new Date(now);
  const at = (by: number) => new Date(today.getFullYear(), today.getMonth(), today.getDate() + by).getTime();
  return { from: at(1 - days), to: at(1) };
}

function dayOf(text: string): number | undefined {
  const match = DAY.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(year, month - 1, day);
  return year >= 1970 && date.getMonth() === month - 1 && date.getDate() === day ? date.getTime() : undefined;
}

function dayName(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
