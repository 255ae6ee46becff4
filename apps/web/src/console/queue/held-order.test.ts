import { describe, expect, it } from "vitest";
import { aCard } from "../testing/cards.ts";
import { holdOrder } from "./held-order.ts";

const at = (id: string, waitingSince: number, more = {}) => aCard({ id, waitingSince, ...more });
const rows = (...cards: ReturnType<typeof aCard>[]) => cards.map((card) => ({ card, stale: false }));

describe("a list with a hand on it", () => {
  const a = at("a", 10);
  const b = at("b", 20);

  it("[Q2] keeps every row where it is, and shows what is true now", () => {
    const urgent = at("b", 20, { priority: "urgent", version: 2 });
    const now = new Map([
      [a.id, a],
      [urgent.id, urgent],
    ]);
    const held = holdOrder(rows(a, b), [urgent, a], (id) => now.get(id));
    expect(held.rows.map(({ card }) => card)).toEqual([a, urgent]);
    expect(held.hidden).toBe(0);
  });

  it("[Q2] counts new rows that belong further up, and adds those that belong below", () => {
    const above = at("above", 5);
    const below = at("below", 30);
    const held = holdOrder(rows(a, b), [above, a, b, below], (id) => ({ a, b })[id]);
    expect(held.rows.map(({ card }) => card.id)).toEqual(["a", "b", "below"]);
    expect(held.hidden).toBe(1);
  });

  it("[Q2] a row that no longer belongs stays in its place, marked, also when its case is gone", () => {
    const held = holdOrder(rows(a, b), [b], (id) => (id === "b" ? b : undefined));
    expect(held.rows).toEqual([
      { card: a, stale: true },
      { card: b, stale: false },
    ]);
  });
});
