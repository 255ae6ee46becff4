import type { AuditEntry, Query, CALLS } from "@beckon/protocol/calls.ts";
import type { AuditAct } from "@beckon/domain/audit-act.ts";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Selectable } from "kysely";
import type { Queryable } from "../store/database.ts";
import type { AuditTable } from "../store/schema.ts";
import { auditOf, type PersonScope } from "../store/scope.ts";
import { containing } from "../store/containing.ts";

/** Who did something: a person, or the house itself for a company. */
export type AuditActor = PersonScope | { kind: "house"; companyId: string };

/** What was done: `subject` is the id of the thing; nothing personal of customers, no secrets. */
export interface Audited {
  readonly act: AuditAct;
  readonly subject: string;
  readonly details?: AuditEntry["details"];
}

const PAGE = 100;

/** Writes an audit entry; called in the transaction that does what it tells of. */
export async function writeAudit(trx: Queryable, actor: AuditActor, entry: Audited, now: number): Promise<void> {
  await trx
    .insertInto("audit")
    .values({
      company_id: actor.companyId,
      at: now,
      actor_id: actor.kind === "person" ? actor.personId : null,
      actor_name: actor.kind === "person" ? actor.name : "",
      through: actor.kind === "person" ? (actor.through ?? "") : "",
      act: entry.act,
      subject: entry.subject,
      details: JSON.stringify(entry.details ?? {}),
    })
    .execute();
}

/** One page of the company's audit log, newest first. */
export async function readAudit(
  db: Queryable,
  scope: PersonScope,
  filter: Query<(typeof CALLS)["readAudit"]>,
): Promise<Outcome<{ entries: AuditEntry[]; more: boolean }>> {
  if (!may(scope.role, "audit/read")) return refused({ reason: "notAllowed" });
  const { before, from, to, actorId, act, text } = filter;
  let query = auditOf(db, scope)
    .selectAll("audit")
    .orderBy("audit.id", "desc")
    .limit(PAGE + 1);
  if (before !== undefined) query = query.where("audit.id", "<", Number(before));
  if (from !== undefined) query = query.where("audit.at", ">=", from);
  if (to !== undefined) query = query.where("audit.at", "<=", to);
  if (actorId !== undefined) query = query.where("audit.actor_id", "=", actorId);
  if (act !== undefined && act !== "") query = query.where("audit.act", "=", act);
  if (text !== undefined && text !== "") {
    const pattern = containing(text);
    query = query.where((eb) =>
      eb.or([
        eb("audit.actor_name", "ilike", pattern),
        eb("audit.through", "ilike", pattern),
        eb("audit.act", "ilike", pattern),
        eb("audit.subject", "ilike", pattern),
        eb(eb.cast<string>("audit.details", "text"), "ilike", pattern),
      ]),
    );
  }
  const rows = await query.execute();
  return done({ entries: rows.slice(0, PAGE).map(auditEntryOf), more: rows.length > PAGE });
}

/** An entry of the log from its row. */
export function auditEntryOf(row: Selectable<AuditTable>): AuditEntry {
  const { id, at, actor_id: actorId, actor_name: actorName, through, act, subject, details } = row;
  return { id: String(id), at, actorId, actorName, through, act, subject, details };
}
