import { z } from "zod";
import { PRIORITIES } from "@beckon/domain/case.ts";
import type { OpeningHours } from "@beckon/domain/assignment/hours.ts";
import { ASSIGNMENT_KINDS } from "@beckon/domain/assignment/policy.ts";
import { instantOf, isTimeZone } from "@beckon/domain/assignment/time-zone.ts";

const clock = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/);
const share = z.number().min(0).max(1);
const span = z.strictObject({ from: clock, to: clock });
const around = z.strictObject({ minutes: z.number().positive(), spread: z.number().min(0) });

/** A day as it stands in its file: what comes, who is there, and how they behave. Clocks are read in its time zone. */
export const DAY = z.strictObject({
  title: z.string(),
  about: z.string(),
  seed: z.int(),
  date: z.iso.date(),
  timeZone: z.string().refine(isTimeZone),
  groups: z.array(
    z.strictObject({
      id: z.string(),
      policy: z.enum(ASSIGNMENT_KINDS),
      acceptSeconds: z.number().positive(),
      hours: span.optional(),
      escalatesAfterMinutes: z.number().positive(),
      fallback: z.string().optional(),
    }),
  ),
  /** `share`: of the arrivals; `requires`: skills, most important first. */
  modules: z.array(
    z.strictObject({ id: z.string(), group: z.string(), share, requires: z.array(z.string()).default([]) }),
  ),
  arrivals: z.array(span.extend({ perHour: z.number().positive() })),
  priorities: z.record(z.enum(PRIORITIES), share),
  /** How long experts need, and how long customers wait for somebody before they go. */
  service: around,
  patience: around,
  /** The share of customers who come back within hours of having been helped. */
  comeBack: share,
  people: z.array(
    z.strictObject({
      id: z.string(),
      groups: z.array(z.string()),
      skills: z.array(z.string()).default([]),
      atOnce: z.int().positive(),
      shifts: z.array(span),
      pauses: z.array(span).default([]),
      answersInSeconds: z.number().positive(),
      misses: share,
      declines: share,
    }),
  ),
});
export type Day = z.infer<typeof DAY>;
export type Span = z.infer<typeof span>;

/** When a clock of the day shows a time, in ms since 1970. */
export function instantAt({ date, timeZone }: Day, time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return instantOf(Date.parse(date) + (hours * 60 + minutes) * 60_000, timeZone, "first");
}

/** Whether one of the spans covers a moment. */
export function covers(day: Day, spans: readonly Span[], at: number): boolean {
  return spans.some(({ from, to }) => instantAt(day, from) <= at && at < instantAt(day, to));
}

/** A group's hours as the domain reads them; null: always open. */
export function hoursOf({ timeZone }: Day, open: Span | undefined): OpeningHours | null {
  if (open === undefined) return null;
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: minutes(open.from), to: minutes(open.to) }));
  return { timeZone, weekly, holidays: [] };
}
