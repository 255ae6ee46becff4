import * as z from "zod/mini";
import type { WireRefusal } from "@beckon/protocol/down.ts";
import { broughtIn, customerCase, invitation } from "@beckon/protocol/down.ts";
import { modulePage } from "@beckon/protocol/modules.ts";
import {
  chatLine,
  hostKind,
  personThere,
  privilege,
  screenTrouble,
  transferOf,
  transferRefusal,
} from "@beckon/protocol/peer.ts";
import { recordingPolicy } from "@beckon/protocol/recordings.ts";
import { newMessage } from "@beckon/protocol/waiting.ts";
import { iceServer, id, instant, language, line, optionalEmail, prose } from "@beckon/protocol/words.ts";

/**
 * What the desktop module and its own page say to each other over loopback. The module holds the case and the session; the
 * page shows what it is told, whole each time, and asks for acts of a closed list. Both sides parse what the other sends.
 */

const count = z.number().check(z.int(), z.nonnegative());
const refusal = z.custom<WireRefusal>(
  (value) => typeof value === "object" && value !== null && "reason" in value && typeof value.reason === "string",
);
const privileges = z.array(privilege).check(z.maxLength(10));

const opening = z.object({
  type: z.literal("session/open"),
  caseId: id,
  session: id,
  expert: z.object({ name: line(100), company: line(100) }),
  recordings: recordingPolicy,
  colleague: z.nullable(broughtIn),
  iceServers: z.array(iceServer),
  relayToken: z.string(),
});
const trouble = z.nullable(z.enum(["cancelled", "failed"]));

/** A visit as it is shown; what a session under way shows travels as `session`. */
export const shownVisit = z.discriminatedUnion("is", [
  z.object({ is: z.literal("none") }),
  z.object({ is: z.literal("asked"), opening, answerBy: instant, picking: z.boolean(), trouble }),
  z.object({ is: z.literal("resume"), opening, picking: z.boolean(), trouble }),
  z.object({ is: z.literal("on"), opening }),
  z.object({
    is: z.literal("off"),
    opening,
    note: z.enum(["ended", "stopped", "denied", "unanswered", "mismatch"]),
    open: z.boolean(),
  }),
]);

const page = z.discriminatedUnion("is", [
  z.object({ is: z.literal("loading") }),
  z.object({ is: z.literal("join") }),
  z.object({ is: z.literal("invitation"), invitation }),
  z.object({ is: z.literal("module"), module: modulePage }),
  z.object({ is: z.literal("moduleUnknown") }),
  z.object({ is: z.literal("unreachable") }),
  z.object({ is: z.literal("case"), case: customerCase }),
  z.object({ is: z.literal("left"), case: customerCase }),
  z.object({ is: z.literal("gone") }),
  z.object({ is: z.literal("elsewhere") }),
  z.object({ is: z.literal("outdated") }),
]);

/** The customer's state without what cannot travel: the session itself. */
export const shownState = z.object({
  link: z.enum(["none", "connecting", "open", "reconnecting", "refused", "closed"]),
  aheadMs: z.number(),
  page,
  visit: shownVisit,
  colleagues: z.array(
    z.discriminatedUnion("is", [
      z.object({ is: z.literal("asked"), opening, answerBy: instant }),
      z.object({ is: z.literal("on"), opening }),
    ]),
  ),
  problem: z.nullable(refusal),
  busy: z.boolean(),
  outbox: z.array(z.object({ id: count, text: z.string(), failed: z.boolean() })),
  spoken: z.array(z.extend(chatLine, { name: line(100) })),
  moving: z.boolean(),
});

const transfer = z.object({
  id,
  direction: z.enum(["sent", "received"]),
  what: transferOf,
  size: count,
  bytes: count,
  state: z.enum(["offered", "running", "paused", "stalled", "done", "refused", "cancelled", "damaged"]),
  because: z.nullable(transferRefusal),
});

/** What a session under way shows, but for the chat. */
export const shownSession = z.object({
  session: id,
  state: z.discriminatedUnion("is", [
    z.object({ is: z.literal("connecting") }),
    z.object({ is: z.literal("connected") }),
    z.object({ is: z.literal("reconnecting"), since: instant }),
    z.object({ is: z.literal("ended"), because: z.enum(["endedHere", "endedThere", "wordsMismatch"]) }),
  ]),
  words: z.object({ words: z.optional(z.array(line(40))), changed: z.boolean() }),
  privileges,
  privilegeAsked: z.nullable(privilege),
  transfers: z.array(transfer),
  fileAsked: z.boolean(),
  people: z.array(personThere),
  recording: z.boolean(),
  path: z.nullable(z.enum(["direct", "relayed", "server"])),
  trouble: z.nullable(screenTrouble),
});

/** What the module is: what can be granted at all, and what its page has to know of the computer. */
export const shownModule = z.object({
  kind: hostKind,
  offers: privileges,
  /** Where received files land, as people write it. */
  folder: z.string(),
  /** The folder asked for last, when files cannot land there; null: they can. */
  refusedFolder: z.nullable(z.string()),
  /** The stop keys, as they stand on the keyboard; empty where there are none. */
  stopKeys: line(60),
  language,
  /** An expert's hands pressed something a moment ago: what only the customer may give is given when they rest. */
  handsBusy: z.boolean(),
});

/** Module to page. */
export const mirrorDown = z.discriminatedUnion("type", [
  /** The token was right; `key` lets this page in again after a reload. */
  z.object({ type: z.literal("entered"), key: line(100, 1), module: shownModule }),
  z.object({ type: z.literal("state"), state: shownState }),
  /** All that are under way. */
  z.object({ type: z.literal("sessions"), sessions: z.array(shownSession) }),
  z.object({ type: z.literal("chat"), session: id, lines: z.array(chatLine) }),
  z.object({ type: z.literal("module"), module: shownModule }),
  z.object({ type: z.literal("rated"), id: count, done: z.boolean() }),
  /** Two rising notes for `arrival`, one for `message`. */
  z.object({ type: z.literal("tone"), what: z.enum(["arrival", "message"]) }),
]);

const act = <T extends string, S extends z.core.$ZodShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });

/** Everything the page may ask the module to do. */
export const mirrorAct = z.discriminatedUnion("type", [
  /** Sends the help request, with what the form asked for. */
  act("openModule", {
    form: z.object({
      customerName: line(100),
      customerEmail: optionalEmail,
      description: prose(4000),
      disclaimerAccepted: z.boolean(),
      message: z.optional(z.nullable(newMessage)),
    }),
  }),
  act("retryModule", {}),
  act("startAnew", {}),
  act("say", { text: prose(4000, 1) }),
  act("leaveMessage", { message: newMessage }),
  act("waitOn", {}),
  act("takeBack", { id: count }),
  act("close", {}),
  act("leave", {}),
  act("reopen", {}),
  act("rate", { id: count, stars: z.number().check(z.int(), z.gte(1), z.lte(5)), comment: prose(2000) }),
  act("resume", {}),
  /** Answers the question of this session, and of no other that came meanwhile [R1]. */
  act("allow", { session: id, rights: privileges }),
  act("deny", {}),
  act("reconsider", {}),
  act("stop", {}),
  act("grant", { session: id, privileges }),
  /** The answer for a colleague: what is granted, or null for nothing at all. */
  act("answerColleague", { session: id, rights: z.nullable(privileges) }),
  act("dismissColleague", { session: id }),
  act("pauseTransfer", { transfer: id, paused: z.boolean() }),
  act("cancelTransfer", { transfer: id }),
  act("declineFile", {}),
  act("speak", { language }),
  /** Puts received files into the folder of this absolute path from now on. */
  act("receiveInto", { folder: z.string().check(z.minLength(1), z.maxLength(1000)) }),
  /** Removes the module and all it left on this computer. */
  act("uninstall", {}),
]);

export type ShownVisit = z.infer<typeof shownVisit>;
export type ShownState = z.infer<typeof shownState>;
export type ShownSession = z.infer<typeof shownSession>;
export type ShownModule = z.infer<typeof shownModule>;
export type MirrorDown = z.infer<typeof mirrorDown>;
export type MirrorAct = z.infer<typeof mirrorAct>;
