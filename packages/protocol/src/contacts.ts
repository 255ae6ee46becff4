import * as z from "zod/mini";
import { call, nothing } from "./call.ts";
import { attachmentCard } from "./attachments.ts";
import { caseCard, timelineEntry } from "./down.ts";
import { recordingCard } from "./recordings.ts";
import { id, instant, line, optionalEmail, prose } from "./words.ts";

/** Computers & Contacts as console and server speak of them [K1–K5]. */

const count = z.number().check(z.int(), z.nonnegative());

/** A contact as lists show it; what it says is what the asker may see of it [K1]. */
export const contactCard = z.object({
  id,
  name: line(100),
  email: line(254),
  /** Where it was filed; null: it stands where its cases stand, or was filed where the asker does not look. */
  groupId: z.nullable(id),
  madeAt: instant,
  lastSeenAt: instant,
  /** How many of its cases the asker sees, and how many of them are open. */
  cases: count,
  open: count,
});

/** A computer on which the desktop module ran [K2]. Memory in bytes; null or "": it was not told. */
export const computerCard = z.object({
  id,
  host: line(100),
  system: line(120),
  program: line(120),
  screen: line(40),
  language: line(35),
  memory: z.nullable(count),
  moduleId: z.nullable(id),
  groupId: z.nullable(id),
  contactId: id,
  contactName: line(100),
  contactEmail: line(254),
  firstSeenAt: instant,
  lastSeenAt: instant,
});

/** One contact with all that the asker sees of it; the newest 200 cases. */
export const contactDetail = z.object({
  contact: contactCard,
  /** What stands there after merges may be longer than what people may write at once. */
  note: z.string(),
  /** Other addresses they are known by, from contacts merged into this one. */
  otherEmails: z.array(line(254)),
  cases: z.array(caseCard),
  computers: z.array(computerCard),
  mayChange: z.boolean(),
  /** Nothing of it lies where the asker does not see it: only then can it be merged, exported or erased as a whole. */
  isWhole: z.boolean(),
});

const page = { groupId: z.optional(id), text: z.optional(line(100)), before: z.optional(id) };
const facts = { name: line(100), email: optionalEmail, note: prose(4000) };

/** Everything that is kept of a person, for them to have [K4]. Of recordings and files it says that they exist, not what is in them. */
export const contactExport = z.object({
  format: z.literal("beckon-contact"),
  exportedAt: instant,
  company: line(100),
  contact: z.object({
    name: line(100),
    emails: z.array(line(254)),
    note: z.string(),
    group: z.nullable(line(100)),
    madeAt: instant,
    lastSeenAt: instant,
  }),
  computers: z.array(z.omit(computerCard, { contactId: true, contactName: true, contactEmail: true })),
  /** Browsers by which they were known again: only when. */
  browsers: z.array(z.object({ firstSeenAt: instant, lastSeenAt: instant })),
  cases: z.array(
    z.object({
      case: caseCard,
      device: z.nullable(z.record(z.string(), z.unknown())),
      rating: z.nullable(z.object({ stars: z.number(), comment: prose(2000) })),
      history: z.array(timelineEntry),
      /** What an integration keeps with the case; null when none does. */
      integration: z.nullable(z.object({ customId: z.string(), customApi: z.string(), waitingMessage: z.string() })),
      /** What they left to be answered, and how they wanted to be reached [H3]. */
      messages: z.array(z.object({ at: instant, text: z.string(), reach: z.string(), callBack: z.boolean() })),
      attachments: z.array(attachmentCard),
      recordings: z.array(z.omit(recordingCard, { mayDelete: true })),
    }),
  ),
});

/** What a merge would make of two contacts, before it is done [K3]. */
export const mergePreview = z.object({
  name: line(100),
  email: line(254),
  otherEmails: z.array(line(254)),
  note: z.string(),
  cases: count,
  computers: count,
});

export const contactCalls = {
  /** Seen last first, 50 a page; `before` is the id of the last one seen. */
  listContacts: call("GET", "/api/console/contacts", {
    query: z.object(page),
    answer: z.object({ contacts: z.array(contactCard), more: z.boolean() }),
  }),
  listComputers: call("GET", "/api/console/computers", {
    query: z.object(page),
    answer: z.object({ computers: z.array(computerCard), more: z.boolean() }),
  }),
  readContact: call("GET", "/api/console/contacts/:id", { answer: contactDetail }),
  createContact: call("POST", "/api/console/contacts", {
    body: z.object({ ...facts, groupId: id }),
    answer: contactCard,
  }),
  /** Refused `taken` when the address belongs to another contact: those are merged instead. */
  changeContact: call("PATCH", "/api/console/contacts/:id", {
    body: z.object({
      name: z.optional(facts.name),
      email: z.optional(facts.email),
      note: z.optional(facts.note),
      groupId: z.optional(z.nullable(id)),
    }),
    answer: contactCard,
  }),
  previewMerge: call("GET", "/api/console/contacts/:id/merge", {
    query: z.object({ otherId: id }),
    answer: mergePreview,
  }),
  /** The other contact becomes part of this one [K3]. */
  mergeContacts: call("POST", "/api/console/contacts/:id/merge", {
    body: z.object({ otherId: id }),
    answer: contactCard,
  }),
  /** It stands in the audit log that somebody did [K4]. */
  exportContact: call("POST", "/api/console/contacts/:id/export", { answer: contactExport }),
  /** Refused `casesOpen` while one of its cases is open. */
  eraseContact: call("DELETE", "/api/console/contacts/:id", { answer: nothing }),
} as const;

export type ContactCard = z.infer<typeof contactCard>;
export type ComputerCard = z.infer<typeof computerCard>;
export type ContactDetail = z.infer<typeof contactDetail>;
export type ContactExport = z.infer<typeof contactExport>;
export type MergePreview = z.infer<typeof mergePreview>;
