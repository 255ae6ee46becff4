import type { Selectable } from "kysely";
import { ATTACHMENT_PIECE_BYTES } from "@beckon/protocol/attachments.ts";
import type { HouseKey } from "../store/house-key.ts";
import { openBytes, sealBytes } from "../store/sealed-bytes.ts";
import type { Schema } from "../store/schema.ts";

/** An attachment as it is kept. */
export type AttachmentRow = Selectable<Schema["attachments"]>;

/** How many pieces it has when it is whole. */
export function piecesOf({ bytes }: { bytes: number }): number {
  return Math.ceil(bytes / ATTACHMENT_PIECE_BYTES);
}

/** How many bytes its piece at this place has. */
export function pieceSize({ bytes }: { bytes: number }, place: number): number {
  return Math.min(ATTACHMENT_PIECE_BYTES, bytes - place * ATTACHMENT_PIECE_BYTES);
}

/** Wraps an attachment's own key with the installation's. */
export function wrapAttachmentKey(under: HouseKey, own: Buffer, attachmentId: string): Buffer {
  return sealBytes(under.bytes, own, `attachment key ${attachmentId}`);
}

/** An attachment's own key; throws `NotAuthentic` when the installation's key is not the one that wrapped it. */
export function unwrapAttachmentKey(under: HouseKey, row: Pick<AttachmentRow, "id" | "wrapped_key">): Buffer {
  return openBytes(under.bytes, row.wrapped_key, `attachment key ${row.id}`);
}

/** What a piece is, for its encryption: it opens at its own place only, and in a file of this size. */
export function aboutPiece({ id, bytes }: Pick<AttachmentRow, "id" | "bytes">, place: number): string {
  return `attachment ${id} ${bytes} ${place}`;
}

/** What a picture is, for its encryption. */
export function aboutPicture({ id }: Pick<AttachmentRow, "id">): string {
  return `attachment picture ${id}`;
}
