import type { AttachmentCard } from "@beckon/protocol/attachments.ts";
import type { HistoryEntry } from "../desk/ports.ts";

/** What a customer added to the case, as its history says it, oldest first [H4]; what was erased has no name any more, and is gone. */
export function attachmentsIn(history: readonly HistoryEntry[]): AttachmentCard[] {
  return history.flatMap(({ at, event }) =>
    event.is === "attached" && event.attachment.name !== "" ? [{ ...event.attachment, at }] : [],
  );
}
