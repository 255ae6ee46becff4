import { describe, expect, it } from "vitest";
import { aCard } from "../testing/cards.ts";
import { callsNow, isWaitingCard, REPEAT_MS } from "./waiting-calls.ts";

const ids = (cards: { id: string }[]) => cards.map(({ id }) => id);

describe("a new waiting case", () => {
  it("[Q4] makes itself known, and again every 30 s until somebody takes it", () => {
    const calledAt = new Map<string, number>();
    const untaken = aCard({ id: "a" });
    const due = (card: typeof untaken, now: number) => ids(callsNow([card], "me", calledAt, now, false).due);
    expect(due(untaken, 0)).toEqual(["a"]);
    expect(due(untaken, REPEAT_MS - 1)).toEqual([]);
    expect(due(untaken, REPEAT_MS)).toEqual(["a"]);
    expect(due(aCard({ id: "a", assigneeId: "colleague" }), 2 * REPEAT_MS)).toEqual([]);
  });

  it("[Q4] stops when the customer leaves, and begins anew when they come back", () => {
    const calledAt = new Map<string, number>();
    const left = aCard({ customer: { is: "left", since: 1, personId: null } });
    expect(callsNow([aCard()], "me", calledAt, 0, false).due).toHaveLength(1);
    expect(callsNow([left], "me", calledAt, REPEAT_MS, false)).toEqual({ untaken: [], due: [] });
    expect(callsNow([aCard()], "me", calledAt, REPEAT_MS + 1, false).due).toHaveLength(1);
  });

  it("[Q4] what waits when the page opens is counted, but only repeats later", () => {
    const calledAt = new Map<string, number>();
    const first = callsNow([aCard()], "me", calledAt, 0, true);
    expect(first.untaken).toHaveLength(1);
    expect(first.due).toEqual([]);
    expect(callsNow([aCard()], "me", calledAt, REPEAT_MS, false).due).toHaveLength(1);
  });

  it("[Q4] a case that was given to me is told once, and is not counted as untaken", () => {
    const calledAt = new Map<string, number>();
    const mine = aCard({ assigneeId: "me" });
    expect(callsNow([mine], "me", calledAt, 0, false)).toEqual({ untaken: [], due: [mine] });
    expect(callsNow([mine], "me", calledAt, 5 * REPEAT_MS, false).due).toEqual([]);
  });

  it("[Q4] nobody waits while an expert is there, or in a case that is over", () => {
    expect(isWaitingCard(aCard({ expert: { is: "connected", since: 1, personId: "p" } }))).toBe(false);
    expect(isWaitingCard(aCard({ state: "closed" }))).toBe(false);
    expect(isWaitingCard(aCard({ waitingSince: null }))).toBe(false);
  });
});
