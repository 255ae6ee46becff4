import { safeName } from "./safe-name.ts";

/** How many pictures and files a customer can add to one case, and how large each may be, in bytes [H4]. */
export const MOST_ATTACHMENTS = 10;
export const MOST_ATTACHMENT_BYTES = 20_000_000;

/** A picture or file that a customer added to their case. `picture`: it can be shown, made anew by the server. */
export type Attachment = { id: string; name: string; bytes: number; picture: boolean };

/** What happens to attachments. */
export type AttachmentEvent = { is: "attached"; attachment: Attachment };

/** The event of an attachment; its name is only a name [X20]. */
export function attached(attachment: Attachment): AttachmentEvent {
  return { is: "attached", attachment: { ...attachment, name: safeName(attachment.name) } };
}
