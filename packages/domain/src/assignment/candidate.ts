import type { Case } from "../case.ts";
import { isOpen } from "../case.ts";
import { isToAnswer } from "../queue.ts";
import type { OpeningHours } from "./hours.ts";
import { isOpenAt } from "./hours.ts";

/** How somebody is there for cases [A11]: by their own word, by inactivity (away), or by being connected nowhere (offline). */
export const AVAILABILITIES = ["online", "away", "busy", "offline"] as const;
export type Availability = (typeof AVAILABILITIES)[number];

/** A person as the house sees them when it hands out cases. */
export type Candidate = {
  personId: string;
  status: Availability;
  /** How many cases they have that count (`countsAsLoad`); offers that stand come on top, and the plan counts those itself. */
  load: number;
  /** How many cases they have at once before the house gives them no more. */
  capacity: number;
  hours: OpeningHours | null;
  skills: readonly string[];
  /** When they last got a case or an offer (ms since 1970); null: never. The longest ago is free the longest. */
  lastGivenAt: number | null;
  missedInRow: number;
};

/** Whether the house may give somebody a case now [A4]: online, below their limit, within their hours. */
export function isAvailable(candidate: Candidate, now: number): boolean {
  return isThere(candidate, now) && candidate.load < candidate.capacity;
}

/** Whether somebody is there for cases, however many they have: online and within their hours, as `isOpen` reads them. */
export function isThere({ status, hours }: Candidate, now: number, isOpen = isOpenAt): boolean {
  return status === "online" && isOpen(hours, now);
}

/** Whether a case is part of its assignee's load: open, its customer has not left, and no message to answer. */
export function countsAsLoad(
  current: Pick<Case, "assigneeId" | "life" | "customer" | "message" | "waitingSince">,
): boolean {
  const { assigneeId, life, customer } = current;
  return assigneeId !== null && isOpen(life.state) && customer.is !== "left" && !isToAnswer(current, life.state);
}
