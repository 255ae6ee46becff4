import { describe, expect, it } from "vitest";
import type { Asker, Case, CaseChange, Command } from "./case.ts";
import { actorOf, born, evolve, nextDueAt } from "./case.ts";
import { decide } from "./decide.ts";
import type { Offer } from "./offer.ts";
import { isGivable } from "./queue.ts";

const T0 = 1_800_000_000_000;
const person = (personId: string, write = true): Asker => ({ kind: "person", personId, role: "expert", write });
const [ana, ben] = [person("u1"), person("u2")];
const customer: Asker = { kind: "customer" };
const house: Asker = { kind: "system" };
const reason: Offer["reason"] = {
  because: "longestFree",
  load: 0,
  capacity: 3,
  lastGivenAt: null,
  skills: null,
  askedBefore: 0,
};

const fresh = born({
  is: "created",
  case: {
    id: "c1",
    companyId: "co1",
    groupId: "g1",
    moduleId: "m1",
    code: "s123456789",
    createdBy: { kind: "module", moduleId: "m1" },
    createdAt: T0,
    validUntil: T0 + 86_400_000,
    validityMs: 86_400_000,
    assigneeId: null,
    customerName: "",
    customerEmail: "",
    description: "",
    priority: "normal",
    tags: [],
  },
});

function happened(current: Case, command: Command, by: Asker, now = T0): CaseChange[] {
  const outcome = decide(current, command, by, now);
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`);
  return outcome.value;
}
function after(current: Case, command: Command, by: Asker, now = T0): Case {
  return happened(current, command, by, now).reduce((c, e) => evolve(c, e, actorOf(by), now), current);
}
function refusal(current: Case, command: Command, by: Asker) {
  const outcome = decide(current, command, by, T0);
  return outcome.ok ? undefined : outcome.refusal;
}

const offer = (to: string, until = T0 + 30_000): Command => ({ do: "offer", to, groupId: "g1", until, reason });
const ended = (because: string) => ({ is: "offerEnded", to: "u1", because });
const waiting = after(fresh, { do: "connect", connection: "n.1" }, customer);
const offered = after(waiting, offer("u1"), house, T0 + 1000);

describe("offers", () => {
  it("[A5] are made by the house alone, to one person at a time, with the reason", () => {
    expect(offered.version).toBe(waiting.version + 1);
    expect(offered.offer).toEqual({ to: "u1", since: T0 + 1000, until: T0 + 30_000, reason });
    expect(refusal(waiting, offer("u1"), ana)).toEqual({ reason: "notAllowed" });
    expect(refusal(waiting, offer("u1"), customer)).toEqual({ reason: "notAllowed" });
    expect(refusal(waiting, { do: "escalate", to: null }, ana)).toEqual({ reason: "notAllowed" });
  });

  it("[A13] a case that somebody has, that is offered already, was moved, or whose customer is gone is not offered", () => {
    const taken = after(waiting, { do: "assign", to: "u2", expected: null }, ben);
    const gone = after(waiting, { do: "leave", connection: "n.1" }, customer);
    const moved = after(waiting, { do: "edit", from: { groupId: "g1" }, to: { groupId: "g2" } }, ben);
    for (const current of [taken, gone, moved, offered]) expect(happened(current, offer("u3"), house)).toEqual([]);
    expect(isGivable(waiting)).toBe(true);
    expect(isGivable(taken) || isGivable(gone)).toBe(false);
  });

  it("[A5] accepting gives the case to whom it was offered, and to nobody else", () => {
    const accepted = after(offered, { do: "accept" }, ana);
    expect(accepted).toMatchObject({ assigneeId: "u1", offer: null, passes: [] });
    expect(happened(offered, { do: "accept" }, ana)).toEqual([
      ended("accepted"),
      { is: "assigned", to: "u1", from: null },
    ]);
    expect(refusal(offered, { do: "accept" }, ben)).toEqual({ reason: "offerOver" });
    expect(refusal(offered, { do: "accept" }, customer)).toEqual({ reason: "notAllowed" });
    expect(happened(accepted, { do: "accept" }, ana)).toEqual([]);
    expect(refusal(accepted, { do: "accept" }, ben)).toMatchObject({ reason: "alreadyTaken", byId: "u1" });
  });

  it("[A5] connecting accepts too; a colleague who takes it, connects to it or assigns it ends the offer", () => {
    const connect: Command = { do: "connect", connection: "n.2" };
    expect(happened(offered, connect, ana)[0]).toEqual(ended("accepted"));
    expect(happened(offered, connect, ben)[0]).toEqual(ended("taken"));
    expect(happened(offered, { do: "assign", to: "u2", expected: null }, ben)[0]).toEqual(ended("taken"));
    expect(happened(offered, { do: "assign", to: "u1", expected: null }, ben)[0]).toEqual(ended("taken"));
    expect(after(offered, connect, ben)).toMatchObject({ assigneeId: "u2", offer: null });
  });

  it("[A5] who declined, or did not answer in time, is remembered until somebody has the case", () => {
    const declined = after(offered, { do: "decline" }, ana, T0 + 2000);
    expect(declined).toMatchObject({ offer: null, passes: [{ personId: "u1", because: "declined", at: T0 + 2000 }] });
    expect(happened(declined, { do: "decline" }, ana)).toEqual([]);
    const next = after(declined, offer("u2", T0 + 40_000), house);
    expect(nextDueAt(next)).toBe(T0 + 40_000);
    expect(happened(next, { do: "sweep" }, house, T0 + 39_999)).toEqual([]);
    const missed = after(next, { do: "sweep" }, house, T0 + 40_000);
    expect(missed.passes.map(({ personId, because }) => [personId, because])).toEqual([
      ["u1", "declined"],
      ["u2", "missed"],
    ]);
    expect(after(missed, { do: "accept" }, ben).passes).toEqual([]);
  });

  it("[A5] an offer is withdrawn when its case is moved, over, or its customer gone", () => {
    const moves: [Command, Asker][] = [
      [{ do: "edit", from: { groupId: "g1" }, to: { groupId: "g2" } }, ben],
      [{ do: "close", outcome: null }, customer],
      [{ do: "leave", connection: "n.1" }, customer],
      [{ do: "withdraw", from: "u1" }, house],
    ];
    for (const [command, by] of moves) {
      expect(happened(offered, command, by)[0]).toEqual(ended("withdrawn"));
      expect(after(offered, command, by).offer).toBeNull();
    }
    expect(after(offered, { do: "sweep" }, house, fresh.validUntil).life.state).toBe("expired");
    expect(after(offered, { do: "say", text: "Hello?" }, customer).offer).not.toBeNull();
    expect(happened(offered, { do: "withdraw", from: "u2" }, house)).toEqual([]);
  });

  it("[A9] a case escalates once: to the fallback group, whose people have passed nothing yet", () => {
    const passed = after(offered, { do: "decline" }, ana);
    const escalated = after(passed, { do: "escalate", to: "g9" }, house, T0 + 600_000);
    expect(escalated).toMatchObject({ groupId: "g9", passes: [], offer: null, escalatedAt: T0 + 600_000 });
    expect(escalated.waitingSince).toBe(waiting.waitingSince);
    expect(happened(escalated, { do: "escalate", to: "g1" }, house)).toEqual([]);
    expect(happened(offered, { do: "escalate", to: null }, house, T0 + 600_000)).toEqual([
      ended("withdrawn"),
      { is: "escalated", from: "g1", to: null, waitedMs: 600_000 },
    ]);
    expect(after(offered, { do: "escalate", to: null }, house).groupId).toBe("g1");
  });
});
