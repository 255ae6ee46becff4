import { describe, expect, it } from "vitest";
import { aCard } from "../testing/cards.ts";
import { queryOf, readSessionFilters } from "./session-filters.ts";
import { withLive } from "./with-live.ts";

const live = (...cards: ReturnType<typeof aCard>[]) => new Map(cards.map((card) => [card.id, card]));

describe("the history", () => {
  it("[Q3] reads its filters from the address and leaves out what makes no sense", () => {
    expect(readSessionFilters({ state: "over", text: 123, group: "g1" })).toEqual({ text: "123", group: "g1" });
    expect(readSessionFilters({ state: "closed" })).toEqual({ state: "closed" });
  });
  it("[Q3] asks the server by the same filters", () => {
    expect(queryOf({ state: "closed", assignee: "me", text: " ink " }, "u7", "c9")).toEqual({
      state: "closed",
      assigneeId: "u7",
      text: "ink",
      before: "c9",
    });
    expect(queryOf({ assignee: "nobody", group: "g1", module: "m1" }, "u7", "")).toEqual({
      assigneeId: "nobody",
      groupId: "g1",
      moduleId: "m1",
    });
  });
  it("[Q2] shows each case as it is now, also one that the filters would no longer find", () => {
    const closed = aCard({ state: "closed", endedAt: 5 });
    const reopened = aCard({ state: "new", version: 2 });
    expect(withLive([closed], live(reopened), { state: "closed" }, "me", false)).toEqual([reopened]);
    expect(withLive([reopened], live(closed), {}, "me", false)).toEqual([reopened]);
  });
  it("[Q2] takes in what came since, and leaves what is older to the next page", () => {
    const found = [aCard({ id: "b", createdAt: 20 }), aCard({ id: "c", createdAt: 10 })];
    const newer = aCard({ id: "d", createdAt: 30 });
    const older = aCard({ id: "e", createdAt: 5 });
    const ids = (more: boolean) => withLive(found, live(newer, older), {}, "me", more).map(({ id }) => id);
    expect(ids(true)).toEqual(["d", "b", "c"]);
    expect(ids(false)).toEqual(["d", "b", "c", "e"]);
    expect(withLive(found, live(newer), { group: "other" }, "me", true)).toHaveLength(2);
  });
});
