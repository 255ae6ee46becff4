import type { Case, CaseEvent, CaseState } from "./case.ts";

/** What integrations can be told of a case [W13]. */
export const LOGGED_KINDS = [
  "created",
  "assigned",
  "stateChanged",
  "closed",
  "reopened",
  "expired",
  "rated",
  "escalated",
] as const;
export type LoggedKind = (typeof LOGGED_KINDS)[number];

/** What was before: the state, whose it was, its group; and how long somebody had waited, in milliseconds. */
export type Before = { state?: CaseState; assigneeId?: string | null; groupId?: string; waitedMs?: number };
export type Logged = { kind: LoggedKind; before: Before };

/**
 * What the log of events keeps of something that happened to a case, in this order; mostly nothing. Every other state is told as
 * such first, and then by its own name where it has one.
 */
export function loggedOf(event: CaseEvent, before: Case | undefined, after: Case): Logged[] {
  const logged: Logged[] = [];
  const was = before?.life.state;
  if (was !== undefined && was !== after.life.state) logged.push({ kind: "stateChanged", before: { state: was } });
  switch (event.is) {
    case "created":
    case "rated":
      logged.push({ kind: event.is, before: {} });
      break;
    case "assigned":
    case "handedOver":
      logged.push({ kind: "assigned", before: { assigneeId: event.from } });
      break;
    case "closed":
    case "reopened":
    case "expired":
      logged.push({ kind: event.is, before: was === undefined ? {} : { state: was } });
      break;
    case "escalated":
      logged.push({ kind: "escalated", before: { groupId: event.from, waitedMs: event.waitedMs } });
      break;
    default:
  }
  return logged;
}
