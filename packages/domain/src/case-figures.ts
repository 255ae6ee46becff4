import type { Case, CaseEvent } from "./case.ts";

/** What one change adds to what reports count of a case [F1]. Durations in milliseconds, instants since 1970. */
export type CaseFiguresChange = {
  /** Customer and expert are together; null: they are not. */
  metAt: number | null;
  /** How long the customer had waited for that; null: it is not new, or they had not waited. */
  waitedMs: number | null;
  /** By how much longer the case was in progress. */
  handledMs: number;
  /** Whether a message was left or taken back; null: neither. */
  messageLeft: boolean | null;
};

/** Counts what happened between two states of a case. */
export function countChange(before: Case, after: Case, events: readonly CaseEvent[], at: number): CaseFiguresChange {
  const message = events.findLast((event) => event.is === "messageLeft" || event.is === "messageTakenBack");
  const ended = before.life.state === "inProgress" && after.life.state !== "inProgress";
  return {
    metAt: after.life.state === "inProgress" ? after.life.startedAt : null,
    waitedMs: after.pickUp && after.pickUp.at !== before.pickUp?.at ? after.pickUp.waitedMs : null,
    handledMs: ended && before.life.state === "inProgress" ? at - before.life.startedAt : 0,
    messageLeft: message ? message.is === "messageLeft" : null,
  };
}
