import { randomBytes } from "node:crypto";
import { attached, MOST_ATTACHMENTS } from "@beckon/domain/attachment.ts";
import { isOpen } from "@beckon/domain/case.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Desk } from "../desk/desk.ts";
import type { CaseScope, CaseStore } from "../desk/ports.ts";
import type { HouseKey } from "../store/house-key.ts";
import { sealBytes } from "../store/sealed-bytes.ts";
import { isSealedOtherwise, spaceTaken } from "../store/sealed-tables.ts";
import type { Database, Queryable } from "../store/database.ts";
import { attachmentsOf } from "../store/scope.ts";
import type { Tries } from "../store/tries.ts";
import {
  aboutPicture,
  aboutPiece,
  piecesOf,
  pieceSize,
  unwrapAttachmentKey,
  wrapAttachmentKey,
} from "./attachment-row.ts";
import { makePicture } from "./make-picture.ts";
import { piecesIn } from "./read-attachment.ts";

/** What attachments need of the house. */
export type AttachmentParts = {
  readonly db: Database;
  readonly store: Pick<CaseStore, "read">;
  readonly desk: Pick<Desk, "act">;
  readonly key: () => Promise<HouseKey>;
  readonly tries: Pick<Tries, "take">;
  /** Each company's, in bytes. */
  readonly space: number;
};

/** Who holds a customer's secret, and from where they ask. */
export type Holder = { readonly secretHash: string; readonly address: string };

const BEGINNINGS = { name: "attachment/begin", most: 120, windowMs: 60 * 60_000 };

/** Makes room for an attachment in the customer's open case. Again with the same id, it says how far it is [H4, C13]. */
export async function beginAttachment(
  parts: AttachmentParts,
  holder: Holder,
  caseId: string,
  { attachmentId, name, bytes }: { attachmentId: string; name: string; bytes: number },
  now: number,
): Promise<Outcome<{ pieces: number }>> {
  const { db, store } = parts;
  const current = await store.read(scopeOf(holder, caseId), caseId);
  if (!current) return notFound();
  if (!isOpen(current.life.state)) return refused({ reason: "notConnected" });
  const begun = async (from: Queryable) => {
    const row = await ownAttachment(from, holder, attachmentId);
    return row && (row.case_id === caseId && row.bytes === bytes ? done({ pieces: row.pieces }) : notFound());
  };
  const before = await begun(db);
  if (before) return before;
  const retryAfterSeconds = await parts.tries.take(BEGINNINGS, holder.address, now);
  if (retryAfterSeconds > 0) return refused({ reason: "tooManyTries", retryAfterSeconds });

  const key = await parts.key();
  return await db.transaction().execute(async (trx): Promise<Outcome<{ pieces: number }>> => {
    // One after the other in a case, and in a company: so that nobody gets past a bound by asking twice at once.
    await trx.selectFrom("cases").select("id").where("id", "=", caseId).forUpdate().execute();
    await trx.selectFrom("companies").select("id").where("id", "=", current.companyId).forUpdate().execute();
    // Asked again over a new line while the old one's question was still being answered.
    const meanwhile = await begun(trx);
    if (meanwhile) return meanwhile;
    if (await isSealedOtherwise(trx, "attachments", key)) return refused({ reason: "otherKey" });
    const { count } = await trx
      .selectFrom("attachments")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("case_id", "=", caseId)
      .executeTakeFirstOrThrow();
    if (count >= MOST_ATTACHMENTS) return refused({ reason: "invalid", field: "attachments", problem: "tooMany" });
    if ((await spaceTaken(trx, "attachments", current.companyId)) + bytes > parts.space)
      return refused({ reason: "noSpace" });
    const { numInsertedOrUpdatedRows: made } = await trx
      .insertInto("attachments")
      .values({
        id: attachmentId,
        company_id: current.companyId,
        case_id: caseId,
        name,
        bytes,
        pieces: 0,
        key_id: key.id,
        wrapped_key: wrapAttachmentKey(key, randomBytes(32), attachmentId),
        touched_at: now,
        ended_at: null,
        picture: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    return made === 1n ? done({ pieces: 0 }) : notFound();
  });
}

/** Keeps the next piece of exactly the size that was announced; once this is answered, it survives everything. */
export async function keepAttachmentPiece(
  parts: AttachmentParts,
  holder: Holder,
  attachmentId: string,
  { place, bytes }: { place: number; bytes: Uint8Array },
  now: number,
): Promise<Outcome<{ pieces: number }>> {
  const key = await parts.key();
  return await parts.db.transaction().execute(async (trx): Promise<Outcome<{ pieces: number }>> => {
    const row = await ownAttachment(trx, holder, attachmentId, true);
    if (!row) return notFound();
    if (place !== row.pieces || place >= piecesOf(row)) return done({ pieces: row.pieces });
    if (bytes.length !== pieceSize(row, place))
      return refused({ reason: "invalid", field: "body", problem: "malformed" });
    if (row.key_id !== key.id) return refused({ reason: "otherKey" });
    const sealed = sealBytes(unwrapAttachmentKey(key, row), bytes, aboutPiece(row, place));
    await trx.insertInto("attachment_pieces").values({ attachment_id: attachmentId, place, sealed }).execute();
    await trx
      .updateTable("attachments")
      .set({ pieces: place + 1, touched_at: now })
      .where("id", "=", attachmentId)
      .execute();
    return done({ pieces: place + 1 });
  });
}

/** All of it was sent: a picture is made to be shown, and the case's history says what is there. Repeating it is harmless. */
export async function endAttachment(
  parts: AttachmentParts,
  holder: Holder,
  attachmentId: string,
  now: number,
): Promise<Outcome<Record<string, never>>> {
  const { db, desk } = parts;
  const row = await ownAttachment(db, holder, attachmentId);
  if (!row) return notFound();
  if (row.pieces !== piecesOf(row)) return refused({ reason: "invalid", field: "body", problem: "tooShort" });
  let isPicture = row.picture !== null;
  if (row.ended_at === null) {
    const key = await parts.key();
    if (row.key_id !== key.id) return refused({ reason: "otherKey" });
    const pieces: Buffer[] = [];
    for await (const piece of piecesIn(db, row, key)) pieces.push(piece);
    const picture = await makePicture(Buffer.concat(pieces));
    isPicture = picture !== undefined;
    const sealed = picture ? sealBytes(unwrapAttachmentKey(key, row), picture, aboutPicture(row)) : null;
    await db.updateTable("attachments").set({ picture: sealed, ended_at: now }).where("id", "=", row.id).execute();
  }
  const { attachment } = attached({ id: row.id, name: row.name, bytes: row.bytes, picture: isPicture });
  const told = await desk.act(scopeOf(holder, row.case_id), row.case_id, row.id, { do: "attach", attachment });
  if (told.ok) return done({});
  // The case was over before it came: nobody would ever see it.
  await db.deleteFrom("attachments").where("id", "=", row.id).execute();
  return told;
}

/** Deletes what was begun and not sent on for an hour; returns how many. */
export async function forgetUnfinished(db: Database, now: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("attachments")
    .where("ended_at", "is", null)
    .where("touched_at", "<", now - 60 * 60_000)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

function scopeOf({ secretHash }: Holder, caseId: string): Extract<CaseScope, { kind: "customer" }> {
  return { kind: "customer", caseId, secretHash };
}

async function ownAttachment(db: Queryable, { secretHash }: Holder, attachmentId: string, lock = false) {
  const query = attachmentsOf(db, { kind: "holder", secretHash })
    .selectAll("attachments")
    .where("attachments.id", "=", attachmentId);
  return await (lock ? query.forUpdate("attachments") : query).executeTakeFirst();
}

function notFound() {
  return refused({ reason: "notFound" });
}
