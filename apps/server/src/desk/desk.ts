import type { Actor, Asker, Case, CaseChange, CaseEvent, Command, CustomerDevice } from "@beckon/domain/case.ts";
import { countsAsLoad } from "@beckon/domain/assignment/candidate.ts";
import { actorOf, born, isOpen, isPresent } from "@beckon/domain/case.ts";
import { decide, validityTo } from "@beckon/domain/decide.ts";
import { leaveMessage, type NewMessage } from "@beckon/domain/message.ts";
import type { PersonScope } from "@beckon/domain/permissions.ts";
import { may } from "@beckon/domain/permissions.ts";
import type { Outcome } from "@beckon/domain/refusal.ts";
import { done, refused } from "@beckon/domain/refusal.ts";
import type { Revision } from "@beckon/domain/revise.ts";
import { drawSessionCode, parseSessionCode } from "@beckon/domain/session-code.ts";
import { tidyTags } from "@beckon/domain/tags.ts";
import type { GuessGate } from "./guess-gate.ts";
import type { Announce } from "./news.ts";
import type { CaseScope, CaseStore, Changed, Directory, KnownDevice, ModuleFacts, Moves, NewCase } from "./ports.ts";

/** How long a move to another program may take: a download over a slow line. */
const MOVE_MS = 15 * 60_000;

/** What the desk stands on; time, ids and chance come in from outside. */
export type DeskParts = {
  store: CaseStore;
  directory: Directory;
  moves: Moves;
  guesses: GuessGate;
  /** Counts one more case that a customer makes from an address; for how many seconds it is too many, or 0 [X8]. */
  newCases: (address: string) => Promise<number>;
  announce: Announce;
  now: () => number;
  newId: () => string;
  randomInt: (below: number) => number;
};

/** What a customer fills in when opening a module. */
export type Opening = {
  slug: string;
  secretHash: string;
  /** Where the customer's browser is. */
  address: string;
  customerName: string;
  customerEmail: string;
  description: string;
  disclaimerAccepted: boolean;
  /** Left instead of waiting [H3]. */
  message?: NewMessage | null | undefined;
};

/** A customer's live connection, what their browser says of itself, and which one it is. */
export type Arrival = { connection: string; device: CustomerDevice; known?: KnownDevice | undefined };

/**
 * The single door through which a case is made or changed: load, decide, save, tell. Everything it gives back is
 * committed; everybody who may see it is told afterwards.
 */
export type Desk = ReturnType<typeof openDesk>;

export function openDesk(parts: DeskParts) {
  const { store, directory, moves, guesses, newCases, announce, now, newId, randomInt } = parts;

  async function create(
    facts: Omit<Extract<CaseEvent, { is: "created" }>["case"], "id" | "code" | "createdAt" | "validUntil"> & {
      validUntil?: number;
    },
    how: { requestId: string; actor: Actor; secretHash: string | null; contactId?: string | undefined },
    arrival?: Arrival,
    message?: { left: NewMessage; validityMs: number },
  ): Promise<Outcome<Case>> {
    const at = now();
    for (let draw = 0; draw < 20; draw++) {
      const code = drawSessionCode(randomInt);
      const event = {
        is: "created" as const,
        case: { validUntil: at + facts.validityMs, ...facts, id: newId(), code, createdAt: at },
      };
      // The customer who makes it is there: one commit, and one card for the experts.
      const arrived = arrival
        ? decide(born(event), connecting(arrival), { kind: "customer" }, at)
        : done<CaseChange[]>([]);
      if (!arrived.ok) return arrived;
      const left = message ? leaveMessage(born(event), message.left, message.validityMs, at) : [];
      const created = await store.create(event, [...arrived.value, ...left], { ...how, known: arrival?.known });
      if (created.is === "codeTaken") continue;
      if (created.is === "requestIdTaken") return refused({ reason: "invalid", field: "id", problem: "taken" });
      // Told also when repeated: a server that was killed may have kept the case and told nobody.
      tell(created.case, [], how.actor);
      return done(created.case);
    }
    return refused({ reason: "unavailable" });
  }

  async function change(
    scope: CaseScope,
    caseId: string,
    requestId: string | null,
    command: Command,
    how: { claim?: string; known?: KnownDevice | undefined; allowed?: (current: Case) => boolean } = {},
  ): Promise<Outcome<Changed>> {
    const at = now();
    const actor = actorOf(askerOf(scope, true));
    const { claim, known } = how;
    const keys = { requestId, actor, now: at, known, ...(claim === undefined ? {} : { claim }) };
    const outcome = await store.change(scope, caseId, keys, (current, write) =>
      how.allowed && !how.allowed(current)
        ? refused({ reason: "codeNotValid" })
        : decide(current, command, askerOf(scope, write), at),
    );
    if (outcome.ok && (outcome.value.repeated || outcome.value.events.length > 0)) {
      const { case: changed, before, events } = outcome.value;
      tell(changed, events, actor, before);
    }
    return outcome;
  }

  /** What somebody of the company may do with a group's cases; undefined for who may not see them, or is disabled. */
  async function accessOf(companyId: string, groupId: string, personId: string) {
    const person = await directory.person(personId);
    if (!person || person.disabled || !(await directory.canSee(groupId, personId))) return undefined;
    const { name, role } = person;
    return (await directory.group({ kind: "person", companyId, personId, role, name }, groupId))?.access;
  }

  /** A case that its assignee does not see, where it was moved to, becomes nobody's [A1]. */
  async function releaseUnlessSeen({ id, groupId, assigneeId }: Case): Promise<void> {
    if (assigneeId === null || (await directory.canSee(groupId, assigneeId))) return;
    await change({ kind: "house" }, id, null, { do: "assign", to: null, expected: assigneeId });
  }

  /** Why a case cannot be what is asked for: its new group is not to be written to, or whoever shall have it does not see it. */
  async function whyNotRevised(scope: CaseScope, caseId: string, { facts, assigneeId }: Revision) {
    const current = await store.read(scope, caseId);
    if (!current || scope.kind !== "person") return refused({ reason: "notFound" });
    const { groupId = current.groupId } = facts;
    const group = groupId === current.groupId ? undefined : await directory.group(scope, groupId);
    if (groupId !== current.groupId && group?.access !== "write")
      return refused(group ? { reason: "notAllowed" } : { reason: "notFound" });
    const isNew = assigneeId !== undefined && assigneeId !== null && assigneeId !== current.assigneeId;
    return isNew && !(await directory.canSee(groupId, assigneeId))
      ? refused({ reason: "assigneeCannotSee" })
      : undefined;
  }

  async function arrive(caseId: string, secretHash: string, arrival: Arrival): Promise<Outcome<Changed>> {
    return change({ kind: "customer", caseId, secretHash }, caseId, null, connecting(arrival));
  }

  function tell(changed: Case, events: CaseChange[], actor: Actor, before?: Case): void {
    const { id: caseId, companyId } = changed;
    for (const personId of whoseLoadChanged(before, changed, events))
      announce({ about: "presence", personId, companyId });
    if (events.some((event) => event.is === "deleted")) {
      announce({ about: "caseDeleted", caseId, companyId, groupId: changed.groupId });
      return;
    }
    const from = before && before.groupId !== changed.groupId ? before.groupId : undefined;
    announce({ about: "case", caseId, case: changed, ...(from === undefined ? {} : { from }) });
    const assigned = events.find((event) => event.is === "assigned" || event.is === "handedOver");
    const byId = actor.kind === "person" ? actor.personId : null;
    if (assigned) announce({ about: "assigned", caseId, to: assigned.to, from: assigned.from, byId });
    for (const event of events) {
      if (event.is === "offerEnded") announce({ about: "offerEnded", caseId, to: event.to, because: event.because });
      if (event.is === "escalated") {
        const { from: group, to, waitedMs } = event;
        announce({ about: "escalated", caseId, from: group, to, waitedMs });
      }
    }
  }

  return {
    /** A case made by hand [M3]; refused when the person may not write in the group, or the assignee cannot see it. */
    async createByHand(by: PersonScope, requestId: string, asked: NewCase): Promise<Outcome<Case>> {
      const { contactId, validUntil, moduleId = null, integration = null, ...wanted } = asked;
      const group = await directory.group(by, wanted.groupId);
      if (!group) return refused({ reason: "notFound" });
      if (group.access !== "write" || !may(by.role, "case/create")) return refused({ reason: "notAllowed" });
      if (wanted.assigneeId !== null && !(await directory.canSee(wanted.groupId, wanted.assigneeId))) {
        return refused({ reason: "assigneeCannotSee" });
      }
      if (contactId !== undefined && !(await directory.seesContact(by, contactId)))
        return refused({ reason: "notFound" });
      const tags = tidyTags(wanted.tags);
      if (!tags.ok) return tags;
      const validity = validUntil === undefined ? done(group.validityMs) : validityTo(validUntil, now());
      if (!validity.ok) return validity;
      const createdBy = { kind: "person" as const, personId: by.personId };
      return create(
        {
          ...wanted,
          tags: tags.value,
          companyId: by.companyId,
          moduleId,
          createdBy,
          validityMs: validity.value,
          ...(validUntil === undefined ? {} : { validUntil }),
          ...(integration === null ? {} : { integration }),
        },
        { requestId, actor: actorOf(askerOf(by, true)), secretHash: null, contactId },
      );
    },

    /**
     * Opens a module for the holder of a secret: their open case of that module, else a new one, to which whoever arrives
     * with the opening is connected from the start [M4, A2].
     */
    async openModule(requestId: string, opening: Opening, arrival?: Arrival): Promise<Outcome<Case>> {
      const module = await directory.module(opening.slug);
      if (!module) return refused({ reason: "notFound" });
      const open = await store.bySecret(opening.secretHash, module.id);
      if (open) return done(open);
      if (module.suspended) return refused({ reason: "moduleSuspended" });
      const fault = faultIn(opening, module);
      if (fault) return refused(fault);
      const retryAfterSeconds = await newCases(opening.address);
      if (retryAfterSeconds > 0) return refused({ reason: "tooManyTries", retryAfterSeconds });
      const shown = (field: keyof ModuleFacts["fields"], value: string) =>
        module.fields[field] === "hidden" ? "" : value;
      return create(
        {
          companyId: module.companyId,
          groupId: module.groupId,
          moduleId: module.id,
          createdBy: { kind: "module", moduleId: module.id },
          validityMs: module.validityMs,
          assigneeId: module.assigneeId,
          customerName: shown("name", opening.customerName),
          customerEmail: shown("email", opening.customerEmail),
          description: shown("description", opening.description),
          priority: "normal",
          tags: [],
        },
        { requestId, actor: { kind: "customer" }, secretHash: opening.secretHash },
        arrival,
        opening.message
          ? { left: opening.message, validityMs: await directory.messageValidity(module.groupId) }
          : undefined,
      );
    },

    /** A customer leaves a message in their case, to be answered for as long as its group allows [H3]. */
    async leaveMessage(
      by: Extract<CaseScope, { kind: "customer" }>,
      caseId: string,
      requestId: string,
      message: NewMessage,
    ): Promise<Outcome<Changed>> {
      const current = await store.read(by, caseId);
      if (!current) return refused({ reason: "notFound" });
      const validityMs = await directory.messageValidity(current.groupId);
      return change(by, caseId, requestId, { do: "leaveMessage", message, validityMs });
    },

    /** The case behind a code, for showing who is asking [S3]; every code that cannot be joined gets the same answer [S4]. */
    async look(typed: string, address: string): Promise<Outcome<Case>> {
      return guesses.ask(address, async () => {
        const code = parseSessionCode(typed);
        const found = code && (await store.byCode(code));
        return found && isFree(found.case) ? found.case : undefined;
      });
    },

    /** Claims a code for the holder of a secret and connects them, or comes back to the case they claimed before [S3, S5]. */
    async join(
      typed: string,
      secretHash: string,
      address: string,
      arrival: Arrival & { customerName: string },
    ): Promise<Outcome<Case>> {
      const code = parseSessionCode(typed);
      const found = code && (await store.byCode(code));
      if (found && found.secretHash === secretHash) {
        const back = await arrive(found.case.id, secretHash, arrival);
        return back.ok ? done(back.value.case) : back;
      }
      return guesses.ask(address, async () => {
        if (!found || !isFree(found.case)) return undefined;
        const unclaimed = { kind: "customer", caseId: found.case.id, secretHash: found.secretHash } as const;
        const claimed = await change(unclaimed, found.case.id, null, connecting(arrival), {
          claim: secretHash,
          known: arrival.known,
          allowed: isFree,
        });
        if (!claimed.ok) return undefined;
        const { customerName } = arrival;
        if (claimed.value.case.customerName !== "" || customerName === "") return claimed.value.case;
        const named: Command = { do: "edit", from: { customerName: "" }, to: { customerName } };
        const outcome = await change({ kind: "house" }, found.case.id, null, named);
        return outcome.ok ? outcome.value.case : claimed.value.case;
      });
    },

    /** Lets the holder of a one-time secret take a customer's open case over within 15 minutes [M9]. */
    async prepareMove(caseId: string, secretHash: string, moveHash: string): Promise<Outcome<object>> {
      const current = await store.read({ kind: "customer", caseId, secretHash }, caseId);
      if (!current) return refused({ reason: "notFound" });
      await moves.prepare(moveHash, caseId, now() + MOVE_MS);
      return done({});
    },

    /** Takes the case over that a one-time secret was made for; whoever held it before no longer does. Repeating it is harmless. */
    async move(moveHash: string, secretHash: string, arrival: Arrival): Promise<Outcome<Case>> {
      const found = await moves.use(moveHash, secretHash, now());
      if (!found) return refused({ reason: "notFound" });
      const holder = { kind: "customer", caseId: found.caseId, secretHash: found.secretHash } as const;
      const moved = await change(holder, found.caseId, null, connecting(arrival), {
        claim: secretHash,
        known: arrival.known,
      });
      return moved.ok ? done(moved.value.case) : moved;
    },

    /** The newest case the holder of a secret has [S5]. */
    async bySecret(secretHash: string): Promise<Case | undefined> {
      return store.bySecret(secretHash);
    },

    /** The live connection of a secret's holder arrives at their case. */
    arrive,

    /** Any other command on one case, as somebody who may see it. `requestId` makes a repetition harmless [C13]. */
    async act(scope: CaseScope, caseId: string, requestId: string | null, command: Command): Promise<Outcome<Changed>> {
      if (command.do === "assign" && command.to !== null && scope.kind === "person") {
        const current = await store.read(scope, caseId);
        if (!current) return refused({ reason: "notFound" });
        if (!(await directory.canSee(current.groupId, command.to))) return refused({ reason: "assigneeCannotSee" });
      }
      if (command.do === "edit" && command.to.groupId !== undefined && scope.kind === "person") {
        const group = await directory.group(scope, command.to.groupId);
        if (group?.access !== "write") return refused(group ? { reason: "notAllowed" } : { reason: "notFound" });
      }
      if ((command.do === "invite" || command.do === "handOver") && scope.kind === "person") {
        const current = await store.read(scope, caseId);
        if (!current) return refused({ reason: "notFound" });
        const invited = command.do === "invite";
        const access = await accessOf(scope.companyId, current.groupId, invited ? command.personId : command.to);
        // Reading is enough to look on; whoever takes the case over works on it.
        if (invited ? !access : access !== "write") return refused({ reason: "assigneeCannotSee" });
      }
      const refusal = command.do === "revise" ? await whyNotRevised(scope, caseId, command.to) : undefined;
      if (refusal) return refusal;
      const outcome = await change(scope, caseId, requestId, command);
      if (outcome.ok && outcome.value.case.groupId !== outcome.value.before.groupId)
        await releaseUnlessSeen(outcome.value.case);
      return outcome;
    },

    /** Lets the house act on every case whose time has come; gives how many it looked at [C6, C9, C14]. */
    async sweep(): Promise<number> {
      const due = await store.due(now(), 500);
      for (const caseId of due) await change({ kind: "house" }, caseId, null, { do: "sweep" });
      return due.length;
    },

    /** Takes open cases from people who were disabled, so that somebody else can have them [P9]. */
    async releaseOfDisabled(): Promise<void> {
      for (const { caseId, assigneeId } of await store.ofDisabled()) {
        await change({ kind: "house" }, caseId, null, { do: "assign", to: null, expected: assigneeId });
      }
    },

    /** Takes connections held by servers other than those alive as dropped [C14]. */
    async dropHeldByOthersThan(alive: readonly string[]): Promise<number> {
      const held = await store.heldByOthersThan(alive);
      for (const { caseId, party, connection } of held) {
        await change({ kind: "house" }, caseId, null, { do: "drop", party, connection });
      }
      return held.length;
    },
  };
}

/** Whose number of cases is another than before [A11]. */
function whoseLoadChanged(before: Case | undefined, changed: Case, events: readonly CaseChange[]): string[] {
  const deleted = events.some((event) => event.is === "deleted");
  const had = before && countsFor(before);
  const has = deleted ? null : countsFor(changed);
  return had === has ? [] : [had, has].filter((id) => id !== null && id !== undefined);
}

function countsFor(current: Case): string | null {
  return countsAsLoad(current) ? current.assigneeId : null;
}

function askerOf(scope: CaseScope, write: boolean): Asker {
  if (scope.kind === "customer") return { kind: "customer" };
  if (scope.kind === "house") return { kind: "system" };
  const { personId, role, through } = scope;
  return { kind: "person", personId, role, write, through };
}

function connecting({ connection, device }: Arrival): Command {
  return { do: "connect", connection, device };
}

/** Whether a newcomer with the code may become the case's customer [S4, S5]. */
function isFree(current: Case): boolean {
  return isOpen(current.life.state) && !isPresent(current.customer);
}

function faultIn(opening: Opening, module: ModuleFacts) {
  const given = { name: opening.customerName, email: opening.customerEmail, description: opening.description };
  const missing = (["name", "email", "description"] as const).find(
    (field) => module.fields[field] === "required" && given[field] === "",
  );
  if (missing) return { reason: "invalid" as const, field: missing, problem: "required" as const };
  if (module.disclaimer !== "" && !opening.disclaimerAccepted) {
    return { reason: "invalid" as const, field: "disclaimer", problem: "notAccepted" as const };
  }
  return undefined;
}
