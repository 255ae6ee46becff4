import { sql } from "kysely";
import type { AssignmentGroup, WaitingCase } from "@beckon/domain/assignment/plan.ts";
import { LAST_EXPERT_MS } from "@beckon/domain/assignment/policy.ts";
import type { OpeningHours } from "@beckon/domain/assignment/hours.ts";
import type { Queryable } from "../store/database.ts";

/** A company's waiting cases that nobody has, and the groups they stand in, without who may write there. */
export type WaitingRoom = { cases: WaitingCase[]; groups: Omit<AssignmentGroup, "memberIds">[] };

/** A case that has waited past its group's limit, once it is somebody's turn to look at it [A9]. */
export type Overdue = { caseId: string; fallbackGroupId: string | null };

/** Cases that the house may give somebody: what `isGivable` says of one, asked of the database. */
function givable(db: Queryable) {
  return db
    .selectFrom("cases")
    .innerJoin("groups", "groups.id", "cases.group_id")
    .where("cases.waiting_since", "is not", null)
    .where("cases.assignee_id", "is", null)
    .where("cases.state", "in", ["new", "pending"])
    .where(sql<boolean>`cases.expert ->> 'is' NOT IN ('connected', 'reconnecting')`)
    .where(sql<boolean>`cases.customer ->> 'is' <> 'left'`);
}

/** Companies with a case that waits to be offered to somebody. */
export async function companiesWaiting(db: Queryable): Promise<string[]> {
  const rows = await givable(db)
    .where("groups.policy", "<>", "offerToAll")
    .where("cases.offer", "is", null)
    .select("cases.company_id as companyId")
    .distinct()
    .execute();
  return rows.map((row) => row.companyId);
}

/** Whether there is anything to plan for a company: where all is open to everybody, nothing is. */
export async function givesByItself(db: Queryable, companyId: string): Promise<boolean> {
  const { gives } = await db
    .selectNoFrom((eb) =>
      eb
        .or([
          eb.exists(
            eb
              .selectFrom("groups")
              .select("id")
              .where("company_id", "=", companyId)
              .where("policy", "<>", "offerToAll"),
          ),
          eb.exists(
            givable(db).select("cases.id").where("cases.company_id", "=", companyId).where("offer", "is not", null),
          ),
        ])
        .as("gives"),
    )
    .executeTakeFirstOrThrow();
  return Boolean(gives);
}

/** Everything of a company that waits, whether it is offered to somebody or not. */
export async function readWaitingRoom(db: Queryable, companyId: string, now: number): Promise<WaitingRoom> {
  const rows = await givable(db)
    .where("cases.company_id", "=", companyId)
    .select([
      "cases.id",
      "cases.group_id as groupId",
      "cases.priority",
      "cases.waiting_since as waitingSince",
      "cases.created_at as createdAt",
      "cases.offer",
      "cases.passes",
      "groups.policy as kind",
      "groups.accept_ms as acceptMs",
      "groups.hours",
    ])
    .execute();
  const given = rows.filter(({ kind, offer }) => kind !== "offerToAll" && offer === null);
  const experts = await lastExperts(
    db,
    companyId,
    given.map(({ id }) => id),
    now - LAST_EXPERT_MS,
  );
  const groups = new Map<string, WaitingRoom["groups"][number]>();
  for (const { groupId: id, kind, acceptMs, hours } of rows) groups.set(id, { id, policy: { kind, acceptMs }, hours });
  const cases = rows.map(({ id, groupId, priority, waitingSince, createdAt, offer, passes }) => ({
    id,
    groupId,
    priority,
    waitingSince: waitingSince ?? createdAt,
    createdAt,
    policy: null,
    hours: null,
    requiredSkills: [],
    lastExpertId: experts.get(id) ?? null,
    passedOver: passes,
    offer,
  }));
  return { cases, groups: [...groups.values()] };
}

/** The expert each of these cases' customers had last, if that was after `since` [A7]: known by their secret or their e-mail address. */
async function lastExperts(db: Queryable, companyId: string, caseIds: string[], since: number) {
  if (caseIds.length === 0) return new Map<string, string>();
  const rows = await db
    .selectFrom("cases")
    .innerJoinLateral(
      (qb) =>
        qb
          .selectFrom("cases as earlier")
          .select([sql<string>`earlier.expert ->> 'personId'`.as("personId")])
          .where("earlier.company_id", "=", companyId)
          .whereRef("earlier.id", "<>", "cases.id")
          .where((eb) =>
            eb.or([
              eb("earlier.secret_hash", "=", eb.ref("cases.secret_hash")),
              eb.and([
                eb("earlier.customer_email", "=", eb.ref("cases.customer_email")),
                eb("earlier.customer_email", "<>", ""),
              ]),
            ]),
          )
          .where(sql<boolean>`(earlier.expert ->> 'since')::bigint > ${since}`)
          .orderBy(sql`(earlier.expert ->> 'since')::bigint`, "desc")
          .limit(1)
          .as("had"),
      (join) => join.onTrue(),
    )
    .where("cases.id", "in", caseIds)
    .select(["cases.id", "had.personId"])
    .execute();
  return new Map(rows.map(({ id, personId }) => [id, personId]));
}

/** Cases of all companies that waited past their group's limit and have not escalated yet, with the hours that count. */
export async function readOverdue(db: Queryable, now: number) {
  const rows = await givable(db)
    .leftJoin("groups as fallback", "fallback.id", "groups.fallback_group_id")
    .where("cases.escalated_at", "is", null)
    .where((eb) => eb(eb.ref("cases.waiting_since"), "<=", sql<number>`${now} - groups.escalate_ms`))
    .select(["cases.id as caseId", "groups.hours", "fallback.id as fallbackGroupId", "fallback.hours as fallbackHours"])
    .limit(500)
    .execute();
  return rows satisfies (Overdue & { hours: OpeningHours | null; fallbackHours: OpeningHours | null })[];
}
