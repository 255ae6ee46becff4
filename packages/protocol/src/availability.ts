import * as z from "zod/mini";
import { AVAILABILITIES } from "@beckon/domain/assignment/candidate.ts";
import { AWAY_BECAUSE, CHOICES } from "@beckon/domain/availability.ts";
import { instant } from "./words.ts";

/** How somebody stands towards new cases, and since when [A11]; `because` is null unless they are away. */
export const standing = z.object({
  status: z.enum(AVAILABILITIES),
  because: z.nullable(z.enum(AWAY_BECAUSE)),
  since: instant,
});

/** How somebody says they stand. */
export const choice = z.enum(CHOICES);
