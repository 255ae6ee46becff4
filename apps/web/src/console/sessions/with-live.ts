import type { CaseCard } from "@beckon/protocol/down.ts";
import type { QueueFilters } from "../queue/filters.ts";
import { passes } from "../queue/filters.ts";

/**
 * What the server found, kept up to date by the live queue: each case as it is now, and cases that came since at their
 * place, newest first. What was found stays, also when it changed so that it would no longer be found.
 * @param more whether older cases than the last one found have not been read yet.
 */
export function withLive(
  found: readonly CaseCard[],
  live: ReadonlyMap<string, CaseCard>,
  filters: QueueFilters,
  myId: string,
  more: boolean,
): CaseCard[] {
  const known = new Set(found.map((card) => card.id));
  const oldest = more ? (found.at(-1)?.createdAt ?? Infinity) : -Infinity;
  const wanted: QueueFilters = { ...filters, state: filters.state ?? "all" };
  const rows = found.map((card) => {
    const now = live.get(card.id);
    return now && now.version > card.version ? now : card;
  });
  const came: CaseCard[] = [];
  for (const card of live.values())
    if (!known.has(card.id) && card.createdAt >= oldest && passes(card, wanted, myId)) came.push(card);
  return came.length === 0
    ? rows
    : [...rows, ...came].sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
}
