import { planAssignment, type Situation } from "@beckon/domain/assignment/plan.ts";
import type { AssignmentKind } from "@beckon/domain/assignment/policy.ts";
import { median, now, option, print, quantile, shown } from "./stage/figures.ts";
import { makeSituation } from "./stage/situation.ts";

/** What a plan of assignment costs with many experts and many who wait, beside the same with few. */
const turns = option("turns", 40);
const [fewPeople, manyPeople] = [10, option("experts", 1_000)];
const [fewCases, manyCases] = [100, option("waiting", 10_000)];
const AT = Date.parse("2026-11-25T10:00:00Z");

/** How long one plan takes in ms, of so many plans that the clock can tell. */
function timed(situation: Situation, plans: number): number {
  const started = now();
  for (let plan = 0; plan < plans; plan++) planAssignment(situation, AT);
  return (now() - started) / plans;
}

const SITUATIONS: [string, { kind: AssignmentKind; free: "all" | "one" }][] = [
  ["round robin, everybody free", { kind: "roundRobin", free: "all" }],
  ["least busy, everybody free", { kind: "leastBusy", free: "all" }],
  ["three ranked skills, everybody free", { kind: "skills", free: "all" }],
  ["least busy, one expert has just become free", { kind: "leastBusy", free: "one" }],
];
const SIZES: [number, number][] = [
  [manyPeople, fewCases],
  [fewPeople, manyCases],
  [manyPeople, manyCases],
];

for (const [name, what] of SITUATIONS) {
  const small = makeSituation({ ...what, people: fewPeople, waiting: fewCases, at: AT });
  for (const [people, waiting] of SIZES) {
    const large = makeSituation({ ...what, people, waiting, at: AT });
    const times: { small: number[]; large: number[]; ratios: number[] } = { small: [], large: [], ratios: [] };
    for (let turn = -5; turn < turns; turn++) {
      const [ours, theirs] = [timed(large, 1), timed(small, 50)];
      if (turn < 0) continue;
      times.large.push(ours);
      times.small.push(theirs);
      // By what there is to look at: people and cases.
      times.ratios.push(ours / (people + waiting) / (theirs / (fewPeople + fewCases)));
    }
    const goal = Math.log(people + waiting) / Math.log(fewPeople + fewCases);
    const told = (values: number[]) => `${shown(median(values))} ms (p99 ${shown(quantile(values, 0.99))})`;
    const count = (value: number) => value.toLocaleString("en-GB");
    print({
      figure: `one plan, ${name}: ${count(people)} experts, ${count(waiting)} waiting`,
      beckon: told(times.large),
      comparison: `${fewPeople} experts, ${fewCases} waiting: ${told(times.small)}`,
      ratio: `${shown(median(times.ratios))} for each expert and case`,
      goal: `≤ ${shown(goal)} (log n)`,
      met: median(times.ratios) <= goal,
    });
  }
}
