import type { Asker, Case, CaseChange, CaseFacts, Command, ConsentAnswer } from "./case.ts";
import { actorOf, isOpen, MAX_VALIDITY_MS, personOf } from "./case.ts";
import {
  arriveAsColleague,
  colleagueOf,
  dropColleague,
  endAll,
  endColleague,
  MOST_COLLEAGUES,
  sweepColleagues,
} from "./colleague.ts";
import { attached } from "./attachment.ts";
import { leaveMessage } from "./message.ts";
import { endingOffer, give } from "./give.ts";
import { sweepOffer } from "./offer.ts";
import type { Outcome } from "./refusal.ts";
import { done, refused } from "./refusal.ts";
import { may } from "./permissions.ts";
import { revise } from "./revise.ts";
import { GRACE_MS, isPresent, type Party, type Presence } from "./presence.ts";
import { tidyTags } from "./tags.ts";

/**
 * Decides what a command does to a case: the events that follow from it, or why it is refused.
 * No events means it is done already. Nothing is changed here; `evolve` does that.
 */
export function decide(current: Case, command: Command, by: Asker, now: number): Outcome<CaseChange[]> {
  if (by.kind === "person" && !by.write && !mayWhoOnlyReads(current, command, by.personId))
    return refused({ reason: "notAllowed" });
  const outcome = answer(current, command, by, now);
  return outcome.ok ? done(endingOffer(current, outcome.value, actorOf(by), now)) : outcome;
}

function answer(current: Case, command: Command, by: Asker, now: number): Outcome<CaseChange[]> {
  switch (command.do) {
    case "assign":
      return assign(current, command.to, command.expected, by);
    case "offer":
    case "withdraw":
    case "escalate":
      return by.kind === "system" ? give(current, command, now) : refused({ reason: "notAllowed" });
    case "accept":
      if (by.kind !== "person") return refused({ reason: "notAllowed" });
      // One that ran out is still accepted while it is held out to nobody else: anybody may take the case.
      if (current.offer && current.offer.to !== by.personId) return refused({ reason: "offerOver" });
      return assign(current, by.personId, null, by);
    case "decline":
      if (by.kind !== "person") return refused({ reason: "notAllowed" });
      if (current.offer?.to !== by.personId) return done([]);
      return done([{ is: "offerEnded", to: by.personId, because: "declined" }]);
    case "edit":
      if (by.kind === "customer") return refused({ reason: "notAllowed" });
      return isOpen(current.life.state) ? edit(current, command) : notOpen(current);
    case "revise":
      if (by.kind !== "person") return refused({ reason: "notAllowed" });
      return revise(current, command.to, by, now, (after, part) => answer(after, part, by, now));
    case "extend": {
      if (by.kind !== "person") return refused({ reason: "notAllowed" });
      if (!isOpen(current.life.state)) return notOpen(current);
      const validity = validityTo(command.validUntil, now);
      return validity.ok ? done([{ is: "extended", validUntil: command.validUntil }]) : validity;
    }
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
      return recordConsent(current, command.answer, command.arrived);
    case "invite":
      return invite(current, command, by);
    case "dismiss":
      return dismiss(current, command.who, by);
    case "handOver":
      return handOver(current, command, by);
    case "attach":
      if (by.kind !== "customer") return refused({ reason: "notAllowed" });
      return isOpen(current.life.state) ? done([attached(command.attachment)]) : notOpen(current);
    case "leaveMessage":
      if (by.kind !== "customer") return refused({ reason: "notAllowed" });
      if (!isOpen(current.life.state)) return notOpen(current);
      if (isPresent(current.expert)) return refused(inSession(current));
      return done(leaveMessage(current, command.message, command.validityMs, now));
    case "takeMessageBack":
      if (by.kind !== "customer") return refused({ reason: "notAllowed" });
      if (!isOpen(current.life.state)) return notOpen(current);
      return done(current.message ? [{ is: "messageTakenBack" }] : []);
    case "answerMessage":
      return answerMessage(current, command, by);
    case "close":
      if (!mayClose(current, by)) return refused({ reason: "notAllowed" });
      if (!isOpen(current.life.state)) return notOpen(current);
      return done([...endAll(current.colleagues), { is: "closed", outcome: command.outcome }]);
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
    case "erase":
      if (by.kind !== "person" || !may(by.role, "contact/erase")) return refused({ reason: "notAllowed" });
      return isOpen(current.life.state) ? refused({ reason: "casesOpen" }) : done([{ is: "erased" }]);
    case "sweep":
      return by.kind === "system" ? done(sweep(current, now)) : refused({ reason: "notAllowed" });
  }
}

/** How long it is until an instant to which a case shall be valid, in milliseconds; or why it cannot be [C6]. */
export function validityTo(validUntil: number, now: number): Outcome<number> {
  if (validUntil <= now) return refused({ reason: "invalid", field: "validUntil", problem: "tooShort" });
  if (validUntil > now + MAX_VALIDITY_MS)
    return refused({ reason: "invalid", field: "validUntil", problem: "tooLong" });
  return done(validUntil - now);
}

/** Who may read the case's group and no more can be brought in, and go [R23]. */
function mayWhoOnlyReads(current: Case, command: Command, personId: string): boolean {
  if (command.do === "connect") return colleagueOf(current.colleagues, { personId }) !== undefined;
  return command.do === "leave" || command.do === "drop" || command.do === "dismiss";
}

/** Whether somebody may close, reopen or delete the case: its assignee, its creator, or a role that may close any [C5, C8]. */
export function mayClose(current: Case, by: Asker): boolean {
  if (by.kind === "system") return false;
  if (by.kind === "customer") return current.createdBy.kind === "module";
  if (!by.write) return false;
  const creator = current.createdBy.kind === "person" && current.createdBy.personId === by.personId;
  return creator || current.assigneeId === by.personId || may(by.role, "case/closeAny");
}

/** Whoever answers has the case, and closes it: what came of it is written down [H3]. */
function answerMessage(
  current: Case,
  { way, note, outcome }: Extract<Command, { do: "answerMessage" }>,
  by: Asker,
): Outcome<CaseChange[]> {
  if (by.kind !== "person") return refused({ reason: "notAllowed" });
  if (!isOpen(current.life.state)) return notOpen(current);
  if (!current.message) return refused({ reason: "changedMeanwhile", byId: null, at: current.createdAt });
  if (isPresent(current.expert) && current.expert.personId !== by.personId) return refused(inSession(current));
  const own = current.assigneeId ?? by.personId;
  if (!mayClose({ ...current, assigneeId: own }, by))
    return refused({ reason: "alreadyTaken", byId: own, at: current.assigned?.at ?? current.createdAt });
  const taken: CaseChange[] = current.assigneeId === null ? [{ is: "assigned", to: own, from: null }] : [];
  return done([
    ...taken,
    { is: "messageAnswered", way, note },
    ...endAll(current.colleagues),
    { is: "closed", outcome },
  ]);
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
  const colleague = colleagueOf(current.colleagues, { personId: by.personId });
  if (colleague) return done(arriveAsColleague(colleague, command.connection));
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
  if (!isOpen(current.life.state)) return done([]);
  if (side.is === "connected" && side.connection === connection)
    return done([{ is: "dropped", party, leaveBy: now + GRACE_MS }]);
  return done(party === "expert" ? dropColleague(colleagueOf(current.colleagues, { connection }), now) : []);
}

function leave(current: Case, connection: string, by: Asker): Outcome<CaseChange[]> {
  const parties: Party[] =
    by.kind === "system" ? ["customer", "expert"] : [by.kind === "person" ? "expert" : "customer"];
  const party = parties.find((one) => {
    const side = current[one];
    return isPresent(side) && side.connection === connection;
  });
  const because = by.kind === "system" ? "dropped" : "asked";
  if (party !== undefined) return done(goes(current, party, because));
  const colleague = by.kind === "customer" ? undefined : colleagueOf(current.colleagues, { connection });
  return done(colleague ? [{ is: "colleagueLeft", personId: colleague.personId, because }] : []);
}

/** A side goes; with the expert go those whom they brought in [R9]. */
function goes(current: Case, party: Party, because: "asked" | "dropped"): CaseChange[] {
  return [...(party === "expert" ? endAll(current.colleagues) : []), { is: "left", party, because }];
}

function recordConsent(current: Case, answer: ConsentAnswer, arrived: number): Outcome<CaseChange[]> {
  const { expert } = current;
  if (isPresent(expert) && expert.arrived === arrived)
    return done([{ is: "consented", answer, personId: expert.personId }]);
  const colleague = colleagueOf(current.colleagues, { arrived });
  if (!colleague) return refused({ reason: "notConnected" });
  const { personId } = colleague;
  const consented: CaseChange = { is: "consented", answer, personId };
  return done(answer === "allowed" ? [consented] : [consented, { is: "colleagueLeft", personId, because: "refused" }]);
}

/** Why somebody may not decide who else is in the session: only the expert who is in it may [R9]. */
function notTheExpert(current: Case, by: Asker): Outcome<never> | undefined {
  if (by.kind !== "person") return refused({ reason: "notAllowed" });
  if (!isOpen(current.life.state)) return notOpen(current);
  if (!isPresent(current.expert)) return refused({ reason: "notConnected" });
  return current.expert.personId === by.personId ? undefined : refused(inSession(current));
}

function invite(
  current: Case,
  { personId, part }: Extract<Command, { do: "invite" }>,
  by: Asker,
): Outcome<CaseChange[]> {
  const refusal = notTheExpert(current, by);
  if (refusal) return refusal;
  if (personId === personOf(current.expert)) return refused({ reason: "notAllowed" });
  const known = colleagueOf(current.colleagues, { personId });
  if (known?.part === part) return done([]);
  if (!known && current.colleagues.length >= MOST_COLLEAGUES) return refused({ reason: "sessionFull" });
  return done([{ is: "invited", personId, part }]);
}

function dismiss(current: Case, who: { personId: string } | { arrived: number }, by: Asker): Outcome<CaseChange[]> {
  const colleague = colleagueOf(current.colleagues, who);
  if (!colleague) return done([]);
  const oneself = by.kind === "person" && by.personId === colleague.personId;
  if (oneself) return done([endColleague(colleague, "asked", "declined")]);
  const refusal = by.kind === "customer" ? undefined : notTheExpert(current, by);
  return refusal ?? done([endColleague(colleague, "sentAway", "takenBack")]);
}

function handOver(current: Case, { to, note }: Extract<Command, { do: "handOver" }>, by: Asker): Outcome<CaseChange[]> {
  const refusal = notTheExpert(current, by);
  if (refusal) return refusal;
  if (by.kind !== "person" || colleagueOf(current.colleagues, { personId: to })?.presence.is !== "connected")
    return refused({ reason: "notConnected" });
  const noted: CaseChange[] = note === "" ? [] : [{ is: "noted", text: note }];
  return done([{ is: "handedOver", to, from: by.personId }, ...noted]);
}

function sweep(current: Case, now: number): CaseChange[] {
  if (!isOpen(current.life.state)) return [];
  const left: CaseChange[] = [];
  for (const party of ["customer", "expert"] as const) {
    const side = current[party];
    if (side.is === "reconnecting" && side.leaveBy <= now) left.push(...goes(current, party, "dropped"));
  }
  const expertGoes = left.some((event) => event.is === "left" && event.party === "expert");
  const colleagues = expertGoes ? [] : sweepColleagues(current.colleagues, now);
  const stillInProgress = current.life.state === "inProgress" && left.length === 0;
  if (now < current.validUntil || stillInProgress) return [...sweepOffer(current.offer, now), ...colleagues, ...left];
  return [...left, ...(expertGoes ? [] : endAll(current.colleagues)), { is: "expired" }];
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

function edit(current: Case, { to: wanted, from }: Extract<Command, { do: "edit" }>): Outcome<CaseChange[]> {
  const tags = wanted.tags && tidyTags(wanted.tags);
  if (tags?.ok === false) return tags;
  const to = tags ? { ...wanted, tags: tags.value } : wanted;
  const changed = (Object.keys(to) as (keyof CaseFacts)[]).filter((fact) => !isSame(to[fact], current[fact]));
  if (changed.some((fact) => !isSame(from[fact], current[fact]))) {
    return refused({ reason: "changedMeanwhile", ...(current.edited ?? { byId: null, at: current.createdAt }) });
  }
  if (changed.length === 0) return done([]);
  return done([{ is: "edited", to: Object.fromEntries(changed.map((fact) => [fact, to[fact]])) }]);
}

function isSame(a: CaseFacts[keyof CaseFacts] | undefined, b: CaseFacts[keyof CaseFacts]): boolean {
  if (typeof a === "string" || a === undefined || typeof b === "string") return a === b;
  return a.length === b.length && a.every((tag, at) => tag === b[at]);
}
