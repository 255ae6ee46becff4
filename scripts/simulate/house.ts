import type { Actor, Asker, Case, CaseChange, Command } from "@beckon/domain/case.ts";
import { actorOf, born, evolve, isOpen, nextDueAt } from "@beckon/domain/case.ts";
import { decide } from "@beckon/domain/decide.ts";
import { isGivable } from "@beckon/domain/queue.ts";
import type { Availability, Candidate } from "@beckon/domain/assignment/candidate.ts";
import { countsAsLoad, isThere } from "@beckon/domain/assignment/candidate.ts";
import { opensAt } from "@beckon/domain/assignment/hours.ts";
import type {
  AssignmentGroup,
  planAssignment,
  PlanStep,
  Situation,
  WaitingCase,
} from "@beckon/domain/assignment/plan.ts";
import { LAST_EXPERT_MS, MISSES_UNTIL_AWAY } from "@beckon/domain/assignment/policy.ts";
import type { Agenda } from "./agenda.ts";
import type { Day } from "./day.ts";
import { hoursOf } from "./day.ts";

/** Something that happened to a case, and what it is since then. */
export type Happening = { event: CaseChange; by: Actor; before: Case; after: Case; at: number };
/** What a plan was made of and what it said. */
export type Planned = { situation: Situation; steps: PlanStep[]; at: number };
type Created = Parameters<typeof born>[0]["case"];
type Person = Candidate & { groups: readonly string[] };

/** Who listens to what the house does. */
export type Listener = {
  happened?(happening: Happening): void;
  planned?(planned: Planned): void;
  refused?(about: { caseId: string; command: Command["do"]; reason: string; at: number }): void;
  /** Planning at one moment came to no end. */
  restless?(at: number): void;
  /** The house set somebody to away [A5]. */
  setAway?(personId: string): void;
};

export const HOUSE: Asker = { kind: "system" };
export const CUSTOMER: Asker = { kind: "customer" };

/** A plan is carried out in one round, and the next finds nothing more; what is withdrawn and missed may take a few. */
const MOST_ROUNDS = 10;

/** A company's desk in memory: the domain's own rules for cases and plans, and the acts of the house between them. */
export class House {
  readonly cases = new Map<string, Case>();
  readonly people: ReadonlyMap<string, Person>;
  readonly #agenda: Agenda;
  readonly #plan: typeof planAssignment;
  readonly #groups: readonly (AssignmentGroup & { escalatesAfterMs: number; fallback: string | null })[];
  readonly #requires: ReadonlyMap<string, readonly string[]>;
  readonly #listeners: Listener[] = [];
  readonly #lastExperts = new Map<string, { personId: string; at: number }>();
  #stirred = false;

  constructor(day: Day, agenda: Agenda, plan: typeof planAssignment) {
    this.#agenda = agenda;
    this.#plan = plan;
    const fresh = { status: "offline", load: 0, hours: null, lastGivenAt: null, missedInRow: 0 } as const;
    this.people = new Map(
      day.people.map(({ id: personId, groups, skills, atOnce: capacity }) => [
        personId,
        { ...fresh, personId, groups, skills, capacity },
      ]),
    );
    this.#requires = new Map(day.modules.map(({ id, requires }) => [id, requires]));
    this.#groups = day.groups.map((group) => ({
      id: group.id,
      policy: { kind: group.policy, acceptMs: group.acceptSeconds * 1000 },
      hours: hoursOf(day, group.hours),
      memberIds: day.people.filter(({ groups }) => groups.includes(group.id)).map(({ id }) => id),
      escalatesAfterMs: group.escalatesAfterMinutes * 60_000,
      fallback: group.fallback ?? null,
    }));
  }

  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** A customer presses the button; they are who their e-mail address says. */
  open(created: Created): void {
    this.cases.set(created.id, born({ is: "created", case: created }));
    this.act(created.id, { do: "connect", connection: `customer of ${created.id}` }, CUSTOMER);
    const group = this.#groups.find(({ id }) => id === created.groupId);
    if (group) this.#agenda.at(this.#agenda.now + group.escalatesAfterMs, () => this.#escalate(created.id));
  }

  /** Does something with a case by the domain's rules, and says what happened. */
  act(caseId: string, command: Command, by: Asker): CaseChange[] {
    const before = this.cases.get(caseId);
    const at = this.#agenda.now;
    if (!before) throw new Error(`There is no case ${caseId}`);
    const outcome = decide(before, command, by, at);
    if (!outcome.ok) {
      const { reason } = outcome.refusal;
      for (const one of this.#listeners) one.refused?.({ caseId, command: command.do, reason, at });
      return [];
    }
    let current = before;
    for (const event of outcome.value) {
      const after = evolve(current, event, actorOf(by), at);
      this.cases.set(caseId, after);
      this.#note(event, after);
      for (const one of this.#listeners) one.happened?.({ event, by: actorOf(by), before: current, after, at });
      current = after;
    }
    const due = nextDueAt(current);
    if (outcome.value.length > 0 && due !== null)
      this.#agenda.at(due, () => isOpen(this.#get(caseId).life.state) && this.act(caseId, { do: "sweep" }, HOUSE));
    if (outcome.value.length > 0) this.#stirred = true;
    return outcome.value;
  }

  /** Says how somebody is there from now on. */
  setStatus(personId: string, status: Availability): void {
    this.#person(personId).status = status;
    this.#stirred = true;
  }

  /** Plans until there is nothing left to do, and gives up on a plan that always finds more. */
  settle(): void {
    let rounds = 0;
    while (this.#stirred) {
      this.#stirred = false;
      const at = this.#agenda.now;
      if (rounds++ === MOST_ROUNDS) {
        for (const one of this.#listeners) one.restless?.(at);
        return;
      }
      this.#withdraw();
      const situation = this.#situation();
      const steps = this.#plan(situation, at);
      for (const one of this.#listeners) one.planned?.({ situation, steps, at });
      for (const step of steps) this.#carryOut(step);
    }
  }

  /** What counts for somebody: their cases, and offers that stand. */
  loadOf(personId: string): { load: number; offers: number } {
    const all = [...this.cases.values()];
    return {
      load: all.filter((one) => one.assigneeId === personId && countsAsLoad(one)).length,
      offers: all.filter((one) => one.offer?.to === personId).length,
    };
  }

  #carryOut(step: PlanStep): void {
    if (step.do === "offer") {
      const { to, until, reason } = step;
      this.act(step.caseId, { do: "offer", to, groupId: this.#get(step.caseId).groupId, until, reason }, HOUSE);
      return;
    }
    const next = step.because === "allAsked" ? step.againAt : step.because === "closed" ? step.opensAt : null;
    if (next !== null) this.#agenda.at(next, () => (this.#stirred = true));
  }

  /** Takes back what is held out to somebody who is not there any more. */
  #withdraw(): void {
    for (const { id, offer } of this.cases.values())
      if (offer && !isThere(this.#person(offer.to), this.#agenda.now))
        this.act(id, { do: "withdraw", from: offer.to }, HOUSE);
  }

  /** Escalates a case that waited too long, as soon as its group or the one it would move to is open [A9]. */
  #escalate(caseId: string): void {
    const at = this.#agenda.now;
    const group = this.#groups.find(({ id }) => id === this.#get(caseId).groupId);
    if (!group) return;
    const next = this.#groups.find(({ id }) => id === group.fallback);
    const openings = [group, ...(next ? [next] : [])].flatMap(({ hours }) => opensAt(hours, at) ?? []);
    const opening = Math.min(...openings);
    if (opening === at) this.act(caseId, { do: "escalate", to: next?.id ?? null }, HOUSE);
    else if (openings.length > 0) this.#agenda.at(opening, () => this.#escalate(caseId));
  }

  #note(event: CaseChange, current: Case): void {
    const at = this.#agenda.now;
    if (event.is === "offered") this.#person(event.to).lastGivenAt = at;
    if (event.is === "closed" && current.assigneeId !== null)
      this.#lastExperts.set(current.customerEmail, { personId: current.assigneeId, at });
    if (event.is !== "offerEnded") return;
    const person = this.#person(event.to);
    if (event.because === "accepted" || event.because === "declined") person.missedInRow = 0;
    if (event.because !== "missed") return;
    person.missedInRow++;
    if (person.missedInRow < MISSES_UNTIL_AWAY) return;
    person.missedInRow = 0;
    this.setStatus(event.to, "away");
    for (const one of this.#listeners) one.setAway?.(event.to);
  }

  #situation(): Situation {
    const cases = [...this.cases.values()].filter(isGivable).map((one) => this.#waiting(one));
    const loads = new Map<string, number>();
    for (const one of this.cases.values())
      if (one.assigneeId !== null && countsAsLoad(one)) loads.set(one.assigneeId, (loads.get(one.assigneeId) ?? 0) + 1);
    const candidates = [...this.people.values()].map((one) => ({ ...one, load: loads.get(one.personId) ?? 0 }));
    return { cases, candidates, groups: this.#groups };
  }

  #waiting(one: Case): WaitingCase {
    const had = this.#lastExperts.get(one.customerEmail);
    const { id, groupId, priority, createdAt, passes: passedOver, offer } = one;
    return {
      id,
      groupId,
      priority,
      createdAt,
      waitingSince: one.waitingSince ?? createdAt,
      policy: null,
      hours: null,
      requiredSkills: this.#requires.get(one.moduleId ?? "") ?? [],
      lastExpertId: had && this.#agenda.now - had.at <= LAST_EXPERT_MS ? had.personId : null,
      passedOver,
      offer,
    };
  }

  #get(caseId: string): Case {
    const found = this.cases.get(caseId);
    if (!found) throw new Error(`There is no case ${caseId}`);
    return found;
  }

  #person(personId: string): Person {
    const found = this.people.get(personId);
    if (!found) throw new Error(`There is nobody called ${personId}`);
    return found;
  }
}
