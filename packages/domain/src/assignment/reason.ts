/**
 * Why the house chose a person for a case [A8]: the expert the customer had (`lastExpert`), nobody else could be asked
 * (`onlyOne`), nobody had been without a new case as long (`longestFree`), or nobody had as small a share of their limit
 * (`leastBusy`).
 */
export const REASONS = ["lastExpert", "onlyOne", "longestFree", "leastBusy"] as const;

/** Why a case was offered to somebody, with what was known of them then: enough to say it in words. */
export type Reason = {
  because: (typeof REASONS)[number];
  /** What they had of how many at once, other offers included and this one not. */
  load: number;
  capacity: number;
  /** When they had last got a case or an offer (ms since 1970); null: never. */
  lastGivenAt: number | null;
  /** What the case requires, most important first, by whether they have it; null where skills were not asked for. */
  skills: { has: readonly string[]; lacks: readonly string[] } | null;
  /** How often they had passed on this case before; more than 0 only when everybody else had been asked. */
  askedBefore: number;
};
