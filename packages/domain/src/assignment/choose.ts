import type { WaitingCase } from "./plan.ts";
import type { AssignmentKind } from "./policy.ts";
import { ASK_AGAIN_MS } from "./policy.ts";
import type { Reason } from "./reason.ts";
import type { Team } from "./roster.ts";
import { ORDERS } from "./roster.ts";
import type { Seat } from "./seat.ts";
import { hasRoom, shareOf } from "./seat.ts";

/** Whom a case is offered to, and why. */
export type Choice = { seat: Seat; reason: Reason };

/** How often somebody passed on a case, and when they did so last. */
type Passes = ReadonlyMap<string, { times: number; last: number }>;

/**
 * Chooses who of a team is asked for a case: the expert its customer had, else by the policy whoever did not pass on it, else
 * whoever passed on it the fewest times and long enough ago.
 */
export function chooseFor(one: WaitingCase, kind: AssignmentKind, team: Team, now: number): Choice | undefined {
  const passes = passesOf(one);
  const required = kind === "skills" ? one.requiredSkills : [];
  const choice = (seat: Seat, because: Reason["because"]): Choice => {
    const { load, lastGivenAt, candidate } = seat;
    const { capacity } = candidate;
    const skills = kind === "skills" ? matched(candidate.skills, required) : null;
    const askedBefore = passes.get(candidate.personId)?.times ?? 0;
    return { seat, reason: { because, load, capacity, lastGivenAt, skills, askedBefore } };
  };

  const last = one.lastExpertId === null ? undefined : team.member(one.lastExpertId);
  if (last && hasRoom(last) && !passes.has(last.candidate.personId)) return choice(last, "lastExpert");
  if (kind === "offerToAll") return undefined;

  const order = kind === "roundRobin" ? "longestFree" : "leastBusy";
  for (let count = required.length; count >= 0; count--) {
    const pool = team.pool(order, required.slice(0, count));
    const [first, second] = pool.firstTwo(({ candidate }) => !passes.has(candidate.personId));
    if (first) return choice(first, reasonBeside(order, first, second));
  }

  const passed = whoMayBeAskedAgain(passes, team)
    .filter(({ from }) => from <= now)
    .map((one) => ({ ...one, level: levelOf(one.seat, required) }))
    .sort((a, b) => a.times - b.times || b.level - a.level || ORDERS[order](a.seat, b.seat));
  const [first, second] = passed;
  if (!first) return undefined;
  const rival = second?.times === first.times && second.level === first.level ? second.seat : undefined;
  return choice(first.seat, reasonBeside(order, first.seat, rival));
}

/** When somebody who has room and passed on a case may be asked for it again at the earliest; null when there is nobody. */
export function askAgainAt(one: WaitingCase, team: Team): number | null {
  const moments = whoMayBeAskedAgain(passesOf(one), team).map(({ from }) => from);
  return moments.length > 0 ? Math.min(...moments) : null;
}

function whoMayBeAskedAgain(passes: Passes, team: Team): { seat: Seat; times: number; from: number }[] {
  return [...passes].flatMap(([personId, { times, last }]) => {
    const seat = team.member(personId);
    return seat && hasRoom(seat) ? [{ seat, times, from: last + ASK_AGAIN_MS }] : [];
  });
}

function passesOf({ passedOver }: WaitingCase): Passes {
  const passes = new Map<string, { times: number; last: number }>();
  for (const { personId, at } of passedOver) {
    const before = passes.get(personId);
    passes.set(personId, { times: (before?.times ?? 0) + 1, last: Math.max(before?.last ?? at, at) });
  }
  return passes;
}

function reasonBeside(order: "longestFree" | "leastBusy", first: Seat, second: Seat | undefined): Reason["because"] {
  if (second === undefined) return "onlyOne";
  return order === "leastBusy" && shareOf(first) < shareOf(second) ? "leastBusy" : "longestFree";
}

/** How many of the requirements somebody has before the first that they lack. */
function levelOf({ candidate }: Seat, required: readonly string[]): number {
  const lacking = required.findIndex((skill) => !candidate.skills.includes(skill));
  return lacking === -1 ? required.length : lacking;
}

function matched(skills: readonly string[], required: readonly string[]): { has: string[]; lacks: string[] } {
  const has = required.filter((skill) => skills.includes(skill));
  return { has, lacks: required.filter((skill) => !has.includes(skill)) };
}
