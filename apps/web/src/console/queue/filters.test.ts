import { describe, expect, it } from "vitest";
import { aCard } from "../testing/cards.ts";
import { isNarrowed, passes, readFilters, rowsOf } from "./filters.ts";

describe("filters of the queue", () => {
  it("[Q3] are read from the address, and what makes no sense there is left out", () => {
    expect(readFilters({ state: "over", group: "g", text: 123, module: "", assignee: ["x"], other: 1 })).toEqual({
      state: "over",
      group: "g",
      text: "123",
    });
    expect(readFilters({ state: "sleeping" })).toEqual({});
    expect(isNarrowed(readFilters({ state: "open" }))).toBe(false);
  });

  it("[Q3] without any, open cases are shown", () => {
    const states = ["new", "pending", "inProgress", "closed", "expired"] as const;
    const shown = states.filter((state) => passes(aCard({ state }), {}, "me"));
    expect(shown).toEqual(["new", "pending", "inProgress"]);
  });

  it("[Q3] by state, group, module and assignee, together", () => {
    const mine = aCard({ assigneeId: "me", groupId: "g2", moduleId: null });
    expect(passes(mine, { assignee: "me", group: "g2" }, "me")).toBe(true);
    expect(passes(mine, { assignee: "me", group: "g1" }, "me")).toBe(false);
    expect(passes(mine, { assignee: "nobody" }, "me")).toBe(false);
    expect(passes(mine, { assignee: "me" }, "another")).toBe(false);
    expect(passes(mine, { module: "m1" }, "me")).toBe(false);
  });

  it("[Q3] by text: name, e-mail, description, and the code as people type it", () => {
    const card = aCard({ code: "s123456789" });
    for (const text of ["LOPEZ", "example.com", "printer", "s123-456-789", "123 456 789", "3456"]) {
      expect([text, passes(card, { text }, "me")]).toEqual([text, true]);
    }
    for (const text of ["Schmidt", "s123-456-780"]) expect([text, passes(card, { text }, "me")]).toEqual([text, false]);
  });

  it("[Q3] rows stand by priority, then the longest wait; ended ones last, the latest first", () => {
    const rows = rowsOf(
      [
        aCard({ id: "ended early", state: "closed", endedAt: 5 }),
        aCard({ id: "waits short", waitingSince: 9 }),
        aCard({ id: "ended late", state: "expired", endedAt: 8 }),
        aCard({ id: "waits long", waitingSince: 3 }),
        aCard({ id: "urgent", priority: "urgent", waitingSince: 20 }),
      ],
      { state: "all" },
      null,
    );
    expect(rows.map(({ id }) => id)).toEqual(["urgent", "waits long", "waits short", "ended late", "ended early"]);
  });
});

it("[Q7] a tag narrows the queue, in whatever case it is written", () => {
  expect(readFilters({ tag: "VPN" })).toEqual({ tag: "VPN" });
  expect(passes(aCard({ tags: ["vpn"] }), { tag: "VPN" }, "me")).toBe(true);
  expect(passes(aCard({ tags: [] }), { tag: "VPN" }, "me")).toBe(false);
});
