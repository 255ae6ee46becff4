import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { PlanStep, Situation } from "@beckon/domain/assignment/plan.ts";
import { planAssignment } from "@beckon/domain/assignment/plan.ts";
import { ASSIGNMENT_KINDS } from "@beckon/domain/assignment/policy.ts";
import { DAY } from "./day.ts";
import { comingDays, playDays, REPORT } from "./days.ts";
import { figuresOf } from "./figures.ts";
import { reportOf } from "./report.ts";
import { simulate } from "./simulate.ts";

const person = { groups: ["team"], atOnce: 2, answersInSeconds: 8, misses: 0.1, declines: 0.05 };
const shifts = [{ from: "09:00", to: "11:00" }];
const short = DAY.parse({
  title: "A short day",
  about: "Two hours, more to do than three people can, one of whom is away for a while.",
  seed: 7,
  date: "2026-11-25",
  timeZone: "Europe/Berlin",
  groups: [
    {
      id: "team",
      policy: "leastBusy",
      acceptSeconds: 20,
      escalatesAfterMinutes: 5,
      hours: { from: "09:00", to: "12:00" },
    },
  ],
  modules: [{ id: "help", group: "team", share: 1 }],
  arrivals: [{ from: "08:50", to: "10:30", perHour: 40 }],
  priorities: { low: 0.1, normal: 0.6, high: 0.2, urgent: 0.1 },
  service: { minutes: 10, spread: 0.5 },
  patience: { minutes: 20, spread: 0.4 },
  comeBack: 0.2,
  people: [
    { ...person, id: "Ana", shifts },
    { ...person, id: "Ben", shifts, misses: 0.5 },
    { ...person, id: "Cleo", shifts, pauses: [{ from: "09:40", to: "09:50" }] },
  ],
});

/** Which rules are broken when the day is played with another plan. */
function brokenBy(plan: typeof planAssignment): string[] {
  return [...new Set(simulate(short, plan).breaches.map(({ rule }) => rule))].toSorted();
}

it("a day is played without a breach, and everybody who came was helped or left", () => {
  const played = simulate(short);
  const figures = figuresOf(played);
  expect(played.breaches).toEqual([]);
  expect(figures.cases).toBeGreaterThan(50);
  expect(figures.waits.length + figures.gaveUp.length).toBe(figures.cases);
  for (const part of [figures.gaveUp.length, figures.cameBack, figures.escalated, figures.askedAgain])
    expect(part).toBeGreaterThan(0);
  expect(figures.people.map(({ mostAtOnce }) => mostAtOnce)).toEqual([2, 2, 2]);
  expect(played.setAway).toContain("Ben");
});

it("the same day is always played the same, and another seed plays another", () => {
  expect(reportOf(simulate(short))).toBe(reportOf(simulate(short)));
  expect(reportOf(simulate({ ...short, seed: 8 }))).not.toBe(reportOf(simulate(short)));
});

it("whatever is drawn and whatever the policy, no rule is broken", () => {
  for (let seed = 100; seed < 112; seed++) {
    const groups = short.groups.map((group) => ({ ...group, policy: ASSIGNMENT_KINDS[seed % 4] ?? "skills" }));
    const modules = short.modules.map((module) => ({ ...module, requires: ["german", "printers"] }));
    const people = short.people.map((one, i) => ({
      ...one,
      skills: [["german"], ["printers", "german"], []][i] ?? [],
    }));
    expect(simulate({ ...short, seed, groups, modules, people }).breaches).toEqual([]);
  }
});

it("a plan that gives people more than they can have is found out", () => {
  const light = ({ candidates, ...rest }: Situation): Situation => ({
    ...rest,
    candidates: candidates.map((one) => ({ ...one, load: 0 })),
  });
  expect(brokenBy((situation, now) => planAssignment(light(situation), now))).toContain("beyondLimit");
});

it("a plan that asks people who are not there is found out", () => {
  const awake = ({ candidates, ...rest }: Situation): Situation => ({
    ...rest,
    candidates: candidates.map((one) => ({ ...one, status: "online" })),
  });
  expect(brokenBy((situation, now) => planAssignment(awake(situation), now))).toContain("unavailable");
});

it("a plan that lets newer cases overtake is found out", () => {
  const turned = (situation: Situation, now: number) => {
    const latest = Math.max(0, ...situation.cases.map(({ waitingSince }) => waitingSince));
    const cases = situation.cases.map((one) => ({ ...one, waitingSince: latest - one.waitingSince }));
    return planAssignment({ ...situation, cases }, now);
  };
  expect(brokenBy(turned)).toContain("overtaken");
});

it("a plan that forgets cases, leaves people idle, or gives one case twice is found out", () => {
  const second = ({ caseId }: PlanStep) => Number(caseId.replace(/\D/g, "")) % 5 > 0;
  expect(brokenBy((...about) => planAssignment(...about).filter(second))).toEqual(
    expect.arrayContaining(["idle", "lost"]),
  );
  const lazy: typeof planAssignment = (...about) =>
    planAssignment(...about).map((step) =>
      step.do === "offer" && !second(step) ? { do: "wait", caseId: step.caseId, because: "allBusy" } : step,
    );
  expect(brokenBy(lazy)).toContain("idle");
  expect(brokenBy((...about) => planAssignment(...about).flatMap((step) => [step, step]))).toContain("givenTwice");
});

it("the report in docs is what the days that come with Beckon say; npm run simulate -- --write renews it", () => {
  const { played, report } = playDays(comingDays());
  expect(readFileSync(REPORT, "utf8")).toBe(report);
  expect(played).toHaveLength(3);
  expect(played.flatMap(({ breaches }) => breaches)).toEqual([]);
});
