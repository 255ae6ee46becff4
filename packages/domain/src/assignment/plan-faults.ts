import { PRIORITIES } from "../case.ts";
import type { Candidate } from "./candidate.ts";
import { isAvailable } from "./candidate.ts";
import { askOnce, isOpenAt } from "./hours.ts";
import type { PlanStep, Situation, WaitingCase } from "./plan.ts";
import { ASK_AGAIN_MS } from "./policy.ts";

/** What a plan can do wrong. */
export const PLAN_FAULTS = ["lost", "givenTwice", "unavailable", "beyondLimit", "closed", "overtaken", "idle"] as const;
export type PlanFault = { fault: (typeof PLAN_FAULTS)[number]; caseId: string; personId?: string };

/**
 * Everything a plan breaks, found by looking at each case beside each person: slow, and written apart from the plan, so
 * that one checks the other. `overtaken`: somebody was asked for a newer case who could have been asked for this one;
 * `idle`: somebody with room could have been asked for this case and was not.
 */
export function findPlanFaults(situation: Situation, steps: readonly PlanStep[], now: number): PlanFault[] {
  const faults: PlanFault[] = [];
  const { cases, candidates } = situation;
  const openNow = askOnce((hours) => isOpenAt(hours, now));
  const isOpen = (one: WaitingCase) => openNow(one.hours ?? groupOf(situation, one)?.hours ?? null);
  const people = new Map(candidates.map((one) => [one.personId, one]));
  const loads = new Map(candidates.map((one) => [one.personId, one.load]));
  for (const { offer } of cases) if (offer) loads.set(offer.to, (loads.get(offer.to) ?? 0) + 1);

  for (const one of cases) {
    const own = steps.filter(({ caseId }) => caseId === one.id);
    if (own.length === 0) faults.push({ fault: "lost", caseId: one.id });
    const standing = one.offer ? 1 : 0;
    if (own.filter((step) => step.do === "offer").length + standing > 1)
      faults.push({ fault: "givenTwice", caseId: one.id });
  }

  const given = new Map<string, string>();
  for (const step of steps) {
    if (step.do !== "offer") continue;
    const { caseId, to: personId } = step;
    given.set(caseId, personId);
    const person = people.get(personId);
    const one = cases.find(({ id }) => id === caseId);
    const load = loads.get(personId) ?? 0;
    loads.set(personId, load + 1);
    if (!person || !one || !isMember(situation, one, person) || !isAvailable({ ...person, load: 0 }, now))
      faults.push({ fault: "unavailable", caseId, personId });
    if (person && load >= person.capacity) faults.push({ fault: "beyondLimit", caseId, personId });
    if (one && !isOpen(one)) faults.push({ fault: "closed", caseId, personId });
  }

  const there = candidates.filter((person) => isAvailable({ ...person, load: 0 }, now));
  for (const one of cases) {
    if (given.has(one.id) || one.offer || !isOpen(one)) continue;
    for (const person of there) {
      if (!couldBeAsked(situation, one, person, now)) continue;
      const { personId } = person;
      const newer = cases.some((other) => given.get(other.id) === personId && comesBefore(one, other));
      if (newer) faults.push({ fault: "overtaken", caseId: one.id, personId });
      if ((loads.get(personId) ?? 0) < person.capacity) faults.push({ fault: "idle", caseId: one.id, personId });
    }
  }
  return faults;
}

/** Whether the house may ask somebody who is there for a case that is open, were it not for what they have already. */
function couldBeAsked(situation: Situation, one: WaitingCase, person: Candidate, now: number): boolean {
  if (!isMember(situation, one, person)) return false;
  const passes = one.passedOver.filter(({ personId }) => personId === person.personId);
  const kind = (one.policy ?? groupOf(situation, one)?.policy)?.kind;
  if (kind === "offerToAll") return one.lastExpertId === person.personId && passes.length === 0;
  return passes.every(({ at }) => at + ASK_AGAIN_MS <= now);
}

function groupOf({ groups }: Situation, one: WaitingCase) {
  return groups.find(({ id }) => id === one.groupId);
}

function isMember(situation: Situation, one: WaitingCase, { personId }: Candidate): boolean {
  return groupOf(situation, one)?.memberIds.includes(personId) ?? false;
}

function comesBefore(one: WaitingCase, other: WaitingCase): boolean {
  const [rank, otherRank] = [PRIORITIES.indexOf(one.priority), PRIORITIES.indexOf(other.priority)];
  return rank > otherRank || (rank === otherRank && one.waitingSince < other.waitingSince);
}
