import * as z from "zod/mini";
import { choice } from "./availability.ts";
import {
  caseOutcome,
  consentAnswer,
  device,
  id,
  instant,
  knownDevice,
  language,
  line,
  optionalEmail,
  part,
  priority,
  prose,
  secret,
  tags,
} from "./words.ts";
import { answerWay, newMessage } from "./waiting.ts";

/**
 * What a console or a customer's page sends to the server over its WebSocket. Each request carries an `id` of the
 * sender's making (a UUID): a request repeated with the same id is done once and answered again [X12].
 */

const facts = z.object({
  groupId: z.optional(id),
  customerName: z.optional(line(100)),
  customerEmail: z.optional(optionalEmail),
  description: z.optional(prose(4000)),
  priority: z.optional(priority),
  tags: z.optional(tags),
});

/** What makes a case by hand [M3]; also the body of `POST /api/console/cases`. */
export const newCase = z.object({
  groupId: id,
  customerName: line(100),
  customerEmail: optionalEmail,
  description: prose(4000),
  priority: z._default(priority, "normal"),
  tags: z._default(tags, []),
  assigneeId: z._default(z.nullable(id), null),
  /** The contact it is made for [K5]. */
  contactId: z.optional(id),
});

/** First message on a socket: which protocol the sender speaks. The server answers `welcome` or closes with 4426. */
export const hello = z.object({ type: z.literal("hello"), protocol: z.string().check(z.maxLength(32)), language });

/** "Are you there?", answered by `pong`: a browser cannot see WebSocket pings, and must notice a dead line itself. */
export const ping = z.object({ type: z.literal("ping") });

const request = <T extends string, S extends z.core.$ZodShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), id, ...shape });
const onCase = <T extends string, S extends z.core.$ZodShape>(type: T, shape: S) =>
  request(type, { caseId: id, ...shape });

/** Relayed unread between the two sides of a case [X9]: session descriptions and candidates. */
export const signal = z.object({
  type: z.literal("session/signal"),
  caseId: id,
  /** Which session it belongs to: several experts may be there, each with one of their own [R9]. */
  session: id,
  body: z.string().check(z.maxLength(64_000)),
});

/** First message on the way through the server [R17]: the token that `session/open` or `joined` carried, and which connection of the session it is. */
export const relayEnter = z.object({
  type: z.literal("relay/enter"),
  token: z.string().check(z.maxLength(300)),
  generation: z.number().check(z.int(), z.nonnegative()),
});

/** This console was last touched so many milliseconds ago [A11]; told when it was, at most every half minute. */
export const touch = z.object({
  type: z.literal("availability/touch"),
  agoMs: z.number().check(z.int(), z.gte(0)),
});

/** Everything a console may send. */
export const consoleUp = z.discriminatedUnion("type", [
  hello,
  ping,
  signal,
  /** How the person at this console stands towards new cases [A11]. */
  request("availability/choose", { status: choice }),
  touch,
  request("case/create", { case: newCase }),
  /** `expected`: whom the sender saw as assignee; if that is no longer so, the request is refused [C11]. */
  onCase("case/assign", { to: z.nullable(id), expected: z.nullable(id) }),
  /** Answers the offer that stands for the sender [A5]. */
  onCase("case/accept", {}),
  onCase("case/decline", {}),
  /** `from`: the values the sender saw; a fact that has changed meanwhile is refused, not overwritten [C11]. */
  onCase("case/edit", { to: facts, from: facts }),
  onCase("case/extend", { validUntil: instant }),
  onCase("case/note", { text: prose(4000, 1) }),
  onCase("case/say", { text: prose(4000, 1) }),
  onCase("case/close", { outcome: z.nullable(caseOutcome) }),
  /** Says how a message was answered, and closes the case [H3]. */
  onCase("case/answer", { way: answerWay, note: prose(4000), outcome: z.nullable(caseOutcome) }),
  onCase("case/reopen", {}),
  onCase("case/delete", {}),
  /** From now on `case/detail` follows each change of this case, until `case/unwatch`. */
  onCase("case/watch", {}),
  onCase("case/unwatch", {}),
  /** Connect [M8]: take this side of the session. The answer carries `joined`. */
  onCase("session/join", {}),
  onCase("session/leave", {}),
  /** Brings in somebody else [R9]; again, with another part, changes what they may be granted. */
  onCase("session/invite", { personId: id, part }),
  /** Takes an invitation back or ends a colleague's part; one's own: refuses the invitation. */
  onCase("session/dismiss", { personId: id }),
  /** Gives the case to a colleague who is there; `note` is for the team. */
  onCase("session/hand-over", { to: id, note: prose(4000) }),
]);

/** Everything a customer's page may send. */
export const customerUp = z.discriminatedUnion("type", [
  hello,
  ping,
  signal,
  /** Who is behind a code, before anything is shared [S3]. The answer carries `invitation`. */
  request("customer/look", { code: line(40, 1) }),
  /** Claims the code for this secret, or comes back to the case it claimed before [S5]. */
  request("customer/join", {
    code: line(40, 1),
    secret,
    customerName: line(100),
    device,
    known: z.optional(knownDevice),
  }),
  /** Opens a module: makes a case, or goes back to the open one this secret holds [M4]. */
  request("customer/open", {
    slug: line(64, 1),
    secret,
    customerName: line(100),
    customerEmail: optionalEmail,
    description: prose(4000),
    disclaimerAccepted: z.boolean(),
    device,
    /** Left instead of waiting, as the case is made [H3]; a case that is open already keeps its own. */
    message: z.optional(z.nullable(newMessage)),
    known: z.optional(knownDevice),
  }),
  /** Lets the holder of `move`, a secret of the page's own making, take this case over, once and within 15 minutes [M9]. */
  request("customer/prepare-move", { move: secret }),
  /** Takes over the case that `move` was made for: from now on `secret` holds it, and the page no longer does. */
  request("customer/move", { move: secret, secret, device, known: z.optional(knownDevice) }),
  /** Comes back to the case this secret holds, after a reload or a drop. */
  request("customer/return", { secret, device }),
  /** Leaves a message to be answered, or another one in its place [H3]. */
  request("customer/leave-message", newMessage.shape),
  /** Waits after all: the message is taken back. */
  request("customer/wait", {}),
  request("customer/say", { text: prose(4000, 1) }),
  /** What the customer answered to the expert who asked to see the screen [R1]. */
  request("customer/consent", { session: id, answer: consentAnswer }),
  /** Ends one colleague's part [R9]. */
  request("customer/dismiss", { session: id }),
  /** Ends the session's customer side without closing the case. */
  request("customer/leave", {}),
  request("customer/close", {}),
  request("customer/reopen", {}),
  request("customer/rate", { stars: z.number().check(z.int(), z.gte(1), z.lte(5)), comment: prose(2000) }),
]);

export type NewCase = z.infer<typeof newCase>;
export type Touch = z.infer<typeof touch>;
export type Signal = z.infer<typeof signal>;
export type ConsoleUp = z.infer<typeof consoleUp>;
export type CustomerUp = z.infer<typeof customerUp>;
/** A console's request, without the id its sender adds. */
export type ConsoleRequest = WithoutId<Extract<ConsoleUp, { id: string }>>;
/** A customer's request, without the id its sender adds. */
export type CustomerRequest = WithoutId<Extract<CustomerUp, { id: string }>>;
type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;
