import { expect, it } from "vitest";
import type { Candidate } from "./candidate.ts";
import type { PlanStep, Situation, WaitingCase } from "./plan.ts";
import { planAssignment } from "./plan.ts";
import { findPlanFaults, PLAN_FAULTS } from "./plan-faults.ts";

const now = Date.parse("2026-11-27T10:00:00Z");
const shut = { timeZone: "UTC", weekly: [], holidays: [] };

function person(personId: string, more: Partial<Candidate> = {}): Candidate {
  const nothing = { load: 0, capacity: 1, hours: null, skills: [], lastGivenAt: null, missedInRow: 0 };
  return { personId, status: "online", ...nothing, ...more };
}

function waiting(id: string, since: number, more: Partial<WaitingCase> = {}): WaitingCase {
  const usual = { groupId: "g", priority: "normal", policy: null, hours: null, requiredSkills: [] } as const;
  return {
    ...usual,
    id,
    waitingSince: since,
    createdAt: since,
    lastExpertId: null,
    passedOver: [],
    offer: null,
    ...more,
  };
}

const situation: Situation = {
  cases: [waiting("old", 1), waiting("new", 2), waiting("shut", 3, { hours: shut })],
  candidates: [person("ana"), person("ben"), person("cleo", { status: "away" })],
  groups: [{ id: "g", policy: { kind: "roundRobin", acceptMs: 1 }, hours: null, memberIds: ["ana", "ben", "cleo"] }],
};

const offer = (caseId: string, to: string): PlanStep => {
  const reason = { because: "onlyOne", load: 0, capacity: 1, lastGivenAt: null, skills: null, askedBefore: 0 } as const;
  return { do: "offer", caseId, to, until: now + 1, reason };
};
const wait = (caseId: string): PlanStep => ({ do: "wait", caseId, because: "allBusy" });
const faultsOf = (...steps: PlanStep[]) =>
  findPlanFaults(situation, steps, now).map(({ fault, caseId }) => `${fault} ${caseId}`);

it("a right plan has no fault", () => {
  expect(findPlanFaults(situation, planAssignment(situation, now), now)).toEqual([]);
  expect(faultsOf(offer("new", "ana"), offer("old", "ben"), wait("shut"))).toEqual([]);
});

it("each thing that a plan can do wrong is found", () => {
  const found = [
    faultsOf(offer("old", "ana"), offer("new", "ben")),
    faultsOf(offer("old", "ana"), offer("old", "ben"), wait("new"), wait("shut")),
    faultsOf(offer("old", "ana"), offer("new", "cleo"), wait("shut")),
    faultsOf(offer("old", "ana"), offer("new", "ana"), wait("shut")),
    faultsOf(offer("old", "ana"), wait("new"), offer("shut", "ben")),
    faultsOf(wait("old"), offer("new", "ana"), wait("shut")),
  ];
  expect(found).toEqual([
    ["lost shut"],
    ["givenTwice old"],
    ["unavailable new"],
    ["beyondLimit new"],
    ["closed shut", "overtaken new"],
    ["overtaken old", "idle old"],
  ]);
  expect(new Set(found.flat().map((one) => one.split(" ")[0]))).toEqual(new Set(PLAN_FAULTS));
});

it("an offer that stands counts, and makes another one of the same case a second one", () => {
  const cases = [waiting("old", 1, { offer: { to: "ana", until: now + 1 } }), waiting("new", 2)];
  const faults = (...steps: PlanStep[]) =>
    findPlanFaults({ ...situation, cases }, steps, now).map(({ fault, caseId }) => `${fault} ${caseId}`);
  expect(faults(wait("old"), offer("new", "ana"))).toEqual(["beyondLimit new"]);
  expect(faults(offer("old", "ben"), wait("new"))).toEqual(["givenTwice old"]);
});
