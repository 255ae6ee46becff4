import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import { MOST_REPLIES } from "@beckon/domain/reply.ts";
import type { ReplyRecord, ReplySettings } from "@beckon/protocol/replies.ts";
import type { Selectable } from "kysely";
import { writeAudit } from "../people/audit.ts";
import { isTaken, type Database, type Queryable } from "../store/database.ts";
import type { RepliesTable } from "../store/schema.ts";
import { groupAccess, repliesOf, type PersonScope } from "../store/scope.ts";

type Row = Selectable<RepliesTable>;

/** The canned replies of the company and of the groups a person sees, by name [Q8]. */
export async function listReplies(db: Queryable, scope: PersonScope): Promise<ReplyRecord[]> {
  const rows = await repliesOf(db, scope).selectAll("replies").orderBy("replies.name").orderBy("replies.id").execute();
  return rows.map(present);
}

/** Makes a reply for the company or for a group the asker may write to. */
export async function createReply(
  db: Database,
  scope: PersonScope,
  wanted: ReplySettings,
  now: number,
): Promise<Outcome<ReplyRecord>> {
  return await changing(db, scope, async (trx) => {
    const refusal = await refuseSettings(trx, scope, wanted);
    if (refusal) return refusal;
    const { count } = await trx
      .selectFrom("replies")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("company_id", "=", scope.companyId)
      .executeTakeFirstOrThrow();
    if (Number(count) >= MOST_REPLIES) return refused({ reason: "invalid", field: "name", problem: "tooMany" });
    const row = await trx
      .insertInto("replies")
      .values({ company_id: scope.companyId, ...columns(wanted, scope, now) })
      .returningAll()
      .executeTakeFirstOrThrow();
    await writeAudit(trx, scope, { act: "reply/created", subject: row.id, details: detailsOf(wanted) }, now);
    return done(present(row));
  });
}

/** Changes a reply, if it is still as the asker saw it [C11]. */
export async function changeReply(
  db: Database,
  scope: PersonScope,
  replyId: string,
  { version, ...wanted }: ReplySettings & { version: number },
  now: number,
): Promise<Outcome<ReplyRecord>> {
  return await changing(db, scope, async (trx) => {
    const found = await find(trx, scope, replyId);
    if (!found.ok) return found;
    const { version: current, changed_by_id: byId, changed_at: at } = found.value;
    if (version !== current) return refused({ reason: "changedMeanwhile", byId, at });
    const refusal = await refuseSettings(trx, scope, wanted);
    if (refusal) return refusal;
    const row = await trx
      .updateTable("replies")
      .set({ ...columns(wanted, scope, now), version: current + 1 })
      .where("id", "=", replyId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await writeAudit(trx, scope, { act: "reply/changed", subject: replyId, details: detailsOf(wanted) }, now);
    return done(present(row));
  });
}

/** Deletes a reply; what was written with it stays. */
export async function deleteReply(
  db: Database,
  scope: PersonScope,
  replyId: string,
  now: number,
): Promise<Outcome<Record<string, never>>> {
  return await changing(db, scope, async (trx) => {
    const found = await find(trx, scope, replyId);
    if (!found.ok) return found;
    await trx.deleteFrom("replies").where("id", "=", replyId).execute();
    const details = detailsOf({ name: found.value.name, groupId: found.value.group_id });
    await writeAudit(trx, scope, { act: "reply/deleted", subject: replyId, details }, now);
    return done({});
  });
}

/** One change of a company's replies at a time, so that their number and names hold. */
async function changing<T>(
  db: Database,
  scope: PersonScope,
  act: (trx: Queryable) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  if (!may(scope.role, "reply/manage")) return refused({ reason: "notAllowed" });
  try {
    return await db.transaction().execute(async (trx) => {
      await trx.selectFrom("companies").select("id").where("id", "=", scope.companyId).forUpdate().execute();
      return await act(trx);
    });
  } catch (error) {
    if (isTaken(error, "replies_name")) return refused({ reason: "invalid", field: "name", problem: "taken" });
    throw error;
  }
}

async function find(trx: Queryable, scope: PersonScope, replyId: string): Promise<Outcome<Row>> {
  const row = await repliesOf(trx, scope).selectAll("replies").where("replies.id", "=", replyId).executeTakeFirst();
  if (!row) return refused({ reason: "notFound" });
  return (await refuseGroup(trx, scope, row.group_id)) ?? done(row);
}

async function refuseSettings(trx: Queryable, scope: PersonScope, { groupId, texts }: ReplySettings) {
  if (Object.keys(kept(texts)).length === 0)
    return refused({ reason: "invalid" as const, field: "texts", problem: "required" as const });
  return await refuseGroup(trx, scope, groupId);
}

async function refuseGroup(trx: Queryable, scope: PersonScope, groupId: string | null) {
  if (groupId === null) return undefined;
  const access = (await groupAccess(trx, scope)).get(groupId);
  if (access === "write") return undefined;
  return refused({ reason: access === undefined ? ("notFound" as const) : ("notAllowed" as const) });
}

function columns({ name, groupId, texts }: ReplySettings, scope: PersonScope, now: number) {
  const what = { name, group_id: groupId, texts: JSON.stringify(kept(texts)) };
  return { ...what, changed_by_id: scope.personId, changed_at: now };
}

function kept(texts: ReplySettings["texts"]): ReplySettings["texts"] {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined && text !== ""));
}

function detailsOf({ name, groupId }: Pick<ReplySettings, "name" | "groupId">) {
  return { name, ...(groupId === null ? {} : { groupId }) };
}

function present(row: Row): ReplyRecord {
  const { id, name, texts, version, group_id: groupId, changed_by_id: changedById, changed_at: changedAt } = row;
  return { id, name, groupId, texts, version, changedById, changedAt };
}
