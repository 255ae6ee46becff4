import * as z from "zod/mini";
import { ASSIGNMENT_KINDS } from "@beckon/domain/assignment/policy.ts";
import { REASONS } from "@beckon/domain/assignment/reason.ts";
import { id, instant, line, skill } from "./words.ts";

/** How cases are handed out, as console and server speak of it [A3–A9, A12]. Minutes of a day are counted from its midnight. */

const count = z.number().check(z.int(), z.nonnegative());

/** Why the house chose somebody [A8]. */
export const reason = z.object({
  because: z.enum(REASONS),
  load: count,
  capacity: count,
  lastGivenAt: z.nullable(instant),
  skills: z.nullable(z.object({ has: z.readonly(z.array(skill)), lacks: z.readonly(z.array(skill)) })),
  askedBefore: count,
});

/** A case held out to one person [A5]. */
export const offer = z.object({ to: id, since: instant, until: instant, reason });

export const assignmentPolicy = z.object({
  kind: z.enum(ASSIGNMENT_KINDS),
  /** How long an offer stands. */
  acceptMs: z.number().check(z.int(), z.gte(1_000), z.lte(3600_000)),
});

const weeklyRange = z.object({
  weekday: z.number().check(z.int(), z.gte(1), z.lte(7)),
  from: z.number().check(z.int(), z.gte(0), z.lte(1439)),
  to: z.number().check(z.int(), z.gte(1), z.lte(1440)),
});

/** When it is open, by the clock of an IANA time zone; `to` that is not after `from` is on the next day [A12]. */
export const openingHours = z.object({
  timeZone: line(60, 1),
  weekly: z.readonly(z.array(weeklyRange).check(z.maxLength(70))),
  /** YYYY-MM-DD; closed all day. */
  holidays: z.readonly(z.array(z.iso.date()).check(z.maxLength(366))),
});

/** All that a group says of handing out its cases; `hours` null: always open. */
export const groupAssignment = z.object({
  policy: assignmentPolicy,
  hours: z.nullable(openingHours),
  /** Where a case goes that nobody came to within `escalateMs` [A9]. */
  fallbackGroupId: z.nullable(id),
  escalateMs: z.number().check(z.int(), z.gte(1_000), z.lte(7 * 24 * 3600_000)),
});

/** What a module says in its group's place; null: as the group says. `requiredSkills`: the most important first [A3]. */
export const moduleAssignment = z.object({
  policy: z.nullable(assignmentPolicy),
  hours: z.nullable(openingHours),
  requiredSkills: z.readonly(z.array(skill).check(z.maxLength(20))),
});
export const AS_THE_GROUP = { policy: null, hours: null, requiredSkills: [] } as const;

export type ModuleAssignment = z.infer<typeof moduleAssignment>;
export type WireReason = z.infer<typeof reason>;
export type GroupAssignment = z.infer<typeof groupAssignment>;
