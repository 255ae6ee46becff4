import * as z from "zod/mini";
import { availabilityCalls } from "./availability.ts";
import { ATTACHMENT_CALLS } from "./attachments.ts";
import { boardCalls } from "./board.ts";
import { call, nothing } from "./call.ts";
import { groupAssignment } from "./assignment.ts";
import { COMPANY_SIGN_IN_CALLS } from "./company-sign-in.ts";
import { contactCalls } from "./contacts.ts";
import { caseCard, groupCard, me, personCard } from "./down.ts";
import { newCase } from "./up.ts";
import { MODULE_CALLS, validityMs } from "./modules.ts";
import { SECOND_FACTOR_CALLS } from "./sign-in.ts";
import { REPLY_CALLS } from "./replies.ts";
import { TOKEN_CALLS } from "./tokens.ts";
import { reportCalls } from "./reports.ts";
import { WEBHOOK_CALLS } from "./webhooks.ts";
import { noticesCalls } from "./notices.ts";
import {
  recordingCard,
  recordingEvent,
  recordingMedia,
  recordingPolicy,
  RECORDING_PIECE_BYTES,
  recordingViewing,
} from "./recordings.ts";
import { access, caseOutcome, caseState, email, id, instant, line, role, tags } from "./words.ts";

/**
 * The console's and the customer's page's HTTP calls: what changes seldom and needs no push. One entry a call: server
 * routes parse with it, pages call by it. A refused call answers `{refusal}` with the status of `REFUSAL_STATUS`.
 * Signing in and out goes by better-auth's own routes below `/api/auth`.
 */

/** What a password must be. */
export const password = z.string().check(z.minLength(10), z.maxLength(200));

const waitLimitMs = z.number().check(z.int(), z.gte(1000), z.lte(365 * 24 * 3600_000));
const typedInstant = z.coerce.number().check(z.int());
const count = z.number().check(z.int(), z.nonnegative());
const keptSoFar = z.object({ pieces: count, events: count });
const recordingBytes = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.length > 0 && value.length <= RECORDING_PIECE_BYTES,
);

export const groupMember = z.object({ personId: id, access });
/** `validityMs`: how long the cases made by hand in this group are valid [C6]. */
/** `messageValidityMs`: for how long a case with a message stays open to be answered [H3]. */
export const groupRecord = z.extend(groupCard, {
  members: z.array(groupMember),
  validityMs: z.number(),
  messageValidityMs: z.number(),
  assignment: groupAssignment,
});
/** `joined`: they have a way to sign in [P10]. */
export const personRecord = z.extend(personCard, { joined: z.boolean() });
export const invitationRecord = z.object({
  id,
  email: line(254),
  role,
  createdAt: instant,
  expiresAt: instant,
  createdById: id,
});
export const auditEntry = z.object({
  id: z.string(),
  at: instant,
  /** Who did it: a person's id and the name they had then; null for the house itself or somebody not signed in. */
  actorId: z.nullable(id),
  actorName: line(200),
  /** The integration that did it in their name; empty when none did. */
  through: line(200),
  act: line(60),
  subject: line(200),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export const CALLS = {
  ...ATTACHMENT_CALLS,
  setupNeeded: call("GET", "/api/setup", { answer: z.object({ needed: z.boolean() }) }),
  setup: call("POST", "/api/setup", {
    body: z.object({ token: line(100, 1), company: line(100, 1), name: line(100, 1), email, password }),
    answer: z.object({ moduleUrl: line(300) }),
  }),
  readMe: call("GET", "/api/console/me", { answer: me }),

  createCase: call("POST", "/api/console/cases", {
    body: z.extend(newCase, { requestId: id }),
    answer: z.object({ caseId: id, code: line(10) }),
  }),

  /** All cases the person may see, ended ones too, newest first, 100 a page; `before` is the id of the last one seen. */
  searchCases: call("GET", "/api/console/cases", {
    query: z.object({
      text: z.optional(line(100)),
      state: z.optional(caseState),
      groupId: z.optional(id),
      /** A person's id, or `nobody`. */
      assigneeId: z.optional(id),
      moduleId: z.optional(id),
      tag: z.optional(line(200)),
      outcome: z.optional(caseOutcome),
      stars: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(5))),
      before: z.optional(id),
    }),
    answer: z.object({ cards: z.array(caseCard), more: z.boolean() }),
  }),

  /** Tags of cases the person may see, the latest first [Q7]. */
  listTags: call("GET", "/api/console/tags", { answer: z.object({ tags }) }),

  /** What the company does with recordings; for administrators [R20]. */
  changeRecordingPolicy: call("PUT", "/api/console/company/recordings", {
    body: recordingPolicy,
    answer: recordingPolicy,
  }),
  /** A case's recordings that the person may watch, newest first [R21]. */
  listRecordings: call("GET", "/api/console/cases/:id/recordings", {
    answer: z.object({ recordings: z.array(recordingCard) }),
  }),
  /** `recordingId` is made by the client: beginning again with it is harmless. `days`: what the customer was told. */
  beginRecording: call("POST", "/api/console/cases/:id/recordings", {
    body: z.object({ recordingId: id, media: recordingMedia, days: recordingPolicy.shape.days }),
    answer: keptSoFar,
  }),
  /** Keeps the next piece; one that is kept already is acknowledged again, and `pieces` always says which comes next [R22]. */
  keepRecordingPiece: call("PUT", "/api/console/recordings/:id/pieces/:place", {
    query: z.object({ at: z.optional(typedInstant), until: typedInstant }),
    body: recordingBytes,
    answer: keptSoFar,
  }),
  /** Keeps the events from number `from` on; those that are kept already are acknowledged again. */
  keepRecordingEvents: call("POST", "/api/console/recordings/:id/events", {
    body: z.object({ from: count, events: z.array(recordingEvent).check(z.maxLength(100)) }),
    answer: keptSoFar,
  }),
  endRecording: call("POST", "/api/console/recordings/:id/end", { answer: nothing }),
  /** Opens a recording for this person; each viewing is in the audit log [R21]. Its pieces are read by `RECORDING_PIECE_PATH`. */
  viewRecording: call("POST", "/api/console/recordings/:id/viewings", { answer: recordingViewing }),
  deleteRecording: call("DELETE", "/api/console/recordings/:id", { answer: nothing }),

  listPeople: call("GET", "/api/console/people", { answer: z.object({ people: z.array(personRecord) }) }),
  changePerson: call("PATCH", "/api/console/people/:id", {
    body: z.object({ name: z.optional(line(100, 1)), role: z.optional(role), disabled: z.optional(z.boolean()) }),
    answer: personCard,
  }),
  listInvitations: call("GET", "/api/console/invitations", {
    answer: z.object({ invitations: z.array(invitationRecord) }),
  }),
  /** The link is shown once, here; only its hash is kept [X11]. */
  invite: call("POST", "/api/console/invitations", {
    body: z.object({ email, role, groupIds: z.array(id).check(z.maxLength(100)) }),
    answer: z.object({ invitation: invitationRecord, url: line(300) }),
  }),
  /** A link for somebody who has no password yet, by which they choose one [P10]; shown once, here. */
  inviteIn: call("POST", "/api/console/people/:id/link", {
    answer: z.object({ invitation: invitationRecord, url: line(300) }),
  }),
  withdrawInvitation: call("DELETE", "/api/console/invitations/:id", { answer: nothing }),
  readInvitation: call("POST", "/api/invitations/read", {
    body: z.object({ token: line(100, 1) }),
    /** `name`: what the person is called who is there already; empty for somebody new. */
    answer: z.object({ company: line(100), email: line(254), name: line(100) }),
  }),
  acceptInvitation: call("POST", "/api/invitations/accept", {
    body: z.object({ token: line(100, 1), name: line(100, 1), password }),
    answer: nothing,
  }),

  listGroups: call("GET", "/api/console/groups", { answer: z.object({ groups: z.array(groupRecord) }) }),
  createGroup: call("POST", "/api/console/groups", { body: z.object({ name: line(100, 1) }), answer: groupRecord }),
  changeGroup: call("PATCH", "/api/console/groups/:id", {
    body: z.object({
      name: z.optional(line(100, 1)),
      ownerId: z.optional(id),
      warnMs: z.optional(waitLimitMs),
      alarmMs: z.optional(waitLimitMs),
      validityMs: z.optional(validityMs),
      messageValidityMs: z.optional(validityMs),
    }),
    answer: groupRecord,
  }),
  /** How the group's cases are handed out [A3, A5, A9, A12]. */
  changeGroupAssignment: call("PUT", "/api/console/groups/:id/assignment", {
    body: groupAssignment,
    answer: groupRecord,
  }),
  /** Refused `inUse` while the group still holds cases or modules. */
  deleteGroup: call("DELETE", "/api/console/groups/:id", { answer: nothing }),
  /** Shares the group with somebody, changes how, or (`access: null`) ends it. */
  shareGroup: call("PUT", "/api/console/groups/:id/members", {
    body: z.object({ personId: id, access: z.nullable(access) }),
    answer: groupRecord,
  }),

  ...MODULE_CALLS,
  ...availabilityCalls,
  ...REPLY_CALLS,
  ...TOKEN_CALLS,
  ...WEBHOOK_CALLS,
  ...boardCalls,
  ...reportCalls,

  /** Newest first, 100 a page; `before` is the id of the last entry seen. */
  readAudit: call("GET", "/api/console/audit", {
    query: z.object({
      before: z.optional(z.string().check(z.regex(/^\d{1,18}$/))),
      from: z.optional(typedInstant),
      to: z.optional(typedInstant),
      actorId: z.optional(id),
      act: z.optional(line(60)),
      text: z.optional(line(100)),
    }),
    answer: z.object({ entries: z.array(auditEntry), more: z.boolean() }),
  }),

  ...contactCalls,
  ...noticesCalls,
  ...SECOND_FACTOR_CALLS,
  ...COMPANY_SIGN_IN_CALLS,
} as const;

/** The HTTP status each refusal travels with. */
export const REFUSAL_STATUS = {
  notFound: 404,
  notSignedIn: 401,
  notAllowed: 403,
  alreadyTaken: 409,
  changedMeanwhile: 409,
  offerOver: 409,
  notOpen: 409,
  alreadyOpen: 409,
  inSession: 409,
  notConnected: 409,
  sessionFull: 409,
  inUse: 409,
  casesOpen: 409,
  partlySeen: 403,
  codeNotValid: 404,
  tooManyTries: 429,
  moduleSuspended: 403,
  assigneeCannotSee: 422,
  invalid: 422,
  recordingsOff: 409,
  noSpace: 507,
  otherKey: 409,
  damaged: 409,
  unavailable: 503,
} as const;

export type GroupRecord = z.infer<typeof groupRecord>;
export type PersonRecord = z.infer<typeof personRecord>;
export type InvitationRecord = z.infer<typeof invitationRecord>;
export type AuditEntry = z.infer<typeof auditEntry>;
export type Body<C> = C extends { body: z.ZodMiniType<infer B> } ? B : never;
export type Query<C> = C extends { query: z.ZodMiniType<infer Q> } ? Q : never;
export type Answer<C> = C extends { answer: z.ZodMiniType<infer A> } ? A : never;
