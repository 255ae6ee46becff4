import { sql, type RawBuilder } from "kysely";
import type { ReportRange } from "@beckon/protocol/reports.ts";
import type { Queryable } from "../store/database.ts";
import { groupAccess, type PersonScope } from "../store/scope.ts";

/** The figures of which cases are meant: those the person sees [X1] that came in a time and pass its filters; of `case_figures f`. */
export async function figuresIn(
  db: Queryable,
  scope: PersonScope,
  { from, to, groupId, moduleId, personId }: Omit<ReportRange, "zone">,
): Promise<RawBuilder<boolean>> {
  // The groups by their ids, not by a join: so the planner knows how many cases they hold.
  const seen = [...(await groupAccess(db, scope)).keys()];
  const groups = groupId === undefined ? seen : seen.filter((id) => id === groupId);
  return sql<boolean>`f.company_id = ${scope.companyId} AND f.came_at >= ${from} AND f.came_at < ${to}
    AND f.group_id = ANY(${groups}::text[])
    ${moduleId === undefined ? sql`` : sql`AND f.module_id = ${moduleId}`}
    ${personId === undefined ? sql`` : sql`AND f.person_id = ${personId}`}`;
}

/** Whether the database knows a time zone by this name. */
export async function isZone(db: Queryable, zone: string): Promise<boolean> {
  try {
    await sql`SELECT now() AT TIME ZONE ${zone}`.execute(db);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "22023") return false;
    throw error;
  }
}
