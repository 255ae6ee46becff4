import { CASE_STATES, OUTCOMES } from "@beckon/domain/case.ts";
import type { CALLS, Query } from "@beckon/protocol/calls.ts";
import type { QueueFilters, StateFilter } from "../queue/filters.ts";
import { readFilters } from "../queue/filters.ts";

/** The states the history can be narrowed to; it shows all unless told. */
export const SESSION_STATES: readonly StateFilter[] = ["all", ...CASE_STATES];

/** The stars a customer can give. */
export const STARS = [5, 4, 3, 2, 1] as const;

/** Reads the history's filters from an address [Q3]; what makes no sense there is left out. */
export function readSessionFilters(search: Record<string, unknown>): QueueFilters {
  const { state: _, ...rest } = readFilters(search);
  const state = CASE_STATES.find((known) => known === search["state"]);
  const outcome = OUTCOMES.find((known) => known === search["outcome"]);
  const stars = STARS.find((known) => known === Number(search["stars"]));
  return {
    ...rest,
    ...(state ? { state } : {}),
    ...(outcome ? { outcome } : {}),
    ...(stars ? { stars } : {}),
  };
}

/** What the server is asked for. `myId` is what `assignee: "me"` means, `before` the last case seen ("" at first). */
export function queryOf(
  { state, group, assignee, module, tag, outcome, stars, text }: QueueFilters,
  myId: string,
  before: string,
): Query<(typeof CALLS)["searchCases"]> {
  const known = CASE_STATES.find((each) => each === state);
  return {
    ...(text?.trim() ? { text: text.trim() } : {}),
    ...(known ? { state: known } : {}),
    ...(group ? { groupId: group } : {}),
    ...(assignee ? { assigneeId: assignee === "me" ? myId : assignee } : {}),
    ...(module ? { moduleId: module } : {}),
    ...(tag ? { tag } : {}),
    ...(outcome ? { outcome } : {}),
    ...(stars ? { stars } : {}),
    ...(before ? { before } : {}),
  };
}
