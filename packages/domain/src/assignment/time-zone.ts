const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
// Making a formatter costs a hundred times what using it does.
const clocks = new Map<string, Intl.DateTimeFormat>();

/** Whether this is a time zone known here, by its IANA name. */
export function isTimeZone(name: string): boolean {
  return name !== "" && clockOf(name) !== undefined;
}

/** What the clock on the wall shows, as if it were UTC (ms since 1970); a zone not known here is read as UTC. */
export function wallTime(at: number, timeZone: string): number {
  const clock = clockOf(timeZone);
  if (clock === undefined) return at;
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const toSecond = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return toSecond + (((at % 1000) + 1000) % 1000);
}

/**
 * When the clock on the wall shows this (as `wallTime` writes it): the first or the last time where it does so twice,
 * and the moment it jumps where it never does.
 */
export function instantOf(wall: number, timeZone: string, which: "first" | "last"): number {
  const offsetAt = (at: number) => wallTime(at, timeZone) - at;
  const [before, after] = [offsetAt(wall - DAY_MS), offsetAt(wall + DAY_MS)];
  // No zone changes twice within two days.
  if (before === after) return wall - before;
  const fits = [wall - before, wall - after].filter((at) => wallTime(at, timeZone) === wall);
  if (fits.length > 0) return which === "first" ? Math.min(...fits) : Math.max(...fits);
  let [early, late] = [wall - after, wall - before];
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (wallTime(middle, timeZone) < wall) early = middle;
    else late = middle;
  }
  return late;
}

function clockOf(timeZone: string): Intl.DateTimeFormat | undefined {
  const known = clocks.get(timeZone);
  if (known) return known;
  try {
    const numeric = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric" } as const;
    const clock = new Intl.DateTimeFormat("en-US", {
      ...numeric,
      timeZone,
      minute: "numeric",
      second: "numeric",
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
    });
    clocks.set(timeZone, clock);
    return clock;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
