/** Minutes after midnight as a clock shows them, "09:05"; the end of the day reads "00:00". */
export function clockTime(minutes: number): string {
  const within = minutes % 1440;
  return `${String(Math.floor(within / 60)).padStart(2, "0")}:${String(within % 60).padStart(2, "0")}`;
}

/** Minutes after midnight of what a clock shows; null for what is no time. */
export function minutesOf(shown: string): number | null {
  const found = /^(\d{1,2}):(\d{2})$/.exec(shown);
  const [hours, minutes] = [Number(found?.[1]), Number(found?.[2])];
  return found && hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

/** The name of a weekday, Monday is 1, in a language. */
export function weekdayName(weekday: number, language: string): string {
  // The fifth of January 1970 was a Monday.
  return new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format((weekday + 3) * 86_400_000);
}

/** The hours that somebody begins with who sets some: working days, in the browser's own time zone. */
export function usualHours(): {
  timeZone: string;
  weekly: { weekday: number; from: number; to: number }[];
  holidays: string[];
} {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return { timeZone, weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: 9 * 60, to: 17 * 60 })), holidays: [] };
}
