import * as z from "zod/mini";
import type { Refusal } from "@beckon/domain/refusal.ts";
import { ACTS } from "@beckon/domain/permissions.ts";
import { offer, reason } from "./assignment.ts";
import { standing } from "./availability.ts";
import { attachmentCard } from "./attachments.ts";
import { recordingPolicy } from "./recordings.ts";
import { answerWay, care, estimate, messageCard } from "./waiting.ts";
import {
  access,
  caseOutcome,
  caseState,
  channel,
  consentAnswer,
  device,
  iceServer,
  id,
  instant,
  language,
  line,
  part,
  party,
  presenceWord,
  priority,
  prose,
  role,
  tags,
} from "./words.ts";

/**
 * What the server sends. Whole small things with a version are pushed, never patches: a receiver keeps the highest
 * version of each and is right again after any loss [Q2].
 */

const presence = z.object({ is: presenceWord, since: z.nullable(instant), personId: z.nullable(id) });

/** One case as the queue shows it. The same bytes for every expert who may see the case. */
export const caseCard = z.object({
  id,
  version: z.number(),
  code: line(10),
  state: caseState,
  priority,
  groupId: id,
  moduleId: z.nullable(id),
  assigneeId: z.nullable(id),
  customerName: line(100),
  customerEmail: line(254),
  description: prose(4000),
  tags,
  createdAt: instant,
  validUntil: instant,
  waitingSince: z.nullable(instant),
  /** Left by the customer to be answered [H3]; it counts while they do not wait. */
  message: z.nullable(messageCard),
  /** When it was closed or expired; null while it is open. */
  endedAt: z.nullable(instant),
  outcome: z.nullable(caseOutcome),
  customer: presence,
  /** Where the customer was last; null while they have not been here. */
  channel: z.nullable(channel),
  expert: presence,
  /** Whom the expert has brought in [R9]; `never`: invited, and not there yet. */
  colleagues: z.array(z.object({ personId: id, part, byId: id, is: presenceWord, since: z.nullable(instant) })),
  /** To whom the house holds it out now, until when and why [A5, A8]. */
  offer: z.nullable(offer),
  stars: z.nullable(z.number()),
});

/** One line of a case's timeline. `text` holds what a person wrote; everything else is said by the page in its language. */
export const timelineEntry = z.object({
  seq: z.number(),
  at: instant,
  /** `through`: the integration that did it in the person's name; null: they did it themselves [W7]. */
  by: z.object({
    kind: z.enum(["person", "customer", "system"]),
    personId: z.nullable(id),
    through: z.nullable(z.string()),
  }),
  what: z.discriminatedUnion("is", [
    z.object({ is: z.literal("created"), how: z.enum(["byHand", "byModule"]) }),
    z.object({ is: z.literal("assigned"), to: z.nullable(id), from: z.nullable(id) }),
    z.object({
      is: z.literal("edited"),
      facts: z.array(z.enum(["groupId", "customerName", "customerEmail", "description", "priority", "tags"])),
      /** What they were set to. */
      priority: z.optional(priority),
      tags: z.optional(tags),
    }),
    /** What an integration keeps with the case, or by whose words the customer is received. */
    z.object({
      is: z.literal("integrationChanged"),
      facts: z.array(z.enum(["customId", "customApi", "waitingMessage", "moduleId"])),
    }),
    z.object({ is: z.literal("extended"), validUntil: instant }),
    z.object({ is: z.literal("noted"), text: prose(4000) }),
    z.object({ is: z.literal("said"), party, text: prose(4000) }),
    z.object({ is: z.literal("connected"), party }),
    z.object({ is: z.literal("dropped"), party }),
    z.object({ is: z.literal("returned"), party }),
    z.object({ is: z.literal("left"), party, because: z.enum(["asked", "dropped"]) }),
    z.object({ is: z.literal("consented"), answer: consentAnswer, personId: z.nullable(id) }),
    z.object({ is: z.literal("invited"), personId: id, part }),
    z.object({ is: z.literal("uninvited"), personId: id, because: z.enum(["takenBack", "declined", "over"]) }),
    z.object({ is: z.enum(["colleagueConnected", "colleagueDropped", "colleagueReturned"]), personId: id }),
    z.object({
      is: z.literal("colleagueLeft"),
      personId: id,
      because: z.enum(["asked", "dropped", "refused", "sentAway", "over"]),
    }),
    z.object({ is: z.literal("offered"), to: id, until: instant, reason }),
    z.object({
      is: z.literal("offerEnded"),
      to: id,
      because: z.enum(["accepted", "declined", "missed", "taken", "withdrawn"]),
    }),
    z.object({ is: z.literal("escalated"), from: id, to: z.nullable(id), waitedMs: z.number() }),
    z.object({ is: z.literal("handedOver"), to: id, from: id }),
    z.object({ is: z.literal("attached"), name: line(255) }),
    z.object({ is: z.literal("messageLeft"), text: prose(4000), callBack: z.boolean(), stays: z.boolean() }),
    z.object({ is: z.literal("messageAnswered"), way: answerWay, note: prose(4000) }),
    z.object({ is: z.literal("messageTakenBack") }),
    z.object({ is: z.literal("closed"), outcome: z.nullable(caseOutcome) }),
    z.object({ is: z.literal("expired") }),
    z.object({ is: z.literal("reopened"), validUntil: instant }),
    z.object({ is: z.literal("rated"), stars: z.number(), comment: prose(2000) }),
    z.object({ is: z.literal("erased") }),
  ]),
});

/** One case with all an expert may know of it. `earlier`: cases of the same customer, newest first, at most 20. */
export const caseDetail = z.object({
  card: caseCard,
  createdBy: z.object({ kind: z.enum(["person", "module"]), id }),
  device: z.nullable(device),
  /** Where the customer joins; also what the QR code holds. */
  joinUrl: line(300),
  mayClose: z.boolean(),
  timeline: z.array(timelineEntry),
  /** Whose case it is, when anything is known of them [K1]. */
  contactId: z.nullable(id),
  /** What the customer added, oldest first [H4]. */
  attachments: z.array(attachmentCard),
  earlier: z.array(z.object({ id, code: line(10), state: caseState, createdAt: instant, description: prose(4000) })),
});

/** Somebody of the company, with how they stand towards new cases [A11], how many they have and how many they are given at once. */
export const personCard = z.object({
  id,
  name: line(100),
  email: line(254),
  role,
  disabled: z.boolean(),
  availability: standing,
  capacity: z.number(),
  load: z.number(),
});
export const groupCard = z.object({
  id,
  name: line(100),
  ownerId: z.nullable(id),
  access,
  warnMs: z.number(),
  alarmMs: z.number(),
});
export const moduleCard = z.object({ id, name: line(100), slug: line(64), groupId: id, suspended: z.boolean() });
export const me = z.object({
  personId: id,
  name: line(100),
  email: line(254),
  role,
  company: z.object({ id, name: line(100), recordings: recordingPolicy }),
  may: z.array(z.enum(ACTS)),
});

/** Colours and words of the module or company a customer is dealing with. */
export const branding = z.object({
  company: line(100),
  title: line(120),
  welcome: prose(2000),
  waiting: prose(2000),
  /** `#rrggbb` */
  accent: line(7),
  /** Where the logo is on this server; null: there is none. */
  logo: z.nullable(line(100)),
  /** The same words in further languages; what is empty or missing there is read above [M13]. */
  translations: z.partialRecord(language, z.object({ title: line(120), welcome: prose(2000), waiting: prose(2000) })),
});

/** Who will be met behind a code [S3]. */
export const invitation = z.object({ branding, expert: z.nullable(line(100)), code: line(10) });

/** The customer's own case, whole [Q1]: nothing of other customers, no notes of the team. */
export const customerCase = z.object({
  caseId: id,
  version: z.number(),
  code: line(10),
  state: caseState,
  branding,
  customerName: line(100),
  customerEmail: line(254),
  /** Who is coming or there, once somebody was assigned or connected. */
  expert: z.nullable(z.object({ name: line(100), presence: presenceWord })),
  /** The sessions of all experts who are there, also of those who are reconnecting [R9]. */
  sessions: z.array(id),
  /** Place in the queue, from 1; null when not waiting. */
  place: z.nullable(z.number()),
  /** How long it may still be [H1]; null when not waiting. */
  estimate: z.nullable(estimate),
  /** What is being done [H2]; null when they do not wait, or somebody has their case. */
  care: z.nullable(care),
  waitingSince: z.nullable(instant),
  /** What the customer left to be answered [H3]; they wait beside it, or instead of it, as `waitingSince` says. */
  message: z.nullable(messageCard),
  /** How their message was answered; null: it was not. */
  answered: z.nullable(answerWay),
  validUntil: instant,
  messages: z.array(z.object({ seq: z.number(), at: instant, from: party, name: line(100), text: prose(4000) })),
  /** What they added, oldest first [H4]. */
  attachments: z.array(attachmentCard),
  mayClose: z.boolean(),
  rated: z.boolean(),
  /** Whether the page asks for stars when it is over. */
  survey: z.boolean(),
  /** The module whose desktop program this customer can go on in [M9]; null: there is none. */
  programOf: z.nullable(line(64)),
});

/** A refusal as it travels, with the name of the person who was first so that it can be said in words. */
const refusal = z.custom<Refusal & { byName?: string }>(
  (value) => typeof value === "object" && value !== null && "reason" in value && typeof value.reason === "string",
);

/** By whom and for what somebody is brought in. */
export const broughtIn = z.object({ by: line(100), part });

const welcome = z.object({ type: z.literal("welcome"), protocol: z.string(), now: instant, connection: z.string() });
const pong = z.object({ type: z.literal("pong") });
const signal = z.object({ type: z.literal("session/signal"), caseId: id, session: id, body: z.string() });
const refusedReply = z.object({ type: z.literal("reply"), id, ok: z.literal(false), refusal });

/** What the answer to a request may carry. */
/** Lets this side in to the way through the server, for this session only [R17]. */
const relayToken = z.string().check(z.maxLength(300));
export const joined = z.object({ caseId: id, session: id, iceServers: z.array(iceServer), relayToken });
const answers = z.object({
  caseId: z.optional(id),
  code: z.optional(line(10)),
  joined: z.optional(joined),
  invitation: z.optional(invitation),
});
const doneReply = z.object({ type: z.literal("reply"), id, ok: z.literal(true), value: answers });

/** Everything a console receives. */
export const consoleDown = z.union([
  z.discriminatedUnion("type", [
    welcome,
    pong,
    signal,
    /** Sent after `welcome`, after every loss, and when one's rights change: replaces all that was known. */
    z.object({
      type: z.literal("queue/snapshot"),
      me,
      cards: z.array(caseCard),
      people: z.array(personCard),
      groups: z.array(groupCard),
      modules: z.array(moduleCard),
    }),
    z.object({ type: z.literal("queue/card"), card: caseCard }),
    /** Deleted, or no longer visible to this person. */
    z.object({ type: z.literal("queue/gone"), caseId: id }),
    z.object({ type: z.literal("people/card"), person: personCard }),
    z.object({ type: z.literal("case/detail"), detail: caseDetail }),
    /** This connection's part in a session ended: left, closed, or taken over by the same person elsewhere. */
    z.object({ type: z.literal("session/over"), caseId: id }),
    /** Somebody gave this person a case, or took one from them [A1]. */
    z.object({
      type: z.literal("notice/assigned"),
      caseId: id,
      code: line(10),
      to: z.nullable(id),
      from: z.nullable(id),
      byId: z.nullable(id),
    }),
    /** Nobody came within the group's limit: for those who supervise and see it [A9]. `to`: the group it moved to, if any. */
    z.object({
      type: z.literal("notice/escalated"),
      caseId: id,
      code: line(10),
      from: id,
      to: z.nullable(id),
      waitedMs: z.number(),
    }),
  ]),
  z.discriminatedUnion("ok", [doneReply, refusedReply]),
]);

/** Everything a customer's page receives. */
export const customerDown = z.union([
  z.discriminatedUnion("type", [
    welcome,
    pong,
    signal,
    z.object({ type: z.literal("customer/case"), case: customerCase }),
    /** An expert pressed Connect: ask the customer [R1]. `session` names this attempt; a new one asks again only if it differs. */
    z.object({
      type: z.literal("session/open"),
      caseId: id,
      session: id,
      expert: z.object({ name: line(100), company: line(100) }),
      /** What the company does with recordings: the customer is told before they allow one [R19]. */
      recordings: recordingPolicy,
      /** Brought in by another expert, for this; null: the expert who has the case. It changes when the case is handed over. */
      colleague: z.nullable(broughtIn),
      iceServers: z.array(iceServer),
      relayToken,
    }),
    z.object({ type: z.literal("session/over"), caseId: id }),
    /** The case was deleted. */
    z.object({ type: z.literal("customer/gone") }),
  ]),
  z.discriminatedUnion("ok", [doneReply, refusedReply]),
]);

/** Why the server closed a socket; 4400, 4401, 4409 and 4426 are final, after the others a client comes back by itself. */
export const CLOSE = {
  malformed: 4400,
  notSignedIn: 4401,
  tooSlow: 4408,
  /** Another connection of the same party took this one's place. */
  superseded: 4409,
  tooMany: 4429,
  /** The page is older or newer than the server: reload it. */
  otherProtocol: 4426,
  stopping: 1012,
  /** Something went wrong on the server's side, its database being away for example. */
  troubled: 1011,
} as const;

export type CaseCard = z.infer<typeof caseCard>;
export type TimelineEntry = z.infer<typeof timelineEntry>;
export type CaseDetail = z.infer<typeof caseDetail>;
export type PersonCard = z.infer<typeof personCard>;
export type GroupCard = z.infer<typeof groupCard>;
export type ModuleCard = z.infer<typeof moduleCard>;
export type Me = z.infer<typeof me>;
export type Branding = z.infer<typeof branding>;
export type Invitation = z.infer<typeof invitation>;
export type CustomerCase = z.infer<typeof customerCase>;
export type Answers = z.infer<typeof answers>;
export type WireRefusal = Refusal & { byName?: string };
export type ConsoleDown = z.infer<typeof consoleDown>;
export type CustomerDown = z.infer<typeof customerDown>;
