import type { CaseCard, CaseDetail, ConsoleDown } from "@beckon/protocol/down.ts";
import { describe, expect, it } from "vitest";
import { aCard, aSnapshot } from "../testing/cards.ts";
import { makeQueueStore } from "./queue-store.ts";

/** A store whose frames the test draws. */
function aStore() {
  const waiting: (() => void)[] = [];
  const store = makeQueueStore((then) => waiting.push(then));
  return { ...store, frames: waiting, draw: () => waiting.splice(0).forEach((then) => then()) };
}
const card = (change: Partial<CaseCard>): ConsoleDown => ({ type: "queue/card", card: aCard(change) });

describe("the live queue", () => {
  it("[Q2] keeps the highest version of a card, in whatever order they arrive", () => {
    const store = aStore();
    store.receive(card({ id: "a", version: 3, description: "newest" }));
    store.receive(card({ id: "a", version: 2, description: "late" }));
    store.draw();
    expect(store.state().cards.get("a")?.description).toBe("newest");
  });

  it("[Q2] a snapshot replaces all that was known, also by older versions", () => {
    const store = aStore();
    store.receive(card({ id: "gone", version: 1 }));
    store.receive(card({ id: "a", version: 9 }));
    store.receive(aSnapshot([aCard({ id: "a", version: 2 })]));
    store.draw();
    expect([...store.state().cards.values()].map(({ id, version }) => [id, version])).toEqual([["a", 2]]);
  });

  it("[Q2] a case that is gone leaves with its details", () => {
    const store = aStore();
    const detail: CaseDetail = {
      card: aCard({ id: "a", version: 1 }),
      createdBy: { kind: "module", id: "m" },
      device: null,
      joinUrl: "http://localhost/s1",
      mayClose: true,
      timeline: [],
      contactId: null,
      earlier: [],
      attachments: [],
    };
    store.receive({ type: "case/detail", detail });
    store.draw();
    expect(store.state().details.size).toBe(1);
    store.receive({ type: "queue/gone", caseId: "a" });
    store.draw();
    expect(store.state().cards.size).toBe(0);
    expect(store.state().details.size).toBe(0);
  });

  it("[Q2] tells its watchers once a frame, however many changes came", () => {
    const store = aStore();
    let told = 0;
    store.subscribe(() => told++);
    for (let at = 0; at < 500; at++) store.receive(card({ id: `c${at % 20}`, version: at + 1 }));
    expect(store.frames).toHaveLength(1);
    expect(store.state().cards.size).toBe(0);
    store.draw();
    expect(told).toBe(1);
    expect(store.state().cards.size).toBe(20);
  });

  it("[Q2] leaves what did not change the same, so that lists made of it need not be made again", () => {
    const store = aStore();
    store.receive(aSnapshot([aCard({ id: "a" })]));
    store.draw();
    const before = store.state();
    store.receive({
      type: "people/card",
      person: {
        id: "p",
        name: "Ana",
        email: "a@b.c",
        role: "expert",
        disabled: false,
        availability: { status: "online", because: null, since: 1 },
        capacity: 3,
        load: 0,
      },
    });
    store.draw();
    expect(store.state()).not.toBe(before);
    expect(store.state().cards).toBe(before.cards);
  });
});
