import type { Priority } from "../case.ts";
import type { Candidate } from "./candidate.ts";
import type { OpeningHours } from "./hours.ts";
import type { AssignmentPolicy } from "./policy.ts";
import type { Reason } from "./reason.ts";

/** A case whose customer waits for somebody to come, nobody has, and that is no message to answer. */
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
  /** The offer that stands; one whose time has run out stands no more. */
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
