import { describe, expect, it } from "vitest";
import { aCard } from "../testing/cards.ts";
import { callsNow as callsWith, isWaitingCard } from "./waiting-calls.ts";
import { DEFAULT_NOTICES, type NoticeChoices } from "@beckon/domain/notice.ts";

const REPEAT_MS = DEFAULT_NOTICES.repeatMs;
type Asked = Parameters<typeof callsWith>;
const callsNow = (
  cards: Asked[0],
  me: string,
  calledAt: Asked[2],
  now: number,
  first: boolean,
  choices: Partial<NoticeChoices> = {},
) => callsWith(cards, me, calledAt, now, first, { ...DEFAULT_NOTICES, ...choices });

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

  it("[N2] only of cases, and only as often, as was chosen", () => {
    const mine = aCard({ id: "mine", assigneeId: "me" });
    const elsewhere = aCard({ id: "elsewhere", groupId: "g2" });
    const all = [aCard(), mine, elsewhere];
    const due = (choices: Partial<NoticeChoices>) => ids(callsNow(all, "me", new Map(), 0, false, choices).due);
    expect(due({ untaken: false })).toEqual(["mine"]);
    expect(due({ mine: false })).toEqual(["a", "elsewhere"]);
    expect(due({ groups: ["g2"] })).toEqual(["elsewhere"]);
    const calledAt = new Map<string, number>();
    const again = (now: number, repeatMs: NoticeChoices["repeatMs"]) =>
      ids(callsNow([aCard()], "me", calledAt, now, false, { repeatMs }).due);
    expect(again(0, 0)).toEqual(["a"]);
    expect(again(3_600_000, 0)).toEqual([]);
    expect(again(60_000, 60_000)).toEqual(["a"]);
  });

  it("[Q4] nobody waits while an expert is there, or in a case that is over", () => {
    expect(isWaitingCard(aCard({ expert: { is: "connected", since: 1, personId: "p" } }))).toBe(false);
    expect(isWaitingCard(aCard({ state: "closed" }))).toBe(false);
    expect(isWaitingCard(aCard({ waitingSince: null }))).toBe(false);
  });
});
