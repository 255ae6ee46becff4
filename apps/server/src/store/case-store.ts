import { sql } from "kysely";
import type { Actor, Case, CaseChange } from "@beckon/domain/case.ts";
import { born, evolve, PRIORITIES } from "@beckon/domain/case.ts";
import type { GroupAccess } from "@beckon/domain/permissions.ts";
import { done, refused } from "@beckon/domain/refusal.ts";
import type { CaseScope, CaseStore, Created, KnownDevice } from "../desk/ports.ts";
import { auditRows } from "./case-audit.ts";
import {
  addressOf,
  contactColumns,
  contactIdOf,
  contactOf,
  despiteOthers,
  forgetEmptyContact,
  touchContact,
} from "./case-contacts.ts";
import { figuresRow, keepReports } from "./case-reports.ts";
import { eventsOf, eventsOfNew } from "./case-events.ts";
import { caseOf, changingColumns, rowOf } from "./case-rows.ts";
import { pageOfCases } from "./case-pages.ts";
import { knownTags, searchCases } from "./case-search.ts";
import type { Database, Queryable } from "./database.ts";
import { isTaken } from "./database.ts";
import { visibleGroups, withinReach } from "./scope.ts";

/** The newest entries of a case's history that are shown: it is pushed whole with every change. All of it is kept. */
const HISTORY_SHOWN = 1_000;
const OPEN = ["new", "pending", "inProgress"] as const;
const priorityRank = sql<number>`array_position(${sql.lit(`{${PRIORITIES.join(",")}}`)}::text[], cases.priority)`;

/** The cases in PostgreSQL. Every read and change goes through `seen`, and `case-search.ts` through `groupAccess`: both ask `visibleGroups` who may see what [X1, Q1]. */
export function openCaseStore(db: Database): CaseStore {
  return {
    create: (event, more, how) => despiteOthers(() => create(db, event, more, how)),

    async change(scope, caseId, { requestId, actor, now, claim, known }, decide) {
      const act = async (tx: Queryable) => {
        const row = await seen(tx, scope)
          .selectAll("cases")
          .select((eb) =>
            eb.selectFrom("case_history").select("case_id").where("request_id", "=", requestId).as("repeated_on"),
          )
          .where("cases.id", "=", caseId)
          .forUpdate("cases")
          .executeTakeFirst();
        if (!row) return refused({ reason: "notFound" });
        const before = caseOf(row);
        if (row.repeated_on !== null) {
          if (row.repeated_on !== caseId) return refused({ reason: "invalid", field: "id", problem: "taken" });
          return done({ case: before, before, events: [], repeated: true });
        }
        const outcome = decide(before, row.access === "write");
        if (!outcome.ok) return outcome;
        const events = outcome.value;
        const after = events.reduce((current, event) => evolve(current, event, actor, now), before);
        const audit = auditRows(before, events, actor, now);
        if (audit.length > 0) await tx.insertInto("audit").values(audit).execute();
        const logged = eventsOf(before, events, actor, now);
        if (logged.length > 0) await tx.insertInto("case_events").values(logged).execute();
        // By cascade its history and its events go, too; what stays is the audit entry [C12].
        if (events.some((event) => event.is === "deleted")) {
          await tx.deleteFrom("cases").where("id", "=", caseId).execute();
          await forgetEmptyContact(tx, row.contact_id);
        } else if (events.length > 0 || claim !== undefined) {
          await keep(tx, row, after, events, { requestId, actor, now, claim, known });
          await keepReports(tx, before, after, { events, actor, at: now });
        }
        return done({ case: after, before, events, repeated: false });
      };
      return despiteOthers(() => db.transaction().execute(act));
    },

    async read(scope, caseId) {
      const row = await seen(db, scope).selectAll("cases").where("cases.id", "=", caseId).executeTakeFirst();
      return row && caseOf(row);
    },

    async readByCode(scope, code) {
      const row = await seen(db, scope).selectAll("cases").where("cases.code", "=", code).executeTakeFirst();
      return row && caseOf(row);
    },

    async history(scope, caseId) {
      const rows = await seen(db, scope)
        .innerJoin("case_history as h", "h.case_id", "cases.id")
        .select(["h.seq", "h.at", "h.actor", "h.event"])
        .where("cases.id", "=", caseId)
        .orderBy("h.seq", "desc")
        .limit(HISTORY_SHOWN)
        .execute();
      return rows.toReversed();
    },

    async forQueue(scope, endedAfter, limit) {
      const open = await seen(db, scope).selectAll("cases").where("cases.state", "in", OPEN).execute();
      const ended = await seen(db, scope)
        .selectAll("cases")
        .where("cases.ended_at", ">", endedAfter)
        .orderBy("cases.ended_at", "desc")
        .limit(limit)
        .execute();
      return [...open, ...ended].map(caseOf);
    },

    async earlier(scope, of) {
      const contactId = await contactIdOf(db, of.id);
      if (contactId === null) return { contactId, cases: [] };
      const rows = await seen(db, scope)
        .selectAll("cases")
        .where("cases.contact_id", "=", contactId)
        .where("cases.id", "<>", of.id)
        .orderBy("cases.created_at", "desc")
        .limit(20)
        .execute();
      return { contactId, cases: rows.map(caseOf) };
    },

    page: (scope, filter) => pageOfCases(db, scope, filter),
    search: (scope, filter) => searchCases(db, scope, filter),
    knownTags: (scope) => knownTags(db, scope),

    async byCode(code) {
      const row = await db.selectFrom("cases").selectAll().where("code", "=", code).executeTakeFirst();
      return row && { case: caseOf(row), secretHash: row.secret_hash };
    },

    async bySecret(secretHash, moduleId) {
      let query = db.selectFrom("cases").selectAll().where("secret_hash", "=", secretHash);
      if (moduleId !== undefined) query = query.where("module_id", "=", moduleId).where("state", "in", OPEN);
      const row = await query.orderBy("created_at", "desc").limit(1).executeTakeFirst();
      return row && caseOf(row);
    },

    async waitingIn(groupId) {
      const rows = await db
        .selectFrom("cases")
        .select("id")
        .where("group_id", "=", groupId)
        .where("state", "in", OPEN)
        .where("waiting_since", "is not", null)
        .where(sql<boolean>`expert ->> 'is' NOT IN ('connected', 'reconnecting')`)
        // Whoever left keeps their place, but is before nobody until they are back.
        .where(sql<boolean>`customer ->> 'is' <> 'left'`)
        .orderBy(priorityRank, "desc")
        .orderBy("waiting_since")
        .orderBy("created_at")
        .orderBy("id")
        .execute();
      return rows.map((row) => row.id);
    },

    async pickUps(groupId, since, limit) {
      const rows = await db
        .selectFrom("cases")
        .select(["picked_up_at", "waited_ms"])
        .where("group_id", "=", groupId)
        .where("picked_up_at", ">", since)
        .orderBy("picked_up_at", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => ({ at: row.picked_up_at ?? 0, waitedMs: row.waited_ms ?? 0 }));
    },

    async due(now, limit) {
      const rows = await db
        .selectFrom("cases")
        .select("id")
        .where("due_at", "<=", now)
        .orderBy("due_at")
        .limit(limit)
        .execute();
      return rows.map((row) => row.id);
    },

    async ofDisabled() {
      const rows = await db
        .selectFrom("people")
        .innerJoin("cases", "cases.assignee_id", "people.id")
        .select(["cases.id as caseId", "people.id as assigneeId"])
        .where("people.disabled_at", "is not", null)
        .where("cases.state", "in", OPEN)
        .limit(500)
        .execute();
      return rows;
    },

    async heldByOthersThan(alive) {
      const rows = await db
        .selectFrom("cases")
        .select(["id", "customer", "expert", "colleagues"])
        .where((eb) =>
          eb.or([
            // A handful of sessions at most: who holds each is seen below.
            sql<boolean>`colleagues <> '[]'`,
            eb.and([eb("customer_node", "is not", null), eb("customer_node", "not in", [...alive, ""])]),
            eb.and([eb("expert_node", "is not", null), eb("expert_node", "not in", [...alive, ""])]),
          ]),
        )
        .limit(500)
        .execute();
      return rows.flatMap((row) =>
        [
          { party: "customer" as const, side: row.customer },
          { party: "expert" as const, side: row.expert },
          ...row.colleagues.map(({ presence }) => ({ party: "expert" as const, side: presence })),
        ].flatMap(({ party, side }) =>
          side.is === "connected" && !alive.includes(nodeOf(side.connection))
            ? [{ caseId: row.id, party, connection: side.connection }]
            : [],
        ),
      );
    },
  };
}

/** The server that holds a connection: its name comes first. */
function nodeOf(connection: string): string {
  return connection.split(".", 1)[0] ?? "";
}

/** The cases a scope may see, with the access it has to each one's group. */
function seen(db: Queryable, scope: CaseScope) {
  const groups = scope.kind === "person" ? visibleGroups(db, scope) : everyGroup(db);
  const cases = db
    .selectFrom("cases")
    .innerJoin(groups.as("visible"), "visible.group_id", "cases.group_id")
    .select("visible.access as access");
  if (scope.kind === "person") return cases.where(withinReach(scope));
  if (scope.kind === "house") return cases;
  return cases
    .where("cases.id", "=", scope.caseId)
    .where("cases.secret_hash", "is not distinct from", scope.secretHash);
}

/** For the customer, who is bound to their one case, and for the house. */
function everyGroup(db: Queryable) {
  const everything = sql<GroupAccess>`'write'`.as("access");
  return db.selectFrom("groups").select(["groups.id as group_id", everything]);
}

async function create(
  db: Database,
  event: Parameters<CaseStore["create"]>[0],
  more: Parameters<CaseStore["create"]>[1],
  { requestId, actor, secretHash, known, contactId }: Parameters<CaseStore["create"]>[2],
): Promise<Created> {
  const events = [event, ...more];
  const at = event.case.createdAt;
  const made = more.reduce((current, change) => evolve(current, change, actor, at), born(event));
  const audit = auditRows(made, events, actor, at);
  const device = known ? { hash: known.hash, told: known } : null;
  const whose = { email: addressOf(made), device, present: contactId ?? null };
  const row = {
    ...rowOf(made, secretHash),
    contact_id: contactOf(made, whose, at),
    device_hash: known?.hash ?? null,
  };
  // One statement, so that it is one round trip and one transaction [C10].
  const query = db
    .with("made", (qb) => qb.insertInto("cases").values(row).returning("id"))
    .with("counted", (qb) => qb.insertInto("case_figures").values(figuresRow(made, events)).returning("case_id"))
    .with("logged", (qb) =>
      qb
        .insertInto("case_events")
        .values(eventsOfNew(event, more, actor, at))
        .returning("id"),
    );
  const audited =
    audit.length > 0 ? query.with("audited", (qb) => qb.insertInto("audit").values(audit).returning("id")) : query;
  try {
    await audited
      .insertInto("case_history")
      .values(
        events.map((one, index) => ({
          case_id: made.id,
          seq: index + 1,
          at,
          actor: JSON.stringify(actor),
          event: JSON.stringify(one),
          request_id: index === 0 ? requestId : null,
        })),
      )
      .execute();
    return { is: "made", case: made };
  } catch (error) {
    if (isTaken(error, "cases_code_key")) return { is: "codeTaken" };
    if (!isTaken(error, "case_history_request_id_key")) throw error;
  }
  const earlier = await db
    .selectFrom("case_history")
    .innerJoin("cases", "cases.id", "case_history.case_id")
    .selectAll("cases")
    .select("actor")
    .where("request_id", "=", requestId)
    .where("company_id", "=", made.companyId)
    .executeTakeFirst();
  const same = earlier && isSame(earlier.actor, actor) && earlier.secret_hash === secretHash;
  return same ? { is: "repeated", case: caseOf(earlier) } : { is: "requestIdTaken" };
}

function isSame(a: Actor, b: Actor): boolean {
  return a.kind === b.kind && (a.kind !== "person" || b.kind !== "person" || a.personId === b.personId);
}

async function keep(
  tx: Queryable,
  row: { contact_id: string | null; device_hash: string | null },
  after: Case,
  events: CaseChange[],
  how: {
    requestId: string | null;
    actor: Actor;
    now: number;
    claim: string | undefined;
    known: KnownDevice | undefined;
  },
): Promise<void> {
  const whose = contactColumns(row, after, events, how.known, how.now);
  const kept = await tx
    .updateTable("cases")
    .set({ ...changingColumns(after), ...whose, ...(how.claim === undefined ? {} : { secret_hash: how.claim }) })
    .where("id", "=", after.id)
    .returning(["contact_id", "device_hash"])
    .executeTakeFirstOrThrow();
  await touchContact(tx, kept, after, events, how.now);
  if (kept.contact_id !== row.contact_id) await forgetEmptyContact(tx, row.contact_id);
  if (events.length === 0) return;
  await tx
    .insertInto("case_history")
    .values(
      events.map((event, index) => ({
        case_id: after.id,
        seq: after.version - events.length + 1 + index,
        at: how.now,
        actor: JSON.stringify(how.actor),
        event: JSON.stringify(event),
        request_id: index === 0 ? how.requestId : null,
      })),
    )
    .execute();
}
