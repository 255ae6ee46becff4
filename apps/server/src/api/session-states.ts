import type { SESSION_STATES, SESSION_STATUSES } from "@beckon/api/sessions.ts";
import { CASE_STATES, type CaseState } from "@beckon/domain/case.ts";
import { STATUS_OF } from "../views/api-session.ts";

/** The states a list of sessions is narrowed to: the open ones unless something was asked for; an expired one reads Open [W8]. */
export function statesAsked({
  state,
  status,
}: {
  state?: (typeof SESSION_STATES)[number][] | undefined;
  status?: (typeof SESSION_STATUSES)[number][] | undefined;
}): CaseState[] {
  const states = state ?? (status === undefined ? ["Open"] : ["Open", "Closed"]);
  return CASE_STATES.filter(
    (one) => states.includes(one === "closed" ? "Closed" : "Open") && (status?.includes(STATUS_OF[one]) ?? true),
  );
}
