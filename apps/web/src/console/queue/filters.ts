import type { CaseOutcome, CaseState } from "@beckon/domain/case.ts";
import { CASE_STATES, isOpen } from "@beckon/domain/case.ts";
import { compareQueue, isToAnswer } from "@beckon/domain/queue.ts";
import { parseSessionCode } from "@beckon/domain/session-code.ts";
import { hasTag } from "@beckon/domain/tags.ts";
import type { CaseCard } from "@beckon/protocol/down.ts";

/** The states a list can be narrowed to: one of the five, a family of them, or messages to answer. */
export const STATE_FILTERS = ["open", "toAnswer", ...CASE_STATES, "over", "all"] as const;
export type StateFilter = (typeof STATE_FILTERS)[number];

/** What narrows the queue; each stands in the address bar [Q3]. Absent means: open cases of everybody. */
export type QueueFilters = {
  state?: StateFilter;
  group?: string;
  /** A person's id, `me`, or `nobody`. */
  assignee?: string;
  module?: string;
  tag?: string;
  /** What came of it and how many stars it got: of ended cases, so only the history has them. */
  outcome?: CaseOutcome;
  stars?: number;
  text?: string;
};

/** Reads filters from an address; what makes no sense there is left out. */
export function readFilters(search: Record<string, unknown>): QueueFilters {
  const filters: QueueFilters = {};
  const state = STATE_FILTERS.find((known) => known === search["state"]);
  if (state && state !== "open") filters.state = state;
  for (const key of ["group", "assignee", "module", "tag", "text"] as const) {
    const value = search[key];
    // An address such as `?text=123` arrives as a number.
    const said = typeof value === "number" ? String(value) : value;
    if (typeof said === "string" && said !== "") filters[key] = said.slice(0, 100);
  }
  return filters;
}

/** Whether the filters show anything else than the queue as it opens. */
export function isNarrowed(filters: QueueFilters): boolean {
  return Object.keys(filters).length > 0;
}

/** Whether a card passes the filters. `myId` is what `assignee: "me"` means. */
export function passes(card: CaseCard, filters: QueueFilters, myId: string | null): boolean {
  if (filters.state === "toAnswer" ? !isToAnswer(card, card.state) : !inFamily(card.state, filters.state ?? "open"))
    return false;
  if (filters.group && card.groupId !== filters.group) return false;
  if (filters.module && card.moduleId !== filters.module) return false;
  if (filters.tag && !hasTag(card.tags, filters.tag)) return false;
  if (filters.outcome && card.outcome !== filters.outcome) return false;
  if (filters.stars !== undefined && card.stars !== filters.stars) return false;
  if (filters.assignee === "nobody" && card.assigneeId !== null) return false;
  if (filters.assignee === "me" && card.assigneeId !== myId) return false;
  if (filters.assignee && filters.assignee !== "nobody" && filters.assignee !== "me") {
    if (card.assigneeId !== filters.assignee) return false;
  }
  return filters.text ? saysSomewhere(card, filters.text) : true;
}

/** The rows of a list: those that pass, in the queue's order [Q3]; cases that are over come last, latest first. */
export function rowsOf(cards: Iterable<CaseCard>, filters: QueueFilters, myId: string | null): CaseCard[] {
  const rows: CaseCard[] = [];
  for (const card of cards) if (passes(card, filters, myId)) rows.push(card);
  return rows.sort(compareRows);
}

/** Orders rows of any state. */
export function compareRows(a: CaseCard, b: CaseCard): number {
  const open = Number(isOpen(b.state)) - Number(isOpen(a.state));
  if (open !== 0) return open;
  return isOpen(a.state) ? compareQueue(a, b) : (b.endedAt ?? 0) - (a.endedAt ?? 0) || (a.id < b.id ? -1 : 1);
}

function inFamily(state: CaseState, family: Exclude<StateFilter, "toAnswer">): boolean {
  if (family === "all") return true;
  if (family === "open") return isOpen(state);
  if (family === "over") return !isOpen(state);
  return state === family;
}

function saysSomewhere(card: CaseCard, text: string): boolean {
  const code = parseSessionCode(text);
  if (code) return card.code === code;
  const sought = text.toLocaleLowerCase();
  return (
    card.customerName.toLocaleLowerCase().includes(sought) ||
    card.customerEmail.toLocaleLowerCase().includes(sought) ||
    card.description.toLocaleLowerCase().includes(sought) ||
    card.code.includes(sought.replaceAll("-", ""))
  );
}
