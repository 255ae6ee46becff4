import { sql } from "kysely";
import { may, type PersonScope } from "@beckon/domain/permissions.ts";
import type { CasePage, PageFilter } from "../desk/ports.ts";
import { caseOf } from "./case-rows.ts";
import type { Database } from "./database.ts";
import { groupAccess, withinReach } from "./scope.ts";

/** How many of those that follow a page are counted. */
const MOST_COUNTED = 100_000;

type Place = { createdAt: number; id: string };

/**
 * A page of the cases a person reaches, newest first, with how many follow it, counted to 100,000 [W8, X1]. Each kind of case it
 * can be (open or closed; anybody's, their own by hand or by assignment) is in an index in this very order, so that nothing is
 * sorted or looked through that is not on the page.
 */
export async function pageOfCases(db: Database, scope: PersonScope, filter: PageFilter): Promise<CasePage> {
  if (filter.states.length === 0) return { cases: [], remaining: 0 };
  const groups = may(scope.role, "case/seeAllGroups") ? undefined : [...(await groupAccess(db, scope)).keys()];
  const kinds = kindsOf(db, scope, filter, groups);
  const found = await eachFrom(db, kinds, filter.after, filter.limit + 1)
    .orderBy("one.createdAt", "desc")
    .orderBy("one.id")
    .limit(filter.limit + 1)
    .execute();
  const page = found.slice(0, filter.limit);
  const last = page.at(-1);
  const follows = found.length > filter.limit && last !== undefined;
  const rows =
    page.length === 0
      ? []
      : await db
          .selectFrom("cases")
          .selectAll()
          .where(sql<boolean>`cases.id = ANY(${page.map(({ id }) => id)}::text[])`)
          .where(withinReach(scope))
          .orderBy("created_at", "desc")
          .orderBy("id")
          .execute();
  const cases = rows.map(caseOf);
  if (!follows) return { cases, remaining: 0 };
  const counted = await eachFrom(db, kinds, last, MOST_COUNTED)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return { cases, remaining: Math.min(Number(counted.count), MOST_COUNTED) };
}

type Kind = ReturnType<typeof kindsOf>[number];

/** Every kind of case that may be on the page, none of them in two. */
function kindsOf(db: Database, scope: PersonScope, filter: PageFilter, groups: readonly string[] | undefined) {
  const { states, groupId, assigneeId } = filter;
  return (["Open", "Closed"] as const).flatMap((readsAs) => {
    const wanted = states.filter((state) => (state === "closed") === (readsAs === "Closed"));
    if (wanted.length === 0) return [];
    let query = db
      .selectFrom("cases")
      .where("cases.company_id", "=", scope.companyId)
      .where("cases.reads_as", "=", readsAs);
    if (readsAs === "Open" && wanted.length < 4) query = query.where("cases.state", "in", wanted);
    if (groups) query = query.where(sql<boolean>`cases.group_id = ANY(${groups}::text[])`);
    if (groupId !== undefined) query = query.where("cases.group_id", "=", groupId);
    if (assigneeId === null) query = query.where("cases.assignee_id", "is", null);
    else if (assigneeId !== undefined) query = query.where("cases.assignee_id", "=", assigneeId);
    if (scope.reach !== "own") return [query];
    return [
      query.where("cases.creator_id", "=", scope.personId),
      query
        .where("cases.assignee_id", "=", scope.personId)
        .where("cases.creator_id", "is distinct from", scope.personId),
    ];
  });
}

/** The first of each kind after a place, newest first. */
function eachFrom(db: Database, kinds: readonly Kind[], after: Place | undefined, limit: number) {
  const parts = kinds.map((kind) => {
    const from = after
      ? kind
          .where("cases.created_at", "<=", after.createdAt)
          .where((eb) => eb.or([eb("cases.created_at", "<", after.createdAt), eb("cases.id", ">", after.id)]))
      : kind;
    return from
      .select(["cases.id", "cases.created_at as createdAt"])
      .orderBy("cases.created_at", "desc")
      .orderBy("cases.id")
      .limit(limit);
  });
  const all = sql<Place>`(${sql.join(
    parts.map((part) => sql`(${part})`),
    sql` UNION ALL `,
  )})`.as<"one">(sql.ref("one"));
  return db.selectFrom(all).select(["one.id", "one.createdAt"]);
}
