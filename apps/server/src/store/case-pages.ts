import { sql } from "kysely";
import { may, type PersonScope } from "@beckon/domain/permissions.ts";
import type { CasePage, PageFilter } from "../desk/ports.ts";
import { caseOf } from "./case-rows.ts";
import type { Database } from "./database.ts";
import { groupAccess, withinReach } from "./scope.ts";

/** A page of the cases a person reaches, newest first, with how many follow it [W8, X1]. */
export async function pageOfCases(db: Database, scope: PersonScope, filter: PageFilter): Promise<CasePage> {
  const { states, groupId, assigneeId, after, limit } = filter;
  if (states.length === 0) return { cases: [], remaining: 0 };
  // The groups by their ids, as `searchCases` does; nobody's cases are looked through one by one who sees them all.
  const groups = may(scope.role, "case/seeAllGroups") ? undefined : [...(await groupAccess(db, scope)).keys()];
  let query = db.selectFrom("cases").where("cases.company_id", "=", scope.companyId).where(withinReach(scope));
  if (groups) query = query.where(sql<boolean>`cases.group_id = ANY(${groups}::text[])`);
  if (groupId !== undefined) query = query.where("cases.group_id", "=", groupId);
  if (assigneeId === null) query = query.where("cases.assignee_id", "is", null);
  else if (assigneeId !== undefined) query = query.where("cases.assignee_id", "=", assigneeId);
  query = query.where("cases.state", "in", states);
  const from = (last: { createdAt: number; id: string } | undefined) =>
    last === undefined
      ? query
      : query.where((eb) =>
          eb.and([
            eb("cases.created_at", "<=", last.createdAt),
            eb.or([eb("cases.created_at", "<", last.createdAt), eb("cases.id", ">", last.id)]),
          ]),
        );
  const rows = await from(after)
    .selectAll()
    .orderBy("cases.created_at", "desc")
    .orderBy("cases.id")
    .limit(limit + 1)
    .execute();
  const cases = rows.slice(0, limit).map(caseOf);
  const last = cases.at(-1);
  if (rows.length <= limit || last === undefined) return { cases, remaining: 0 };
  const { count } = await from(last)
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return { cases, remaining: Number(count) };
}
