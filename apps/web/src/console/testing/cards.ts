import type { CaseCard, ConsoleDown } from "@beckon/protocol/down.ts";

/** A waiting case of a test, made by a module, with what the test says of it. */
export function aCard(change: Partial<CaseCard> = {}): CaseCard {
  return {
    id: "a",
    version: 1,
    code: "s123456789",
    state: "pending",
    priority: "normal",
    groupId: "g1",
    moduleId: "m1",
    assigneeId: null,
    customerName: "Maria Lopez",
    customerEmail: "maria@example.com",
    description: "The printer is silent",
    tags: [],
    createdAt: 1000,
    validUntil: 90_000_000,
    waitingSince: 1000,
    message: null,
    endedAt: null,
    outcome: null,
    customer: { is: "connected", since: 1000, personId: null },
    channel: "web",
    colleagues: [],
    expert: { is: "never", since: null, personId: null },
    offer: null,
    stars: null,
    ...change,
  };
}

/** A snapshot that holds these cards, for the person `me`. */
export function aSnapshot(cards: CaseCard[]): ConsoleDown {
  return {
    type: "queue/snapshot",
    me: {
      personId: "me",
      name: "Ana",
      email: "ana@example.com",
      role: "expert",
      company: { id: "c", name: "Acme", recordings: { keep: "expert", days: 30 } },
      may: [],
    },
    cards,
    people: [],
    groups: [],
    modules: [],
  };
}
