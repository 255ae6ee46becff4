import type { CaseCard } from "@beckon/protocol/down.ts";
import { compareRows } from "./filters.ts";

/** One row of the list; `stale`: it no longer belongs here and goes when the list is let go. */
export type Row = { card: CaseCard; stale: boolean };
export type HeldRows = { rows: Row[]; /** How many new rows wait for a place further up. */ hidden: number };

/**
 * What a list shows while somebody has the pointer or the keyboard on it: nothing under their hand moves. Rows keep
 * their places and show what is true now; new ones that belong below are added there, others wait.
 * @param held the rows as they stood, @param fresh the rows as they belong, @param now looks up a card as it is now.
 */
export function holdOrder(
  held: readonly Row[],
  fresh: readonly CaseCard[],
  now: (caseId: string) => CaseCard | undefined,
): HeldRows {
  const belongs = new Set(fresh.map((card) => card.id));
  const rows = held.map(({ card }) => ({ card: now(card.id) ?? card, stale: !belongs.has(card.id) }));
  const known = new Set(held.map(({ card }) => card.id));
  const last = rows.findLast((row) => !row.stale)?.card;
  let hidden = 0;
  for (const card of fresh) {
    if (known.has(card.id)) continue;
    if (!last || compareRows(last, card) < 0) rows.push({ card, stale: false });
    else hidden++;
  }
  return { rows, hidden };
}
