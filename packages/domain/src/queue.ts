import type { Case, CaseState, Presence, Priority } from "./case.ts";
import { isOpen, isPresent, PRIORITIES } from "./case.ts";

/** What the queue's order is made of: a case, or its card on the wire. */
export type Queued = {
  id: string;
  priority: Priority;
  waitingSince: number | null;
  createdAt: number;
  customer: { is: Presence["is"] };
};

/**
 * Orders the queue: priority first, then the longest wait, then the oldest; never two equal [Q3]. Whoever left waits no
 * longer, and has their wait again when they come back.
 */
export function compareQueue(a: Queued, b: Queued): number {
  const priority = PRIORITIES.indexOf(b.priority) - PRIORITIES.indexOf(a.priority);
  if (priority !== 0) return priority;
  const wait = waitingFrom(a) - waitingFrom(b);
  if (wait !== 0 && !Number.isNaN(wait)) return wait;
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}

function waitingFrom({ customer, waitingSince }: Queued): number {
  return customer.is === "left" ? Infinity : (waitingSince ?? Infinity);
}

/** Whether a case's customer is waiting for somebody to come: open, said so, and no expert connected. */
export function isWaiting(current: Case): boolean {
  return isOpen(current.life.state) && current.waitingSince !== null && !isPresent(current.expert);
}

/** Whether a case is a message to answer: left by a customer who does not wait [H3]. It is nobody's load. */
export function isToAnswer(
  { message, waitingSince }: { message: object | null; waitingSince: number | null },
  state: CaseState,
): boolean {
  return isOpen(state) && message !== null && waitingSince === null;
}

/** Whether the house may give a case to somebody by itself: its customer is there and waits, and nobody has it [A4]. */
export function isGivable(current: Case): boolean {
  return isWaiting(current) && current.customer.is !== "left" && current.assigneeId === null;
}

/** A group's limits on waiting, in milliseconds [Q5]. */
export type WaitLimits = { warnMs: number; alarmMs: number };
export const DEFAULT_WAIT_LIMITS: WaitLimits = { warnMs: 2 * 60_000, alarmMs: 5 * 60_000 };

/** How pressing a wait is by its group's limits [Q5]. */
export function waitLevel(waitedMs: number, limits: WaitLimits): "calm" | "warn" | "alarm" {
  if (waitedMs >= limits.alarmMs) return "alarm";
  return waitedMs >= limits.warnMs ? "warn" : "calm";
}
