import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import { safeName } from "@beckon/domain/safe-name.ts";
import type { HouseKey } from "../store/house-key.ts";
import { NotAuthentic, openBytes } from "../store/sealed-bytes.ts";
import type { Database } from "../store/database.ts";
import { attachmentsOf, type AttachmentScope } from "../store/scope.ts";
import { aboutPicture, aboutPiece, piecesOf, unwrapAttachmentKey, type AttachmentRow } from "./attachment-row.ts";

/** What reading attachments needs of the house. */
export type ReadParts = { readonly db: Database; readonly key: () => Promise<HouseKey> };

/** A file as it was sent: its name, its size, and its bytes as they are read. */
export type ReadFile = { name: string; bytes: number; pieces: AsyncIterable<Buffer> };

/** The file of an attachment, piece by piece, for whoever may see its case [H4]. */
export async function readFile(
  parts: ReadParts,
  scope: AttachmentScope,
  attachmentId: string,
): Promise<Outcome<ReadFile>> {
  const found = await find(parts, scope, attachmentId);
  if (!found.ok) return found;
  const { row, key } = found.value;
  const pieces = piecesIn(parts.db, row, key);
  try {
    // Before anything is answered: most files have one piece, and one that is damaged is not begun.
    const first = await pieces.next();
    return done({ name: safeName(row.name), bytes: row.bytes, pieces: after(first.value, pieces) });
  } catch (error) {
    if (error instanceof NotAuthentic) return refused({ reason: "damaged" });
    throw error;
  }
}

/** The picture that was made of an attachment, as WebP [H4]. */
export async function readPicture(
  parts: ReadParts,
  scope: AttachmentScope,
  attachmentId: string,
): Promise<Outcome<Buffer>> {
  const found = await find(parts, scope, attachmentId);
  if (!found.ok) return found;
  const { row, key } = found.value;
  if (row.picture === null) return refused({ reason: "notFound" });
  try {
    return done(openBytes(unwrapAttachmentKey(key, row), row.picture, aboutPicture(row)));
  } catch (error) {
    if (error instanceof NotAuthentic) return refused({ reason: "damaged" });
    throw error;
  }
}

/** Every piece in order, decrypted; throws `NotAuthentic` at the first that is missing or is not what was sent. */
export async function* piecesIn(
  db: Database,
  row: AttachmentRow,
  key: HouseKey,
): AsyncGenerator<Buffer, undefined, undefined> {
  const own = unwrapAttachmentKey(key, row);
  for (let place = 0; place < piecesOf(row); place++) {
    const piece = await db
      .selectFrom("attachment_pieces")
      .select("sealed")
      .where("attachment_id", "=", row.id)
      .where("place", "=", place)
      .executeTakeFirst();
    if (!piece) throw new NotAuthentic("A piece is missing.");
    yield openBytes(own, piece.sealed, aboutPiece(row, place));
  }
}

async function* after(first: Buffer | undefined, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (first) yield first;
  yield* rest;
}

async function find(
  { db, key }: ReadParts,
  scope: AttachmentScope,
  attachmentId: string,
): Promise<Outcome<{ row: AttachmentRow; key: HouseKey }>> {
  const row = await attachmentsOf(db, scope)
    .selectAll("attachments")
    .where("attachments.id", "=", attachmentId)
    .where("attachments.ended_at", "is not", null)
    .executeTakeFirst();
  if (!row) return refused({ reason: "notFound" });
  const current = await key();
  return row.key_id === current.id ? done({ row, key: current }) : refused({ reason: "otherKey" });
}
