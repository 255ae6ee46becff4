import { sql, type ExpressionBuilder } from "kysely";
import type { AssignmentGroup, WaitingCase } from "@beckon/domain/assignment/plan.ts";
import { LAST_EXPERT_MS, type AssignmentKind } from "@beckon/domain/assignment/policy.ts";
import type { ModuleAssignment } from "@beckon/protocol/assignment.ts";
import type { Queryable } from "../store/database.ts";
import type { Schema } from "../store/schema.ts";

/** A company's waiting cases that nobody has, and the groups they stand in, without who may write there. */
export type WaitingRoom = { cases: WaitingCase[]; groups: Omit<AssignmentGroup, "memberIds">[] };

const LONGEST_ACCEPT_MS = 3_600_000;
const byModule = sql<ModuleAssignment | null>`modules.settings -> 'assignment'`;
/** The policy that holds for a case: its module's, else its group's. */
const policyKind = sql<AssignmentKind>`coalesce(modules.settings #>> '{assignment,policy,kind}', groups.policy)`;

/** Cases that the house may give somebody: what `isGivable` says of one, asked of the database. */
function givable(db: Queryable) {
  return db
    .selectFrom("cases")
    .innerJoin("groups", "groups.id", "cases.group_id")
    .leftJoin("modules", "modules.id", "cases.module_id")
    .where("cases.waiting_since", "is not", null)
    .where("cases.assignee_id", "is", null)
    .where("cases.state", "in", ["new", "pending"])
    .where(sql<boolean>`cases.expert ->> 'is' NOT IN ('connected', 'reconnecting')`)
    .where(sql<boolean>`cases.customer ->> 'is' <> 'left'`);
}

/** Companies with a case that waits to be offered to somebody. */
export async function companiesWaiting(db: Queryable): Promise<string[]> {
  const rows = await givable(db)
    .where(policyKind, "<>", "offerToAll")
    .where("cases.offer", "is", null)
    .select("cases.company_id as companyId")
    .distinct()
    .execute();
  return rows.map((row) => row.companyId);
}

/** Whether a company has a policy by which somebody is chosen, or an offer that stands. */
export async function givesByItself(db: Queryable, companyId: string, now: number): Promise<boolean> {
  const { gives } = await db
    .selectNoFrom((eb) => {
      const groups = eb.selectFrom("groups").select("id").where("company_id", "=", companyId);
      const modules = eb.selectFrom("modules").select("id").where("company_id", "=", companyId);
      return eb
        .or([
          eb.exists(groups.where("policy", "<>", "offerToAll")),
          eb.exists(modules.where(sql<string>`settings #>> '{assignment,policy,kind}'`, "<>", "offerToAll")),
          // By when they are due: few cases are within the hour that an offer stands at the most.
          eb.exists(
            eb
              .selectFrom("cases")
              .select("id")
              .where("company_id", "=", companyId)
              .where("offer", "is not", null)
              .where("due_at", "<=", now + LONGEST_ACCEPT_MS),
          ),
        ])
        .as("gives");
    })
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
      byModule.as("module"),
    ])
    .execute();
  const given = rows.filter(({ offer }) => offer === null);
  const experts = await lastExperts(
    db,
    companyId,
    given.map(({ id }) => id),
    now,
  );
  const groups = new Map<string, WaitingRoom["groups"][number]>();
  for (const { groupId: id, kind, acceptMs, hours } of rows) groups.set(id, { id, policy: { kind, acceptMs }, hours });
  const cases = rows.map(({ id, groupId, priority, waitingSince, createdAt, offer, passes, module }) => ({
    id,
    groupId,
    priority,
    waitingSince: waitingSince ?? createdAt,
    createdAt,
    policy: module?.policy ?? null,
    hours: module?.hours ?? null,
    requiredSkills: module?.requiredSkills ?? [],
    lastExpertId: experts.get(id) ?? null,
    passedOver: passes,
    offer,
  }));
  return { cases, groups: [...groups.values()] };
}

/** The expert each of these cases' customers had last, if that was within a day [A7]: known by their secret, as a contact, or by their e-mail address. */
export async function lastExperts(db: Queryable, companyId: string, caseIds: readonly string[], now: number) {
  if (caseIds.length === 0) return new Map<string, string>();
  const rows = await db
    .selectFrom("cases")
    .innerJoinLateral(
      (qb) => hadBefore(qb, companyId, now - LAST_EXPERT_MS).as("had"),
      (join) => join.onTrue(),
    )
    .where("cases.id", "in", caseIds)
    .select(["cases.id", "had.personId"])
    .execute();
  return new Map(rows.map(({ id, personId }) => [id, personId]));
}

/** The expert of the latest case that the customer of `cases` had. */
function hadBefore(qb: ExpressionBuilder<Schema, "cases">, companyId: string, since: number) {
  const metAt = sql<number>`(earlier.expert ->> 'since')::bigint`;
  return qb
    .selectFrom("cases as earlier")
    .select(sql<string>`earlier.expert ->> 'personId'`.as("personId"))
    .where("earlier.company_id", "=", companyId)
    .whereRef("earlier.id", "<>", "cases.id")
    .where((eb) =>
      eb.or([
        eb("earlier.secret_hash", "=", eb.ref("cases.secret_hash")),
        eb("earlier.contact_id", "=", eb.ref("cases.contact_id")),
        eb.and([
          eb("earlier.customer_email", "=", eb.ref("cases.customer_email")),
          eb("earlier.customer_email", "<>", ""),
        ]),
      ]),
    )
    .where(metAt, ">", since)
    .orderBy(metAt, "desc")
    .limit(1);
}

/** Cases of all companies that waited past their group's limit and have not escalated yet, with the hours that count. */
export async function readOverdue(db: Queryable, now: number) {
  const rows = await givable(db)
    .leftJoin("groups as fallback", "fallback.id", "groups.fallback_group_id")
    .where("cases.escalated_at", "is", null)
    .where((eb) => eb(eb.ref("cases.waiting_since"), "<=", sql<number>`${now} - groups.escalate_ms`))
    .select([
      "cases.id as caseId",
      "groups.hours",
      "fallback.id as fallbackGroupId",
      "fallback.hours as fallbackHours",
      byModule.as("module"),
    ])
    .limit(500)
    .execute();
  return rows.map(({ module, hours, ...row }) => ({ ...row, hours: module?.hours ?? hours }));
}
