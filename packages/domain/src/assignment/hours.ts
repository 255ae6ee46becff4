import { instantOf, wallTime } from "./time-zone.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** How far `opensAt` looks ahead: more than a year of holidays in a row is never open. */
const LOOK_AHEAD_DAYS = 400;

/**
 * A time open on each such weekday, Monday is 1 and Sunday 7, in minutes after midnight; until 1440 is until midnight, and
 * a `to` that is not after `from` is on the next day.
 */
export type WeeklyRange = { weekday: number; from: number; to: number };

/**
 * When a group, a module or a person is there [A12], by the clock on the wall of an IANA time zone. On holidays
 * (YYYY-MM-DD there) it is closed from midnight to midnight, and what would have begun then does not.
 */
export type OpeningHours = {
  timeZone: string;
  weekly: readonly WeeklyRange[];
  holidays: readonly string[];
};

/** Whether it is open at a moment (ms since 1970, UTC); without hours it always is. */
export function isOpenAt(hours: OpeningHours | null, at: number): boolean {
  if (hours === null) return true;
  const today = dayOf(wallTime(at, hours.timeZone));
  return [today - DAY_MS, today].some((day) => spansOn(hours, day).some(({ from, to }) => from <= at && at < to));
}

/** The first moment from `at` on when it is open (ms since 1970, UTC); null when it is not for more than a year. */
export function opensAt(hours: OpeningHours | null, at: number): number | null {
  if (hours === null || isOpenAt(hours, at)) return at;
  if (hours.weekly.length === 0) return null;
  const today = dayOf(wallTime(at, hours.timeZone));
  for (let day = today - DAY_MS; day <= today + LOOK_AHEAD_DAYS * DAY_MS; day += DAY_MS) {
    const ahead = spansOn(hours, day).filter(({ from }) => from > at);
    if (ahead.length > 0) return Math.min(...ahead.map(({ from }) => from));
  }
  return null;
}

/** Asks the same hours once only, however many people, groups or modules have them: reading a clock on a wall is slow. */
export function askOnce<T>(ask: (hours: OpeningHours | null) => T): (hours: OpeningHours | null) => T {
  const answers = new Map<OpeningHours | string | null, { answer: T }>();
  return (hours) => {
    const same = answers.get(hours);
    if (same) return same.answer;
    // Equal ones that came out of the database apart.
    const written = JSON.stringify(hours);
    const found = answers.get(written) ?? { answer: ask(hours) };
    answers.set(hours, found).set(written, found);
    return found.answer;
  };
}

/** What is open of the ranges that begin on a day: from the first time the clock shows `from` to the last time it shows `to`. */
function spansOn({ timeZone, weekly, holidays }: OpeningHours, day: number): { from: number; to: number }[] {
  if (isHoliday(holidays, day)) return [];
  const weekday = new Date(day).getUTCDay() || 7;
  return weekly
    .filter((range) => range.weekday === weekday)
    .map(({ from, to }) => {
      const end = to > from ? to : to + 1440;
      const until = isHoliday(holidays, day + DAY_MS) ? Math.min(end, 1440) : end;
      return {
        from: instantOf(day + from * MINUTE_MS, timeZone, "first"),
        to: instantOf(day + until * MINUTE_MS, timeZone, "last"),
      };
    })
    .filter(({ from, to }) => from < to);
}

function isHoliday(holidays: readonly string[], day: number): boolean {
  return holidays.includes(new Date(day).toISOString().slice(0, 10));
}

function dayOf(wall: number): number {
  return Math.floor(wall / DAY_MS) * DAY_MS;
}
