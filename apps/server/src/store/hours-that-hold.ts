import { sql } from "kysely";
import type { OpeningHours } from "@beckon/domain/assignment/hours.ts";

/** Of a row with a group and perhaps a module: the module's own hours, else the group's; null: always open [A12]. */
export const hoursThatHold = sql<OpeningHours | null>`coalesce(nullif(modules.settings #> '{assignment,hours}', 'null'), groups.hours)`;
