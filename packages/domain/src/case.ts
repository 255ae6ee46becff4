import type { Role } from "./permissions.ts";
import type { SessionCode } from "./session-code.ts";
import type { Colleague, ColleagueEvent, Part } from "./colleague.ts";
import { colleagueOf, evolveColleagues } from "./colleague.ts";
import type { Attachment, AttachmentEvent } from "./attachment.ts";
import { withMessage, type AnswerWay, type Message, type MessageEvent, type NewMessage } from "./message.ts";
import { evolveOffer, NOT_OFFERED, type Offered, type OfferEvent } from "./offer.ts";
import type { Reason } from "./assignment/reason.ts";
import { withIntegration, type Integration, type IntegrationEvent } from "./integration.ts";
import type { Revision } from "./revise.ts";
import { arriving, dropping, isPresent, returning, type Party, type Presence } from "./presence.ts";

export { GRACE_MS, isPresent, type Party, type Presence } from "./presence.ts";

/**
 * The life of a service case: everything that can be asked of one (`Command`), everything that can happen to one
 * (`CaseEvent`), and what follows from that (`evolve`; what follows from what is asked says `decide`). All instants are milliseconds since 1970, UTC.
 */

/** How long a case is valid unless its module or group says otherwise [C6]. */
export const DEFAULT_VALIDITY_MS = 24 * 60 * 60 * 1000;
/** The longest validity anybody can give a case. */
export const MAX_VALIDITY_MS = 365 * 24 * 60 * 60 * 1000;

export const PRIORITIES = ["low", "normal", "high", "urgent"] as const;
export type Priority = (typeof PRIORITIES)[number];
export const OUTCOMES = ["solved", "notSolved", "noContact"] as const;
/** What came of a case, as said by whoever closed it. */
export type CaseOutcome = (typeof OUTCOMES)[number];

/** Who made the case: a person by hand, or a customer by opening a module. */
export type Creator = { kind: "person"; personId: string } | { kind: "module"; moduleId: string };

/** What the customer's own browser or system says of itself; shown to experts, never relied upon. */
export type CustomerDevice = {
  browser: string;
  system: string;
  language: string;
  screen: string;
  channel: Channel;
};
/** Where the customer's side runs: in a browser, or in the desktop module. */
export type Channel = "web" | "desktop";

/** What people write about a case, and may correct while it is open. */
export type CaseFacts = {
  groupId: string;
  customerName: string;
  customerEmail: string;
  description: string;
  priority: Priority;
  /** At most ten, no two the same [Q7]. */
  tags: readonly string[];
};

/** A service case. What it is in now stands in `life`. */
export type Case = CaseFacts &
  Offered & {
    id: string;
    /** How many events made this state; each change of the case is one more. */
    version: number;
    companyId: string;
    moduleId: string | null;
    code: SessionCode;
    createdBy: Creator;
    createdAt: number;
    validUntil: number;
    /** How long each new validity lasts, in milliseconds. */
    validityMs: number;
    assigneeId: string | null;
    /** Who assigned and who edited last, and when: what somebody who lost a race is told. */
    assigned: Touch | null;
    edited: Touch | null;
    device: CustomerDevice | null;
    customer: Presence;
    expert: Presence;
    /** Whom the expert who is there has brought in, or invited [R9]; nobody once that expert has left. */
    colleagues: readonly Colleague[];
    /** Since when the customer has been waiting for an expert; null while nobody waits. */
    waitingSince: number | null;
    /** What the customer left to be answered [H3]; null once it was answered, or they met an expert. */
    message: Message | null;
    /** What an integration keeps with it; null when none does. */
    integration: Integration | null;
    /** When customer and expert last met after a wait, and how long that was, in milliseconds. */
    pickUp: { at: number; waitedMs: number } | null;
    rating: { stars: number; comment: string } | null;
    life: Life;
  };

/** The five states [C1], each with what is known in it and in no other. */
export type Life =
  | { state: "new" }
  | { state: "pending" }
  | { state: "inProgress"; startedAt: number }
  | { state: "closed"; closedAt: number; closedBy: Actor; outcome: CaseOutcome | null }
  | { state: "expired"; expiredAt: number };

export type Touch = { byId: string | null; at: number };
export type CaseState = Life["state"];
export const CASE_STATES = [
  "new",
  "pending",
  "inProgress",
  "closed",
  "expired",
] as const satisfies readonly CaseState[];

/** Who asks: a person of the company, the case's customer, or the house itself (timers). `write` is their access to the case's group. */
export type Asker =
  | { kind: "person"; personId: string; role: Role; write: boolean; through?: string | undefined }
  | { kind: "customer" }
  | { kind: "system" };
/** Who did it, as history keeps it. `through`: the integration that did it in their name. */
export type Actor = { kind: "person"; personId: string; through?: string } | { kind: "customer" } | { kind: "system" };

/** What can be asked of a case that exists. */
export type Command =
  | { do: "assign"; to: string | null; expected: string | null }
  /** For the house alone: holds the case out to somebody until an instant; takes that back; moves on what waited too long. */
  | { do: "offer"; to: string; groupId: string; until: number; reason: Reason }
  | { do: "withdraw"; from: string }
  | { do: "escalate"; to: string | null }
  | { do: "accept" }
  | { do: "decline" }
  | { do: "edit"; to: Partial<CaseFacts>; from: Partial<CaseFacts> }
  | { do: "revise"; to: Revision }
  | { do: "extend"; validUntil: number }
  | { do: "note"; text: string }
  | { do: "say"; text: string }
  | { do: "connect"; connection: string; device?: CustomerDevice }
  | { do: "drop"; connection: string; party: Party }
  | { do: "leave"; connection: string }
  /** `arrived`: whose stay was answered. */
  | { do: "recordConsent"; answer: ConsentAnswer; arrived: number }
  | { do: "invite"; personId: string; part: Part }
  | { do: "dismiss"; who: { personId: string } | { arrived: number } }
  | { do: "handOver"; to: string; note: string }
  | { do: "attach"; attachment: Attachment }
  | { do: "leaveMessage"; message: NewMessage; validityMs: number }
  | { do: "takeMessageBack" }
  | { do: "answerMessage"; way: AnswerWay; note: string; outcome: CaseOutcome | null }
  | { do: "close"; outcome: CaseOutcome | null }
  | { do: "reopen" }
  | { do: "rate"; stars: number; comment: string }
  | { do: "delete" }
  /** Takes everything personal out of it [K4]. */
  | { do: "erase" }
  | { do: "sweep" };

export type ConsentAnswer = "allowed" | "denied" | "unanswered";

/** What happened to a case: past tense, complete enough to rebuild it. */
export type CaseEvent =
  | {
      is: "created";
      case: Pick<
        Case,
        | keyof CaseFacts
        | "id"
        | "companyId"
        | "moduleId"
        | "code"
        | "createdBy"
        | "createdAt"
        | "validUntil"
        | "validityMs"
        | "assigneeId"
      > & { integration?: Integration | null };
    }
  | { is: "assigned"; to: string | null; from: string | null }
  | { is: "edited"; to: Partial<CaseFacts> }
  | { is: "extended"; validUntil: number }
  | { is: "noted"; text: string }
  | { is: "said"; party: Party; text: string }
  | { is: "connected"; party: Party; connection: string; personId: string | null; device?: CustomerDevice }
  | { is: "dropped"; party: Party; leaveBy: number }
  | { is: "returned"; party: Party; connection: string }
  | { is: "left"; party: Party; because: "asked" | "dropped" }
  | { is: "consented"; answer: ConsentAnswer; personId: string | null }
  | ColleagueEvent
  | MessageEvent
  | OfferEvent
  | AttachmentEvent
  | IntegrationEvent
  | { is: "handedOver"; to: string; from: string }
  | { is: "closed"; outcome: CaseOutcome | null }
  | { is: "expired" }
  | { is: "reopened"; validUntil: number }
  | { is: "rated"; stars: number; comment: string }
  /** What people wrote in it, and who they are, is gone; also from the history before [K4]. */
  | { is: "erased" }
  | { is: "deleted" };

/** What happens to a case once it exists. */
export type CaseChange = Exclude<CaseEvent, { is: "created" }>;

/** Whether a case can still be worked on. */
export function isOpen(state: CaseState): boolean {
  return state === "new" || state === "pending" || state === "inProgress";
}

/** When the house next has to look at a case by itself (a grace runs out, validity ends); null when never. */
export function nextDueAt(current: Case): number | null {
  if (!isOpen(current.life.state)) return null;
  const due: number[] = [];
  for (const side of sides(current)) if (side.is === "reconnecting") due.push(side.leaveBy);
  if (current.life.state !== "inProgress") due.push(current.validUntil);
  if (current.offer) due.push(current.offer.until);
  return due.length > 0 ? Math.min(...due) : null;
}

function sides({ customer, expert, colleagues }: Case): Presence[] {
  return [customer, expert, ...colleagues.map(({ presence }) => presence)];
}

/** Says what a case is after an event; `by` and `at` stand in history beside it. */
export function evolve(current: Case, event: CaseChange, by: Actor, at: number): Case {
  const next = { ...current, version: current.version + 1 };
  switch (event.is) {
    case "assigned":
      return {
        ...next,
        passes: [],
        assigneeId: event.to,
        assigned: { byId: by.kind === "person" ? by.personId : null, at },
      };
    case "edited": {
      const passes = event.to.groupId === undefined ? current.passes : [];
      return { ...next, ...event.to, passes, edited: { byId: by.kind === "person" ? by.personId : null, at } };
    }
    case "integrationChanged":
      return withIntegration(next, event.to);
    case "extended":
      return { ...next, validUntil: event.validUntil };
    case "connected": {
      const { connection, personId } = event;
      const side = arriving({ connection, personId }, event.party === "expert" ? sides(current).slice(2) : [], at);
      const device = event.device ?? current.device;
      return settle({ ...next, device, [event.party]: side }, at);
    }
    case "returned":
      return settle({ ...next, [event.party]: returning(current[event.party], event.connection, at) }, at);
    case "dropped":
      return settle({ ...next, [event.party]: dropping(current[event.party], event.leaveBy, at) }, at);
    case "left": {
      // From here on the message stands for the customer who left it.
      const waitingSince = event.party === "customer" && current.message ? null : current.waitingSince;
      const side: Presence = { is: "left", personId: personOf(current[event.party]), since: at };
      return settle({ ...next, waitingSince, [event.party]: side }, at);
    }
    case "messageLeft":
      return withMessage(next, event, at);
    case "messageAnswered":
      return { ...next, message: null };
    case "messageTakenBack":
      return settle({ ...next, message: null }, at);
    case "closed":
      return { ...emptied(next, at), life: { state: "closed", closedAt: at, closedBy: by, outcome: event.outcome } };
    case "expired":
      return { ...emptied(next, at), life: { state: "expired", expiredAt: at } };
    case "reopened":
      return settle(
        {
          ...next,
          ...NOT_OFFERED,
          validUntil: event.validUntil,
          life: { state: "pending" },
          // A customer who opens it again is there to wait.
          message: by.kind === "customer" ? null : next.message,
        },
        at,
      );
    case "invited":
    case "uninvited":
    case "colleagueConnected":
    case "colleagueReturned":
    case "colleagueDropped":
    case "colleagueLeft": {
      const around = { byId: by.kind === "person" ? by.personId : "", at, expert: current.expert };
      return { ...next, colleagues: evolveColleagues(current.colleagues, event, around) };
    }
    case "offered":
    case "offerEnded":
      return { ...next, ...evolveOffer(current, event, at) };
    case "escalated":
      return { ...next, ...evolveOffer(current, event, at), groupId: event.to ?? current.groupId };
    case "handedOver":
      return handedOver(next, event, at);
    case "rated":
      return { ...next, rating: { stars: event.stars, comment: event.comment } };
    case "erased": {
      const rating = current.rating && { stars: current.rating.stars, comment: "" };
      const words = { customerName: "", customerEmail: "", description: "", tags: [] };
      return { ...next, ...words, device: null, message: null, integration: null, rating };
    }
    case "noted":
    case "said":
    case "consented":
    case "attached":
    case "deleted":
      return next;
  }
}

/** The two change places; their stays go on untouched. */
function handedOver(current: Case, { to, from }: Extract<CaseEvent, { is: "handedOver" }>, at: number): Case {
  const there = colleagueOf(current.colleagues, { personId: to });
  if (!there) return current;
  const before: Colleague = { personId: from, part: "control", byId: to, presence: current.expert };
  const others = current.colleagues.filter((one) => one !== there).map((one) => ({ ...one, byId: to }));
  const taken = { assigneeId: to, assigned: { byId: from, at }, expert: there.presence };
  return { ...current, ...taken, colleagues: [...others, before] };
}

/** The case that a `created` event makes. */
export function born(event: Extract<CaseEvent, { is: "created" }>): Case {
  const { createdBy, createdAt, assigneeId } = event.case;
  return {
    ...event.case,
    version: 1,
    life: { state: "new" },
    assigned: assigneeId ? { byId: createdBy.kind === "person" ? createdBy.personId : null, at: createdAt } : null,
    edited: null,
    device: null,
    customer: { is: "never" },
    expert: { is: "never" },
    colleagues: [],
    waitingSince: createdBy.kind === "module" ? createdAt : null,
    message: null,
    integration: event.case.integration ?? null,
    pickUp: null,
    ...NOT_OFFERED,
    rating: null,
  };
}

/** Says which of the three open states follows from who is there [C2, C3, C4], and since when the customer waits. */
function settle(next: Case, at: number): Case {
  const { customer, expert, life, waitingSince, message } = next;
  if (isPresent(customer) && isPresent(expert)) {
    const startedAt = life.state === "inProgress" ? life.startedAt : at;
    const pickUp = waitingSince === null ? next.pickUp : { at, waitedMs: at - waitingSince };
    return { ...next, life: { state: "inProgress", startedAt }, waitingSince: null, message: null, pickUp };
  }
  const state = customer.is === "never" && expert.is === "never" ? "new" : "pending";
  const waits = isPresent(customer) && message === null;
  return { ...next, life: { state }, waitingSince: waitingSince ?? (waits ? at : null) };
}

/** A case nobody is connected to any more, because it is over. */
function emptied(next: Case, at: number): Case {
  const leave = (side: Presence): Presence =>
    isPresent(side) ? { is: "left", personId: side.personId, since: at } : side;
  return { ...next, customer: leave(next.customer), expert: leave(next.expert), colleagues: [], waitingSince: null };
}

/** Whose a side is or was. */
export function personOf(side: Presence): string | null {
  return side.is === "never" ? null : side.personId;
}

/** Who did it, as history keeps it. */
export function actorOf(by: Asker): Actor {
  if (by.kind !== "person") return { kind: by.kind };
  const { personId, through } = by;
  return { kind: "person", personId, ...(through === undefined ? {} : { through }) };
}
