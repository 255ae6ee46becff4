import * as z from "zod/mini";
import { MOST_ATTACHMENT_BYTES } from "@beckon/domain/attachment.ts";
import { call, nothing } from "./call.ts";
import { id, instant, line } from "./words.ts";

/** What a customer adds to their case [H4]: sent in pieces over HTTP, with the customer's secret as bearer token, never in an address. */

/** The bytes of each piece but the last. */
export const ATTACHMENT_PIECE_BYTES = 512 * 1024;
/** Where an expert reads the file as it was sent, and where expert and customer see a picture; bytes, not JSON. */
export const ATTACHMENT_FILE_PATH = "/api/console/attachments/:id/file";
export const ATTACHMENT_PICTURE_PATH = "/api/console/attachments/:id/picture";
export const OWN_PICTURE_PATH = "/api/customer/attachments/:id/picture";

/** One attachment of a case. `picture`: it can be shown. */
export const attachmentCard = z.object({ id, name: line(255), bytes: z.number(), picture: z.boolean(), at: instant });

const pieceBytes = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.length > 0 && value.length <= ATTACHMENT_PIECE_BYTES,
);
/** How many pieces are kept: the next one has this number. */
const keptSoFar = z.object({ pieces: z.number() });

export const ATTACHMENT_CALLS = {
  /** `attachmentId` is made by the client: beginning again with it says how far it is. */
  beginAttachment: call("POST", "/api/customer/cases/:id/attachments", {
    body: z.object({
      attachmentId: id,
      name: line(255, 1),
      bytes: z.number().check(z.int(), z.gte(1), z.lte(MOST_ATTACHMENT_BYTES)),
    }),
    answer: keptSoFar,
  }),
  /** Keeps the next piece; one that is kept already is acknowledged again. */
  keepAttachmentPiece: call("PUT", "/api/customer/attachments/:id/pieces/:place", {
    body: pieceBytes,
    answer: keptSoFar,
  }),
  /** All of it was sent: it is in the case from now on. */
  endAttachment: call("POST", "/api/customer/attachments/:id/end", { answer: nothing }),
} as const;

export type AttachmentCard = z.infer<typeof attachmentCard>;
