import { expect, it } from "vitest";
import fc from "fast-check";
import { PRIORITIES } from "../case.ts";
import type { Candidate } from "./candidate.ts";
import { AVAILABILITIES, isAvailable } from "./candidate.ts";
import type { AssignmentGroup, Situation, WaitingCase } from "./plan.ts";
import { planAssignment } from "./plan.ts";
import { findPlanFaults } from "./plan-faults.ts";
import { ASK_AGAIN_MS, ASSIGNMENT_KINDS } from "./policy.ts";

const now = Date.parse("2026-11-27T10:00:00Z");
const people = Array.from({ length: 7 }, (_, i) => `p${i}`);
const teams = ["g0", "g1", "g2"];
const skills = ["linux", "german", "printers"];
const anyPerson = fc.constantFrom(...people);
const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));
const shut = { timeZone: "UTC", weekly: [], holidays: [] };
const policy = fc.record({
  kind: fc.constantFrom(...ASSIGNMENT_KINDS),
  acceptMs: fc.integer({ min: 1000, max: 60_000 }),
});
const ago = (most: number) => fc.integer({ min: 0, max: most }).map((ms) => now - ms);

const candidate = (personId: string): fc.Arbitrary<Candidate> =>
  fc.record({
    personId: fc.constant(personId),
    status: mostly("online", ...AVAILABILITIES),
    load: fc.nat(3),
    capacity: fc.nat(4),
    hours: mostly(null, shut),
    skills: fc.subarray(skills),
    lastGivenAt: fc.option(ago(5)),
    missedInRow: fc.constant(0),
  });

const waitingCase = (id: string): fc.Arbitrary<WaitingCase> =>
  fc.record({
    id: fc.constant(id),
    groupId: fc.constantFrom(...teams),
    priority: fc.constantFrom(...PRIORITIES),
    waitingSince: ago(20),
    createdAt: ago(20),
    policy: fc.option(policy, { freq: 3 }),
    hours: mostly(null, shut),
    requiredSkills: fc.shuffledSubarray(skills),
    lastExpertId: fc.option(anyPerson),
    passedOver: fc.array(fc.record({ personId: anyPerson, at: ago(2 * ASK_AGAIN_MS) }), { maxLength: 5 }),
    offer: fc.option(fc.record({ to: anyPerson, until: fc.constantFrom(now - 1, now, now + 1) }), { freq: 5 }),
  });

const group = (id: string): fc.Arbitrary<AssignmentGroup> =>
  fc.record({ id: fc.constant(id), policy, hours: mostly(null, shut), memberIds: fc.subarray(people) });

const situations: fc.Arbitrary<Situation> = fc.record({
  cases: fc.nat(14).chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => waitingCase(`c${i}`)))),
  candidates: fc.tuple(...people.map(candidate)),
  groups: fc.tuple(...teams.map(group)),
});
const many = { numRuns: 1000 };

it("[A4] [A6] [A13] none is lost, given twice, overtaken or left while somebody is idle; nobody unavailable or full is asked", () => {
  fc.assert(
    fc.property(situations, (situation) => {
      const steps = planAssignment(situation, now);
      expect(findPlanFaults(situation, steps, now)).toEqual([]);
      expect(steps.map(({ caseId }) => caseId).toSorted()).toEqual(situation.cases.map(({ id }) => id).toSorted());
    }),
    many,
  );
});

it("[A3] round robin and least busy choose as somebody would who looks at everybody for each case", () => {
  fc.assert(
    fc.property(situations, fc.constantFrom("roundRobin" as const, "leastBusy" as const), (drawn, kind) => {
      const groups = drawn.groups.map((one) => ({ ...one, policy: { kind, acceptMs: 1000 }, hours: null }));
      const plain = { policy: null, hours: null, lastExpertId: null, passedOver: [], offer: null };
      const cases = drawn.cases.map((one) => ({ ...one, ...plain }));
      const seats = drawn.candidates.map((one) => ({ ...one, turn: 0 }));
      const free = (one: { lastGivenAt: number | null }) => one.lastGivenAt ?? -1;
      let turn = 0;
      for (const step of planAssignment({ ...drawn, groups, cases }, now)) {
        const groupId = cases.find(({ id }) => id === step.caseId)?.groupId;
        const members = groups.find(({ id }) => id === groupId)?.memberIds ?? [];
        const [best] = seats
          .filter((one) => members.includes(one.personId) && isAvailable(one, now))
          .toSorted(
            (a, b) =>
              (kind === "leastBusy" ? a.load / a.capacity - b.load / b.capacity : 0) ||
              free(a) - free(b) ||
              a.turn - b.turn ||
              a.personId.localeCompare(b.personId),
          );
        expect(step.do === "offer" ? step.to : undefined).toBe(best?.personId);
        if (best) Object.assign(best, { load: best.load + 1, lastGivenAt: now, turn: ++turn });
      }
    }),
    many,
  );
});

it("the same situation gives the same steps, in whatever order it is told, and is not changed by planning", () => {
  fc.assert(
    fc.property(situations, (situation) => {
      const before = structuredClone(situation);
      const steps = planAssignment(situation, now);
      expect(situation).toEqual(before);
      const turned: Situation = {
        cases: situation.cases.toReversed(),
        candidates: situation.candidates.toReversed(),
        groups: situation.groups.toReversed().map((one) => ({ ...one, memberIds: one.memberIds.toReversed() })),
      };
      expect(planAssignment(turned, now)).toEqual(steps);
    }),
  );
});

it("a plan that was carried out leaves nothing to do", () => {
  fc.assert(
    fc.property(situations, (situation) => {
      const offers = new Map(
        planAssignment(situation, now).flatMap((step) => (step.do === "offer" ? [[step.caseId, step] as const] : [])),
      );
      const cases = situation.cases.map((one) => ({ ...one, offer: offers.get(one.id) ?? one.offer }));
      expect(planAssignment({ ...situation, cases }, now).filter((step) => step.do === "offer")).toEqual([]);
    }),
  );
});
