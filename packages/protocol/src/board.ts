import * as z from "zod/mini";
import { call } from "./call.ts";
import { id } from "./words.ts";

const count = z.number().check(z.int(), z.nonnegative());
const ms = z.nullable(z.number().check(z.nonnegative()));

/** What a day came to so far, in one group or in all (`groupId` null); durations in milliseconds, null while there are none. */
export const dayFigures = z.object({
  groupId: z.nullable(id),
  /** Cases made. */
  came: count,
  /** Customers who met an expert, and how many of them before the group's first limit [Q5]. */
  taken: count,
  withinLimit: count,
  medianWaitMs: ms,
  longestWaitMs: ms,
  /** Customers who left before anybody came, and left no message. */
  givenUp: count,
  closed: count,
  /** Of the closed ones that were rated. */
  stars: z.nullable(z.number()),
  rated: count,
});

export const boardCalls = {
  /** The figures of all groups the person sees, since `from`: the beginning of the day where they are. For supervisors [Q6]. */
  readBoard: call("GET", "/api/console/board", {
    query: z.object({ from: z.coerce.number().check(z.int(), z.nonnegative()) }),
    answer: z.object({ figures: z.array(dayFigures) }),
  }),
} as const;

export type DayFigures = z.infer<typeof dayFigures>;
