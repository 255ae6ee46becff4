import type { Priority } from "../case.ts";
import { compareQueue } from "../queue.ts";
import type { Candidate } from "./candidate.ts";
import { askAgainAt, chooseFor } from "./choose.ts";
import type { OpeningHours } from "./hours.ts";
import { askOnce, opensAt } from "./hours.ts";
import type { AssignmentKind, AssignmentPolicy } from "./policy.ts";
import type { Reason } from "./reason.ts";
import type { Team } from "./roster.ts";
import { Roster } from "./roster.ts";

/** A case whose customer is there and waits for somebody to come, and that nobody has. */
export type WaitingCase = {
  id: string;
  groupId: string;
  priority: Priority;
  waitingSince: number;
  createdAt: number;
  /** What its module says in the group's place; null: what the group says. */
  policy: AssignmentPolicy | null;
  hours: OpeningHours | null;
  /** Most important first; looked at by the policy `skills` only. */
  requiredSkills: readonly string[];
  /** The expert the customer had within the last day [A7]. */
  lastExpertId: string | null;
  /** Who was offered this case and missed or declined it, and when that was, once for each time. */
  passedOver: readonly { personId: string; at: number }[];
  /** The offer that stands. One whose time has run out stands until it is ended: it can be accepted until then. */
  offer: { to: string; until: number } | null;
};

/** A group as the plan sees it; `memberIds`: who may write to it. */
export type AssignmentGroup = {
  id: string;
  policy: AssignmentPolicy;
  hours: OpeningHours | null;
  memberIds: readonly string[];
};

/** What the house does for a waiting case now: offers it to somebody, or waits. */
export type PlanStep =
  | { do: "offer"; caseId: string; to: string; until: number; reason: Reason }
  | ({ do: "wait"; caseId: string } & Waiting);

/**
 * Why nothing is done: its offer stands; the policy lets everybody take it; it is closed, until when (null: nobody can
 * say); everybody available has passed on it, and may be asked again when; everybody who is there is at their limit; or
 * nobody of the group is there.
 */
export type Waiting =
  | { because: "offered"; until: number }
  | { because: "openToAll" }
  | { because: "closed"; opensAt: number | null }
  | { because: "allAsked"; againAt: number }
  | { because: "allBusy" }
  | { because: "nobodyThere" };

/** What the house knows of one company when it plans; `cases`: all that wait, those with a standing offer among them. */
export type Situation = {
  cases: readonly WaitingCase[];
  candidates: readonly Candidate[];
  groups: readonly AssignmentGroup[];
};

/**
 * Decides what the house does for each waiting case now: one step a case, in the order of the queue, so that a newer case of
 * a priority never gets somebody whom an older one could have been offered [A6]. Everybody's limit holds with all offers that
 * stand or are made here. The same situation always gives the same steps.
 */
export function planAssignment(situation: Situation, now: number): PlanStep[] {
  const roster = new Roster(situation, now);
  const opens = askOnce((hours) => opensAt(hours, now));

  return inQueueOrder(situation.cases).map((one): PlanStep => {
    const wait = (waiting: Waiting): PlanStep => ({ do: "wait", caseId: one.id, ...waiting });
    if (one.offer) return wait({ because: "offered", until: one.offer.until });
    const team = roster.team(one.groupId);
    if (!team) return wait({ because: "nobodyThere" });
    const from = opens(one.hours ?? team.group.hours);
    if (from !== now) return wait({ because: "closed", opensAt: from });
    const { kind, acceptMs } = one.policy ?? team.group.policy;
    const choice = chooseFor(one, kind, team, now);
    if (!choice) return wait(whyNot(one, kind, team));
    const { seat, reason } = choice;
    roster.give(seat, now);
    return { do: "offer", caseId: one.id, to: seat.candidate.personId, until: now + acceptMs, reason };
  });
}

function whyNot(one: WaitingCase, kind: AssignmentKind, team: Team): Waiting {
  if (!team.someoneIsThere) return { because: "nobodyThere" };
  if (kind === "offerToAll") {
    const [free] = team.pool("longestFree", []).firstTwo(() => true);
    return { because: free ? "openToAll" : "allBusy" };
  }
  const againAt = askAgainAt(one, team);
  return againAt === null ? { because: "allBusy" } : { because: "allAsked", againAt };
}

function inQueueOrder(cases: readonly WaitingCase[]): WaitingCase[] {
  const customer = { is: "connected" } as const;
  return cases
    .map((one) => {
      const { id, priority, waitingSince, createdAt } = one;
      return { one, id, priority, waitingSince, createdAt, customer };
    })
    .sort(compareQueue)
    .map(({ one }) => one);
}
