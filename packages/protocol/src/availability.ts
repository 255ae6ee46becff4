import * as z from "zod/mini";
import { AVAILABILITIES } from "@beckon/domain/assignment/candidate.ts";
import { AWAY_BECAUSE, CHOICES, MOST_CAPACITY } from "@beckon/domain/availability.ts";
import { openingHours } from "./assignment.ts";
import { call } from "./call.ts";
import { instant, skill } from "./words.ts";

/** How somebody stands towards new cases, and since when [A11]; `because` is null unless they are away. */
export const standing = z.object({
  status: z.enum(AVAILABILITIES),
  because: z.nullable(z.enum(AWAY_BECAUSE)),
  since: instant,
});

/** How somebody says they stand. */
export const choice = z.enum(CHOICES);

/** What the house goes by when it gives somebody cases [A4]. */
export const workload = z.object({
  capacity: z.number().check(z.int(), z.gte(0), z.lte(MOST_CAPACITY)),
  skills: z.array(skill).check(z.maxLength(30)),
  /** Their own hours; null: any time. */
  hours: z.nullable(openingHours),
});

export const availabilityCalls = {
  /** `knownSkills`: all that anybody of the company has, to choose from. */
  readWorkload: call("GET", "/api/console/people/:id/workload", {
    answer: z.extend(workload, { knownSkills: z.array(skill) }),
  }),
  /** By administrators and supervisors, one's own hours by everybody; with an audit entry. `status` is how they stand from now on. */
  changeWorkload: call("PATCH", "/api/console/people/:id/workload", {
    body: z.extend(z.partial(workload), { status: z.optional(choice) }),
    answer: workload,
  }),
} as const;

export type Workload = z.infer<typeof workload>;
