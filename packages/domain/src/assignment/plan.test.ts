import { describe, expect, it } from "vitest";
import type { Candidate } from "./candidate.ts";
import type { AssignmentGroup, Situation, WaitingCase } from "./plan.ts";
import { planAssignment } from "./plan.ts";
import type { AssignmentKind } from "./policy.ts";
import { ASK_AGAIN_MS } from "./policy.ts";

const now = Date.parse("2026-11-27T10:00:00Z");
const minutes = (count: number) => count * 60_000;

function person(personId: string, more: Partial<Candidate> = {}): Candidate {
  const nothing = { load: 0, capacity: 3, hours: null, skills: [], lastGivenAt: null, missedInRow: 0 };
  return { personId, status: "online", ...nothing, ...more };
}

function waiting(id: string, waited: number, more: Partial<WaitingCase> = {}): WaitingCase {
  const since = now - minutes(waited);
  return {
    id,
    groupId: "g",
    priority: "normal",
    waitingSince: since,
    createdAt: since,
    policy: null,
    hours: null,
    requiredSkills: [],
    lastExpertId: null,
    passedOver: [],
    offer: null,
    ...more,
  };
}

function situation(kind: AssignmentKind, candidates: Candidate[], cases: WaitingCase[]): Situation {
  const memberIds = candidates.map(({ personId }) => personId);
  const group: AssignmentGroup = { id: "g", policy: { kind, acceptMs: 30_000 }, hours: null, memberIds };
  return { cases, candidates, groups: [group] };
}

/** The plan in short: who gets which case and why, or why nobody does. */
function plan(given: Situation, at = now): string[] {
  return planAssignment(given, at).map((step) =>
    step.do === "offer" ? `${step.caseId} → ${step.to}: ${step.reason.because}` : `${step.caseId}: ${step.because}`,
  );
}

describe("who is chosen", () => {
  it("[A3] round robin asks whoever got a case the longest ago, those who never did first", () => {
    const people = [
      person("ana", { lastGivenAt: now - minutes(5) }),
      person("ben", { lastGivenAt: now - minutes(9), load: 2 }),
      person("cleo"),
    ];
    const cases = [waiting("1", 4), waiting("2", 3), waiting("3", 2), waiting("4", 1)];
    expect(plan(situation("roundRobin", people, cases))).toEqual([
      "1 → cleo: longestFree",
      "2 → ben: longestFree",
      "3 → ana: longestFree",
      "4 → cleo: longestFree",
    ]);
  });

  it("[A3] least busy asks whoever has the smallest share of their own limit, and among equals who is free the longest", () => {
    const people = [
      person("ana", { load: 1, capacity: 2, lastGivenAt: now - minutes(60) }),
      person("ben", { load: 2, capacity: 6, lastGivenAt: now - minutes(1) }),
      person("cleo", { load: 1, capacity: 3, lastGivenAt: now - minutes(2) }),
    ];
    const cases = [waiting("1", 3), waiting("2", 2), waiting("3", 1)];
    expect(plan(situation("leastBusy", people, cases))).toEqual([
      "1 → cleo: longestFree",
      "2 → ben: leastBusy",
      "3 → ana: longestFree",
    ]);
  });

  it("[A3] skills asks whoever has all, then drops the lowest-ranked requirement, and so on", () => {
    const people = [
      person("ana", { skills: ["linux"], capacity: 1 }),
      person("ben", { skills: ["linux", "german"], capacity: 1, load: 0 }),
      person("cleo", { skills: ["german", "printers"], capacity: 9 }),
    ];
    const cases = ["1", "2", "3"].map((id, i) =>
      waiting(id, 9 - i, { requiredSkills: ["linux", "german", "printers"] }),
    );
    const steps = planAssignment(situation("skills", people, cases), now);
    expect(steps.map((step) => step.do === "offer" && [step.to, step.reason.skills])).toEqual([
      ["ben", { has: ["linux", "german"], lacks: ["printers"] }],
      ["ana", { has: ["linux"], lacks: ["german", "printers"] }],
      ["cleo", { has: ["german", "printers"], lacks: ["linux"] }],
    ]);
  });

  it("[A7] whoever the customer had is asked first, whatever the policy, when they are available", () => {
    const people = [person("ana"), person("ben", { load: 2, lastGivenAt: now }), person("cleo", { status: "away" })];
    const cases = [waiting("1", 3, { lastExpertId: "ben" }), waiting("2", 2, { lastExpertId: "ben" })];
    const others = [waiting("3", 1, { lastExpertId: "cleo" })];
    const all = [...cases, ...others];
    expect(plan(situation("roundRobin", people, all))).toEqual([
      "1 → ben: lastExpert",
      "2 → ana: onlyOne",
      "3 → ana: onlyOne",
    ]);
    expect(plan(situation("offerToAll", people, all))).toEqual(["1 → ben: lastExpert", "2: openToAll", "3: openToAll"]);
  });

  it("[A3] [A12] a module's policy and hours stand in its group's place", () => {
    const never = { timeZone: "UTC", weekly: [], holidays: [] };
    const cases = [
      waiting("1", 3, { policy: { kind: "roundRobin", acceptMs: 5000 } }),
      waiting("2", 2),
      waiting("3", 1, { hours: never }),
    ];
    const steps = planAssignment(situation("offerToAll", [person("ana")], cases), now);
    expect(steps).toMatchObject([
      { do: "offer", caseId: "1", to: "ana", until: now + 5000 },
      { do: "wait", caseId: "2", because: "openToAll" },
      { do: "wait", caseId: "3", because: "closed", opensAt: null },
    ]);
  });

  it("[A8] the reason has the numbers to say it in words", () => {
    const ana = person("ana", { load: 1, lastGivenAt: now - minutes(20) });
    const standing = waiting("0", 1, { offer: { to: "ana", until: now + 1 } });
    const [step] = planAssignment(situation("leastBusy", [ana], [waiting("1", 2), standing]), now);
    expect(step).toEqual({
      do: "offer",
      caseId: "1",
      to: "ana",
      until: now + 30_000,
      reason: {
        because: "onlyOne",
        load: 2,
        capacity: 3,
        lastGivenAt: now - minutes(20),
        skills: null,
        askedBefore: 0,
      },
    });
  });
});

describe("in which order", () => {
  it("[A6] the highest priority comes first, and in it the longest wait", () => {
    const people = [person("ana", { capacity: 2 })];
    const cases = [
      waiting("new", 1),
      waiting("old", 9),
      waiting("urgent", 0, { priority: "urgent" }),
      waiting("low", 99, { priority: "low" }),
    ];
    expect(plan(situation("leastBusy", people, cases))).toEqual([
      "urgent → ana: onlyOne",
      "old → ana: onlyOne",
      "new: allBusy",
      "low: allBusy",
    ]);
  });

  it("[A13] offers count as load until they are ended, also when their time has run out", () => {
    const people = [person("ana", { capacity: 1 })];
    const cases = [waiting("1", 9, { offer: { to: "ana", until: now + 1000 } }), waiting("2", 8)];
    for (const at of [now, now + 1000])
      expect(plan(situation("leastBusy", people, cases), at)).toEqual(["1: offered", "2: allBusy"]);
    const ended = [waiting("1", 9), waiting("2", 8)];
    expect(plan(situation("leastBusy", people, ended))).toEqual(["1 → ana: onlyOne", "2: allBusy"]);
  });
});

describe("whoever passed on a case", () => {
  const passed = (personId: string, ago: number) => ({ personId, at: now - ago });

  it("[A5] is asked for it again only when everybody else who is available was asked, and after a pause", () => {
    const people = [person("ana"), person("ben", { load: 2, lastGivenAt: now })];
    const of = (...passedOver: WaitingCase["passedOver"]) =>
      plan(situation("leastBusy", people, [waiting("1", 9, { passedOver })]));
    expect(of(passed("ana", ASK_AGAIN_MS))).toEqual(["1 → ben: onlyOne"]);
    expect(of(passed("ana", 50_000), passed("ben", 20_000))).toEqual(["1: allAsked"]);
    expect(of(passed("ana", ASK_AGAIN_MS), passed("ben", ASK_AGAIN_MS))).toEqual(["1 → ana: leastBusy"]);
    const twice = [passed("ana", minutes(9)), passed("ben", minutes(8)), passed("ana", minutes(7))];
    expect(of(...twice)).toEqual(["1 → ben: onlyOne"]);
  });

  it("[A5] may be asked at once for another case, and is not taken for the customer's last expert any more", () => {
    const first = waiting("1", 9, { passedOver: [passed("ana", 1000)], lastExpertId: "ana" });
    const steps = planAssignment(situation("leastBusy", [person("ana")], [first, waiting("2", 8)]), now);
    expect(steps).toMatchObject([
      { caseId: "1", because: "allAsked", againAt: now - 1000 + ASK_AGAIN_MS },
      { caseId: "2", to: "ana" },
    ]);
  });
});

describe("nobody is chosen", () => {
  it("[A4] when nobody of the group is there, or all are at their limit", () => {
    const night = { timeZone: "UTC", weekly: [{ weekday: 5, from: 0, to: 60 }], holidays: [] };
    const off = [person("ana", { status: "offline" }), person("ben", { hours: night })];
    const kinds: AssignmentKind[] = ["offerToAll", "roundRobin", "leastBusy", "skills"];
    for (const kind of kinds) {
      expect(plan(situation(kind, off, [waiting("1", 1)]))).toEqual(["1: nobodyThere"]);
      const full = [...off, person("cleo", { load: 3 })];
      expect(plan(situation(kind, full, [waiting("1", 1)]))).toEqual(["1: allBusy"]);
    }
  });

  it("[A12] when it is closed, not even whom the customer had; and it says when it opens", () => {
    const weekly = [{ weekday: 5, from: 11 * 60, to: 12 * 60 }];
    const given = situation("leastBusy", [person("ana")], [waiting("1", 1, { lastExpertId: "ana" })]);
    const groups = given.groups.map((group) => ({ ...group, hours: { timeZone: "UTC", weekly, holidays: [] } }));
    const steps = planAssignment({ ...given, groups }, now);
    expect(steps).toEqual([{ do: "wait", caseId: "1", because: "closed", opensAt: now + minutes(60) }]);
  });
});
