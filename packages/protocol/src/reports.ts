import * as z from "zod/mini";
import { call } from "./call.ts";
import { id, language, LAST_INSTANT } from "./words.ts";

/** By what the figures of a time are cut [F2]. */
export const REPORT_CUTS = ["group", "module", "person", "hour", "weekday"] as const;
export type ReportCut = (typeof REPORT_CUTS)[number];
/** How long each piece of the time is, in the time zone of whoever looks. */
export const REPORT_STEPS = ["hour", "day", "week", "month"] as const;
export type ReportStep = (typeof REPORT_STEPS)[number];
export const REPORT_FILES = ["cases", "connections", "figures"] as const;
/** What can be had as a file. */
export type ReportFile = (typeof REPORT_FILES)[number];

const count = z.int().check(z.nonnegative());
const ms = z.nullable(z.number().check(z.nonnegative()));
const typedInstant = z.coerce.number().check(z.int(), z.nonnegative(), z.lte(LAST_INSTANT));

const figures = {
  /** Cases that came. */
  came: count,
  /** Of these: customers who waited and met an expert, and how many of them before the group's first limit. */
  pickedUp: count,
  withinTarget: count,
  /** Customers who had come, whom nobody met, who are not there any more and left no message. */
  abandoned: count,
  /** How long those who were picked up had waited until then: nearest rank, milliseconds; null where there are none. */
  waitMedianMs: ms,
  waitP90Ms: ms,
  /** Cases in which customer and expert met and that are not in progress now, and how long they were in progress. */
  handled: count,
  handleMedianMs: ms,
  handleP90Ms: ms,
  rated: count,
  /** The mean of the ratings, and how often each of one to five stars was given. */
  stars: z.nullable(z.number()),
  starCounts: z.array(count).check(z.length(5)),
};
/** What the cases of a time came to [F1]. */
export const reportFigures = z.object(figures);
export type ReportFigures = z.infer<typeof reportFigures>;

const range = {
  /** Cases that came from then, until before then. */
  from: typedInstant,
  to: typedInstant,
  /** The IANA name of the time zone of whoever looks. */
  zone: z.string().check(z.regex(/^[A-Za-z][\w+/-]{0,63}$/)),
  groupId: z.optional(id),
  moduleId: z.optional(id),
  personId: z.optional(id),
};
export const reportRange = z.object(range);
export type ReportRange = z.infer<typeof reportRange>;

const reportQuery = z.object({
  ...range,
  /** The time it is compared with. */
  beforeFrom: typedInstant,
  beforeTo: typedInstant,
  step: z.enum(REPORT_STEPS),
  by: z.enum(REPORT_CUTS),
});
export type ReportQuery = z.infer<typeof reportQuery>;

/** What a file is asked for with, at `/api/console/report/cases.csv` and its like: it speaks the language of whoever asks. */
export const reportFileQuery = z.extend(reportQuery, { language });

const report = z.object({
  total: reportFigures,
  before: reportFigures,
  /** One for each piece of the time in which cases came; `at` is where it begins. */
  times: z.array(z.object({ ...figures, at: typedInstant })),
  /** One for each group, module or person (their id; null: without a module, nobody's), hour (0 to 23) or weekday (1, Monday, to 7). */
  cut: z.array(z.object({ ...figures, key: z.nullable(z.string()) })),
});
export type Report = z.infer<typeof report>;

export const reportCalls = {
  /** The figures of the cases that the person sees. For supervisors and administrators. */
  readReport: call("GET", "/api/console/report", { query: reportQuery, answer: report }),
} as const;
