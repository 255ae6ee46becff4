import { setTimeout as delay } from "node:timers/promises";
import { sql } from "kysely";
import type { AuditEntry } from "@beckon/protocol/calls.ts";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Queryable } from "../store/database.ts";
import { auditOf, groupsOf, modulesOf, peopleOf, type PersonScope } from "../store/scope.ts";
import { auditEntryOf } from "./audit.ts";
import { personNames } from "./person-names.ts";

/** A span of the audit log, from an instant on and before another, and which of its entries: all of what is given must hold. */
export interface LogSpan {
  readonly from?: number | undefined;
  readonly to: number;
  readonly acts?: readonly string[] | undefined;
  /** The addresses of those who did it. */
  readonly emails?: readonly string[] | undefined;
  /** An id or a session's code that it was done to, or what that was called. */
  readonly item?: string | undefined;
}

/** Where a reading goes on: after this entry, towards older ones. */
export interface LogPlace {
  readonly at: number;
  readonly id: string;
}

/** An entry with what its subject is called. */
export type LoggedEvent = AuditEntry & { readonly item: string };

/** How long a reading waits at most for what is being written at this moment. */
const SETTLE_MS = 1_000;

/**
 * Up to `size` entries of a span, newest first, with the place to go on from when there are more [W16]. A reading from its first
 * page to its last has each entry once that was there when it began, also what was being written just then.
 */
export async function readLog(
  db: Queryable,
  scope: PersonScope,
  { from, to, acts, emails, item }: LogSpan,
  after: LogPlace | undefined,
  size: number,
): Promise<Outcome<{ events: LoggedEvent[]; next: LogPlace | undefined }>> {
  if (!may(scope.role, "audit/read")) return refused({ reason: "notAllowed" });
  if (after === undefined) await settle(db);
  let query = auditOf(db, scope).selectAll("audit").where("audit.at", "<", to);
  if (from !== undefined) query = query.where("audit.at", ">=", from);
  if (acts !== undefined) query = query.where(sql<boolean>`audit.act = ANY(${[...acts]}::text[])`);
  if (emails !== undefined) {
    const asTyped = emails.map((one) => one.trim().toLowerCase());
    const people = peopleOf(db, scope)
      .select("people.id")
      .where(sql<boolean>`people.email = ANY(${asTyped}::text[])`);
    query = query.where("audit.actor_id", "in", people);
  }
  if (item !== undefined)
    query = query.where(sql<boolean>`(audit.subject = ${item} OR audit.details ->> 'name' = ${item})`);
  if (after !== undefined)
    query = query.where(sql<boolean>`(audit.at, audit.id) < (${after.at}::bigint, ${after.id}::bigint)`);
  const rows = await query
    .orderBy("audit.at", "desc")
    .orderBy("audit.id", "desc")
    .limit(size + 1)
    .execute();
  const entries = rows.slice(0, size).map(auditEntryOf);
  const names = await namesOf(db, scope, entries);
  const last = rows.length > size ? entries.at(-1) : undefined;
  return done({
    events: entries.map((entry) => ({ ...entry, item: itemOf(entry, names) })),
    next: last && { at: last.at, id: last.id },
  });
}

/** Waits until what is being written at this moment has been, or was given up; for a second at most. */
async function settle(db: Queryable): Promise<void> {
  // A number of our own: everything that had begun to write has a smaller one.
  const { rows } = await sql<{ own: string }>`SELECT pg_current_xact_id()::text AS own`.execute(db);
  const own = rows[0]?.own ?? "0";
  for (const end = performance.now() + SETTLE_MS; performance.now() < end; await delay(10)) {
    const asked = sql<{ over: boolean }>`SELECT pg_snapshot_xmin(pg_current_snapshot()) > ${own}::xid8 AS over`;
    if ((await asked.execute(db)).rows[0]?.over === true) return;
  }
}

async function namesOf(
  db: Queryable,
  scope: PersonScope,
  entries: readonly AuditEntry[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(entries.map(({ subject }) => subject))];
  const among = (column: "groups.id" | "modules.id") => sql<boolean>`${sql.ref(column)} = ANY(${ids}::text[])`;
  const [people, groups, modules] = await Promise.all([
    personNames(db, scope, ids),
    groupsOf(db, scope).select(["groups.id", "groups.name"]).where(among("groups.id")).execute(),
    modulesOf(db, scope).select(["modules.id", "modules.name"]).where(among("modules.id")).execute(),
  ]);
  return new Map([...people, ...[...groups, ...modules].map(({ id, name }) => [id, name] as const)]);
}

/** What the subject is called now, else what the entry itself says of it, else its id. */
function itemOf({ subject, details: { name, email } }: AuditEntry, names: ReadonlyMap<string, string>): string {
  const known = names.get(subject);
  if (known !== undefined) return known;
  return typeof name === "string" ? name : typeof email === "string" ? email : subject;
}
