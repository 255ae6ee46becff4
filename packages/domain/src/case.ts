import type { Outcome } from "./refusal.ts";
import { done, refused } from "./refusal.ts";
import type { Role } from "./permissions.ts";
import { may } from "./permissions.ts";
import type { SessionCode } from "./session-code.ts";

/**
 * The life of a service case: everything that can be asked of one (`Command`), everything that can happen to one
 * (`CaseEvent`), and the two functions that connect them. All instants are milliseconds since 1970, UTC.
 */

/** How long a side whose connection dropped has to come back [C9]. */
export const GRACE_MS = 30_000;
/** How long a case is valid unless its module or group says otherwise [C6]. */
export const DEFAULT_VALIDITY_MS = 24 * 60 * 60 * 1000;
/** The longest validity anybody can give a case. */
export const MAX_VALIDITY_MS = 365 * 24 * 60 * 60 * 1000;

export type Party = "customer" | "expert";
export const PRIORITIES = ["low", "normal", "high", "urgent"] as const;
export type Priority = (typeof PRIORITIES)[number];
export const OUTCOMES = ["solved", "notSolved", "noContact"] as const;
/** What came of a case, as said by whoever closed it. */
export type CaseOutcome = (typeof OUTCOMES)[number];

/**
 * One side's connection to the session. `connection` names the live connection that holds the place; `arrived` is when
 * this stay began, and stays the same through drops and returns.
 */
export type Presence =
  | { is: "never" }
  | { is: "connected"; connection: string; personId: string | null; arrived: number; since: number }
  | { is: "reconnecting"; connection: string; personId: string | null; arrived: number; since: number; leaveBy: number }
  | { is: "left"; personId: string | null; since: number };

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
};

/** A service case. What it is in now stands in `life`. */
export type Case = CaseFacts & {
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
  /** Since when the customer has been waiting for an expert; null while nobody waits. */
  waitingSince: number | null;
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
  | { kind: "person"; personId: string; role: Role; write: boolean }
  | { kind: "customer" }
  | { kind: "system" };
/** Who did it, as history keeps it. */
export type Actor = { kind: "person"; personId: string } | { kind: "customer" } | { kind: "system" };

/** What can be asked of a case that exists. */
export type Command =
  | { do: "assign"; to: string | null; expected: string | null }
  | { do: "edit"; to: Partial<CaseFacts>; from: Partial<CaseFacts> }
  | { do: "extend"; validUntil: number }
  | { do: "note"; text: string }
  | { do: "say"; text: string }
  | { do: "connect"; connection: string; device?: CustomerDevice }
  | { do: "drop"; connection: string; party: Party }
  | { do: "leave"; connection: string }
  | { do: "recordConsent"; answer: ConsentAnswer }
  | { do: "close"; outcome: CaseOutcome | null }
  | { do: "reopen" }
  | { do: "rate"; stars: number; comment: string }
  | { do: "delete" }
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
      >;
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
  | { is: "closed"; outcome: CaseOutcome | null }
  | { is: "expired" }
  | { is: "reopened"; validUntil: number }
  | { is: "rated"; stars: number; comment: string }
  | { is: "deleted" };

/** What happens to a case once it exists. */
export type CaseChange = Exclude<CaseEvent, { is: "created" }>;

/** Whether a case can still be worked on. */
export function isOpen(state: CaseState): boolean {
  return state === "new" || state === "pending" || state === "inProgress";
}

/** Whether a side holds its place in the session: connected, or dropped and still within its grace. */
export function isPresent(presence: Presence): presence is Extract<Presence, { is: "connected" | "reconnecting" }> {
  return presence.is === "connected" || presence.is === "reconnecting";
}

/** When the house next has to look at a case by itself (a grace runs out, validity ends); null when never. */
export function nextDueAt(current: Case): number | null {
  if (!isOpen(current.life.state)) return null;
  const due: number[] = [];
  for (const side of [current.customer, current.expert]) if (side.is === "reconnecting") due.push(side.leaveBy);
  if (current.life.state !== "inProgress") due.push(current.validUntil);
  return due.length > 0 ? Math.min(...due) : null;
}

/**
 * Decides what a command does to a case: the events that follow from it, or why it is refused.
 * No events means it is done already. Nothing is changed here; `evolve` does that.
 */
export function decide(current: Case, command: Command, by: Asker, now: number): Outcome<CaseChange[]> {
  if (by.kind === "person" && !by.write && command.do !== "leave" && command.do !== "drop")
    return refused({ reason: "notAllowed" });
  switch (command.do) {
    case "assign":
      return assign(current, command.to, command.expected, by);
    case "edit":
      if (by.kind === "customer") return refused({ reason: "notAllowed" });
      return isOpen(current.life.state) ? edit(current, command) : notOpen(current);
    case "extend":
      if (by.kind !== "person") return refused({ reason: "notAllowed" });
      if (!isOpen(current.life.state)) return notOpen(current);
      if (command.validUntil <= now) return refused({ reason: "invalid", field: "validUntil", problem: "tooShort" });
      if (command.validUntil > now + MAX_VALIDITY_MS)
        return refused({ reason: "invalid", field: "validUntil", problem: "tooLong" });
      return done([{ is: "extended", validUntil: command.validUntil }]);
    case "note":
      return by.kind === "person" ? done([{ is: "noted", text: command.text }]) : refused({ reason: "notAllowed" });
    case "say":
      if (!isOpen(current.life.state)) return notOpen(current);
      return done([{ is: "said", party: by.kind === "person" ? "expert" : "customer", text: command.text }]);
    case "connect":
      return connect(current, command, by, now);
    case "drop":
      return drop(current, command.party, command.connection, now);
    case "leave":
      return leave(current, command.connection, by);
    case "recordConsent":
      if (by.kind !== "customer") return refused({ reason: "notAllowed" });
      if (!isPresent(current.expert)) return refused({ reason: "notConnected" });
      return done([{ is: "consented", answer: command.answer, personId: current.expert.personId }]);
    case "close":
      if (!mayClose(current, by)) return refused({ reason: "notAllowed" });
      if (!isOpen(current.life.state)) return notOpen(current);
      return done([{ is: "closed", outcome: command.outcome }]);
    case "reopen":
      if (!mayClose(current, by)) return refused({ reason: "notAllowed" });
      if (isOpen(current.life.state)) return refused({ reason: "alreadyOpen" });
      return done([{ is: "reopened", validUntil: now + current.validityMs }]);
    case "rate":
      if (by.kind !== "customer") return refused({ reason: "notAllowed" });
      if (isOpen(current.life.state)) return refused({ reason: "alreadyOpen" });
      return done([{ is: "rated", stars: command.stars, comment: command.comment }]);
    case "delete":
      if (by.kind !== "person" || !may(by.role, "case/delete")) return refused({ reason: "notAllowed" });
      if (!mayClose(current, by)) return refused({ reason: "notAllowed" });
      if (current.life.state === "inProgress") return refused(inSession(current));
      return done([{ is: "deleted" }]);
    case "sweep":
      return by.kind === "system" ? done(sweep(current, now)) : refused({ reason: "notAllowed" });
  }
}

/** Whether somebody may close, reopen or delete the case: its assignee, its creator, or a role that may close any [C5, C8]. */
export function mayClose(current: Case, by: Asker): boolean {
  if (by.kind === "system") return false;
  if (by.kind === "customer") return current.createdBy.kind === "module";
  if (!by.write) return false;
  const creator = current.createdBy.kind === "person" && current.createdBy.personId === by.personId;
  return creator || current.assigneeId === by.personId || may(by.role, "case/closeAny");
}

function assign(current: Case, to: string | null, expected: string | null, by: Asker): Outcome<CaseChange[]> {
  // The house gives a case to nobody by itself, but it takes it from somebody who is not there any more.
  if (by.kind === "customer" || (by.kind === "system" && to !== null)) return refused({ reason: "notAllowed" });
  if (by.kind === "person" && to !== by.personId && !may(by.role, "case/assignOthers"))
    return refused({ reason: "notAllowed" });
  if (!isOpen(current.life.state)) return notOpen(current);
  if (current.assigneeId === to) return done([]);
  if (current.assigneeId !== expected) {
    const at = current.assigned?.at ?? current.createdAt;
    if (current.assigneeId !== null) return refused({ reason: "alreadyTaken", byId: current.assigneeId, at });
    return refused({ reason: "changedMeanwhile", byId: current.assigned?.byId ?? null, at });
  }
  if (isPresent(current.expert)) return refused(inSession(current));
  return done([{ is: "assigned", to, from: current.assigneeId }]);
}

function connect(
  current: Case,
  command: Extract<Command, { do: "connect" }>,
  by: Asker,
  now: number,
): Outcome<CaseChange[]> {
  if (!isOpen(current.life.state)) return notOpen(current);
  if (by.kind === "system") return refused({ reason: "notAllowed" });
  if (by.kind === "customer") return done(arrive(current.customer, "customer", command, null));
  if (current.assigneeId !== null && current.assigneeId !== by.personId) {
    return refused({ reason: "alreadyTaken", byId: current.assigneeId, at: current.assigned?.at ?? now });
  }
  if (isPresent(current.expert) && current.expert.personId !== by.personId) return refused(inSession(current));
  const taken: CaseChange[] = current.assigneeId === null ? [{ is: "assigned", to: by.personId, from: null }] : [];
  return done([...taken, ...arrive(current.expert, "expert", command, by.personId)]);
}

function arrive(
  side: Presence,
  party: Party,
  { connection, device }: Extract<Command, { do: "connect" }>,
  personId: string | null,
): CaseChange[] {
  if (side.is === "connected" && side.connection === connection) return [];
  if (isPresent(side)) return [{ is: "returned", party, connection }];
  return [{ is: "connected", party, connection, personId, ...(device ? { device } : {}) }];
}

function drop(current: Case, party: Party, connection: string, now: number): Outcome<CaseChange[]> {
  const side = current[party];
  if (!isOpen(current.life.state) || side.is !== "connected" || side.connection !== connection) return done([]);
  return done([{ is: "dropped", party, leaveBy: now + GRACE_MS }]);
}

function leave(current: Case, connection: string, by: Asker): Outcome<CaseChange[]> {
  const parties: Party[] =
    by.kind === "system" ? ["customer", "expert"] : [by.kind === "person" ? "expert" : "customer"];
  const party = parties.find((one) => {
    const side = current[one];
    return isPresent(side) && side.connection === connection;
  });
  return done(party === undefined ? [] : [{ is: "left", party, because: by.kind === "system" ? "dropped" : "asked" }]);
}

function sweep(current: Case, now: number): CaseChange[] {
  if (!isOpen(current.life.state)) return [];
  const left: CaseChange[] = [];
  for (const party of ["customer", "expert"] as const) {
    const side = current[party];
    if (side.is === "reconnecting" && side.leaveBy <= now) left.push({ is: "left", party, because: "dropped" });
  }
  const stillInProgress = current.life.state === "inProgress" && left.length === 0;
  return now >= current.validUntil && !stillInProgress ? [...left, { is: "expired" }] : left;
}

/** Says what a case is after an event; `by` and `at` stand in history beside it. */
export function evolve(current: Case, event: CaseChange, by: Actor, at: number): Case {
  const next = { ...current, version: current.version + 1 };
  switch (event.is) {
    case "assigned":
      return { ...next, assigneeId: event.to, assigned: { byId: by.kind === "person" ? by.personId : null, at } };
    case "edited":
      return { ...next, ...event.to, edited: { byId: by.kind === "person" ? by.personId : null, at } };
    case "extended":
      return { ...next, validUntil: event.validUntil };
    case "connected": {
      const side: Presence = {
        is: "connected",
        connection: event.connection,
        personId: event.personId,
        arrived: at,
        since: at,
      };
      const device = event.device ?? current.device;
      return settle({ ...next, device, [event.party]: side }, at);
    }
    case "returned": {
      const side = current[event.party];
      if (!isPresent(side)) return next;
      const { personId, arrived } = side;
      const back: Presence = { is: "connected", connection: event.connection, personId, arrived, since: at };
      return settle({ ...next, [event.party]: back }, at);
    }
    case "dropped": {
      const side = current[event.party];
      if (side.is !== "connected") return next;
      return settle({ ...next, [event.party]: { ...side, is: "reconnecting", since: at, leaveBy: event.leaveBy } }, at);
    }
    case "left":
      return settle(
        { ...next, [event.party]: { is: "left", personId: personOf(current[event.party]), since: at } },
        at,
      );
    case "closed":
      return { ...emptied(next, at), life: { state: "closed", closedAt: at, closedBy: by, outcome: event.outcome } };
    case "expired":
      return { ...emptied(next, at), life: { state: "expired", expiredAt: at } };
    case "reopened":
      return settle({ ...next, validUntil: event.validUntil, life: { state: "pending" } }, at);
    case "rated":
      return { ...next, rating: { stars: event.stars, comment: event.comment } };
    case "noted":
    case "said":
    case "consented":
    case "deleted":
      return next;
  }
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
    waitingSince: createdBy.kind === "module" ? createdAt : null,
    rating: null,
  };
}

/** Says which of the three open states follows from who is there [C2, C3, C4], and since when the customer waits. */
function settle(next: Case, at: number): Case {
  const { customer, expert, life } = next;
  if (isPresent(customer) && isPresent(expert)) {
    const startedAt = life.state === "inProgress" ? life.startedAt : at;
    return { ...next, life: { state: "inProgress", startedAt }, waitingSince: null };
  }
  const state = customer.is === "never" && expert.is === "never" ? "new" : "pending";
  return { ...next, life: { state }, waitingSince: next.waitingSince ?? (isPresent(customer) ? at : null) };
}

/** A case nobody is connected to any more, because it is over. */
function emptied(next: Case, at: number): Case {
  const leave = (side: Presence): Presence =>
    isPresent(side) ? { is: "left", personId: side.personId, since: at } : side;
  return { ...next, customer: leave(next.customer), expert: leave(next.expert), waitingSince: null };
}

function personOf(side: Presence): string | null {
  return side.is === "never" ? null : side.personId;
}

function notOpen({ life, createdAt }: Case): Outcome<never> {
  if (life.state === "closed") {
    const byId = life.closedBy.kind === "person" ? life.closedBy.personId : null;
    return refused({ reason: "notOpen", state: "closed", byId, at: life.closedAt });
  }
  const at = life.state === "expired" ? life.expiredAt : createdAt;
  return refused({ reason: "notOpen", state: "expired", byId: null, at });
}

function inSession(current: Case): { reason: "inSession"; byId: string | null; at: number } {
  const { expert } = current;
  return { reason: "inSession", byId: personOf(expert), at: expert.is === "never" ? current.createdAt : expert.since };
}

function edit(current: Case, { to, from }: Extract<Command, { do: "edit" }>): Outcome<CaseChange[]> {
  const changed = (Object.keys(to) as (keyof CaseFacts)[]).filter((fact) => to[fact] !== current[fact]);
  if (changed.some((fact) => from[fact] !== current[fact])) {
    return refused({ reason: "changedMeanwhile", ...(current.edited ?? { byId: null, at: current.createdAt }) });
  }
  if (changed.length === 0) return done([]);
  return done([{ is: "edited", to: Object.fromEntries(changed.map((fact) => [fact, to[fact]])) }]);
}

/** Who did it, as history keeps it. */
export function actorOf(by: Asker): Actor {
  return by.kind === "person" ? { kind: "person", personId: by.personId } : { kind: by.kind };
}
