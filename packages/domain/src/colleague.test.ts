import { describe, expect, it } from "vitest";
import fc from "fast-check";
import type { Asker, Case, Command } from "./case.ts";
import { actorOf, born, evolve, GRACE_MS, isPresent, nextDueAt } from "./case.ts";
import { decide } from "./decide.ts";

const T0 = 1_800_000_000_000;
const person = (personId: string, write = true): Asker => ({ kind: "person", personId, role: "expert", write });
const [ana, ben, cleo] = [person("u1"), person("u2"), person("u3")];
const customer: Asker = { kind: "customer" };
const house: Asker = { kind: "system" };

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

function after(current: Case, command: Command, by: Asker, now = T0): Case {
  const outcome = decide(current, command, by, now);
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`);
  return outcome.value.reduce((c, e) => evolve(c, e, actorOf(by), now), current);
}
function refusal(current: Case, command: Command, by: Asker, now = T0) {
  const outcome = decide(current, command, by, now);
  return outcome.ok ? undefined : outcome.refusal;
}
function happened(current: Case, command: Command, by: Asker, now = T0) {
  const outcome = decide(current, command, by, now);
  return outcome.ok ? outcome.value : [];
}

const connect = (connection: string): Command => ({ do: "connect", connection });
const invite = (personId: string, part: "see" | "control" = "see"): Command => ({ do: "invite", personId, part });
const inSession = after(after(fresh, connect("n.1"), customer), connect("n.2"), ana);
const invited = after(inSession, invite("u2", "control"), ana);
const both = after(invited, connect("n.3"), ben);
const stays = ({ expert, colleagues }: Case) =>
  [expert, ...colleagues.map(({ presence }) => presence)].map((side) => (isPresent(side) ? side.arrived : null));

describe("bringing in", () => {
  it("[R9] only the expert who is in the session brings somebody in, and never themselves", () => {
    expect(refusal(fresh, invite("u2"), ana)).toEqual({ reason: "notConnected" });
    expect(refusal(inSession, invite("u3"), ben)).toMatchObject({ reason: "inSession", byId: "u1" });
    expect(refusal(both, invite("u3"), ben)).toMatchObject({ reason: "inSession", byId: "u1" });
    expect(refusal(inSession, invite("u1"), ana)).toEqual({ reason: "notAllowed" });
    expect(refusal(inSession, invite("u3"), customer)).toEqual({ reason: "notAllowed" });
    expect(invited.colleagues).toEqual([{ personId: "u2", part: "control", byId: "u1", presence: { is: "never" } }]);
  });

  it("[R9] nobody comes without an invitation", () => {
    expect(refusal(inSession, connect("n.3"), ben)).toMatchObject({ reason: "alreadyTaken", byId: "u1" });
    expect(refusal(invited, connect("n.4"), cleo)).toMatchObject({ reason: "alreadyTaken" });
    expect(isPresent(both.colleagues[0]?.presence ?? { is: "never" })).toBe(true);
  });

  it("[R9] [C4] a colleague comes and goes without the expert's session noticing", () => {
    expect(both.expert).toBe(invited.expert);
    expect(both.life).toBe(invited.life);
    const gone = after(both, { do: "leave", connection: "n.3" }, ben);
    expect(gone.colleagues).toEqual([]);
    expect(gone.expert).toBe(both.expert);
    expect(gone.life.state).toBe("inProgress");
  });

  it("[R9] who may only read the group can look on, and can refuse", () => {
    const reader = person("u2", false);
    expect(after(invited, connect("n.3"), reader).colleagues[0]?.presence.is).toBe("connected");
    expect(after(invited, { do: "dismiss", who: { personId: "u2" } }, reader).colleagues).toEqual([]);
    expect(refusal(inSession, connect("n.3"), reader)).toEqual({ reason: "notAllowed" });
  });

  it("[R9] an invitation is refused by whom it is for and taken back by whose it is, and by nobody else", () => {
    const dismiss: Command = { do: "dismiss", who: { personId: "u2" } };
    expect(happened(invited, dismiss, ben)).toEqual([{ is: "uninvited", personId: "u2", because: "declined" }]);
    expect(happened(invited, dismiss, ana)).toEqual([{ is: "uninvited", personId: "u2", because: "takenBack" }]);
    expect(refusal(invited, dismiss, cleo)).toMatchObject({ reason: "inSession" });
    expect(happened(both, dismiss, ana)).toEqual([{ is: "colleagueLeft", personId: "u2", because: "sentAway" }]);
  });

  it("[C11] who joins as the invitation is taken back is told whose case it is", () => {
    const back = after(invited, { do: "dismiss", who: { personId: "u2" } }, ana);
    expect(refusal(back, connect("n.3"), ben)).toMatchObject({ reason: "alreadyTaken", byId: "u1" });
  });

  it("[R9] three at most", () => {
    const three = ["u2", "u3", "u4"].reduce((c, id) => after(c, invite(id), ana), inSession);
    expect(refusal(three, invite("u5"), ana)).toEqual({ reason: "sessionFull" });
    expect(after(three, invite("u4", "control"), ana).colleagues.at(-1)?.part).toBe("control");
  });

  it("[R9] no two stays have the same name, also when all arrive in one moment", () => {
    const all = after(after(both, invite("u3"), ana), connect("n.4"), cleo);
    expect(new Set(stays(all)).size).toBe(3);
  });
});

describe("the customer", () => {
  const arrivedOf = (current: Case) => stays(current)[1] ?? 0;

  it("[R9] answers for each expert apart; whom they do not want goes, and the first stays", () => {
    const [first = 0, second = 0] = stays(both).map((one) => one ?? 0);
    const yes: Command = { do: "recordConsent", answer: "allowed", arrived: second };
    expect(happened(both, yes, customer)).toEqual([{ is: "consented", answer: "allowed", personId: "u2" }]);
    const no = after(both, { do: "recordConsent", answer: "denied", arrived: second }, customer);
    expect(no.colleagues).toEqual([]);
    expect(no.expert).toBe(both.expert);
    expect(happened(both, { do: "recordConsent", answer: "denied", arrived: first }, customer)).toHaveLength(1);
    expect(refusal(both, { do: "recordConsent", answer: "allowed", arrived: 1 }, customer)).toEqual({
      reason: "notConnected",
    });
  });

  it("[R9] sends a colleague away, and nobody else that way", () => {
    const away = after(both, { do: "dismiss", who: { arrived: arrivedOf(both) } }, customer);
    expect(away.colleagues).toEqual([]);
    expect(happened(both, { do: "dismiss", who: { arrived: stays(both)[0] ?? 0 } }, customer)).toEqual([]);
  });
});

describe("the end", () => {
  it("[R9] with the expert go those they brought in, however the session ends", () => {
    const waiting = after(both, invite("u3"), ana);
    const left = happened(waiting, { do: "leave", connection: "n.2" }, ana);
    expect(left.map(({ is }) => is)).toEqual(["colleagueLeft", "uninvited", "left"]);
    expect(after(waiting, { do: "leave", connection: "n.2" }, ana).colleagues).toEqual([]);
    expect(after(waiting, { do: "close", outcome: null }, ana).colleagues).toEqual([]);
    const dropped = after(waiting, { do: "drop", party: "expert", connection: "n.2" }, house);
    expect(dropped.colleagues).toHaveLength(2);
    expect(after(dropped, { do: "sweep" }, house, T0 + GRACE_MS).colleagues).toEqual([]);
  });

  it("[C9] a colleague who drops has 30 s to come back, and then only their part ends", () => {
    const dropped = after(both, { do: "drop", party: "expert", connection: "n.3" }, house);
    expect(dropped.colleagues[0]?.presence.is).toBe("reconnecting");
    expect(nextDueAt(dropped)).toBe(T0 + GRACE_MS);
    const back = after(dropped, connect("n.9"), ben, T0 + 5);
    expect(stays(back)).toEqual(stays(both));
    const left = after(dropped, { do: "sweep" }, house, T0 + GRACE_MS);
    expect(left.colleagues).toEqual([]);
    expect(left.life.state).toBe("inProgress");
  });
});

describe("handing over", () => {
  const handOver = (to: string, note = ""): Command => ({ do: "handOver", to, note });

  it("[R24] the two change places: the case is the colleague's, both stays go on, the note is in history", () => {
    const over = after(both, handOver("u2", "look at the printer"), ana, T0 + 9);
    expect(over).toMatchObject({ assigneeId: "u2", assigned: { byId: "u1", at: T0 + 9 } });
    expect(over.expert).toBe(both.colleagues[0]?.presence);
    expect(over.colleagues).toEqual([{ personId: "u1", part: "control", byId: "u2", presence: both.expert }]);
    expect(over.life).toBe(both.life);
    expect(happened(both, handOver("u2", "look"), ana).map(({ is }) => is)).toEqual(["handedOver", "noted"]);
    const alone = after(over, { do: "leave", connection: "n.2" }, ana);
    expect(alone.life.state).toBe("inProgress");
    expect(alone.colleagues).toEqual([]);
  });

  it("[R24] [C11] only to a colleague who is there, and once", () => {
    expect(refusal(invited, handOver("u2"), ana)).toEqual({ reason: "notConnected" });
    expect(refusal(both, handOver("u3"), ana)).toEqual({ reason: "notConnected" });
    const over = after(both, handOver("u2"), ana);
    expect(refusal(over, handOver("u2"), ana)).toMatchObject({ reason: "inSession", byId: "u2" });
  });
});

it("[R9] in any order of acts colleagues are there only while an expert is, with a place of their own each", () => {
  const asker = fc.constantFrom<Asker>(ana, ben, cleo, customer, house);
  const connection = fc.constantFrom("n.1", "n.2", "n.3", "n.4");
  const who = fc.constantFrom("u1", "u2", "u3");
  const command = fc.oneof<fc.Arbitrary<Command>[]>(
    fc.record({ do: fc.constant("connect"), connection }),
    fc.record({ do: fc.constant("drop"), connection, party: fc.constantFrom("customer", "expert") }),
    fc.record({ do: fc.constant("leave"), connection }),
    fc.record({ do: fc.constant("invite"), personId: who, part: fc.constantFrom("see", "control") }),
    fc.record({ do: fc.constant("dismiss"), who: fc.record({ personId: who }) }),
    fc.record({ do: fc.constant("handOver"), to: who, note: fc.constant("") }),
    fc.constant({ do: "close", outcome: null }),
    fc.constant({ do: "reopen" }),
    fc.constant({ do: "sweep" }),
  );
  const acts = fc.array(fc.tuple(command, asker, fc.integer({ min: 0, max: GRACE_MS })), { maxLength: 60 });
  fc.assert(
    fc.property(acts, (list) => {
      let [current, now] = [both, T0];
      for (const [what, by, wait] of list) {
        now += wait;
        if (what.do === "drop" && by.kind !== "system") continue;
        const outcome = decide(current, what, by, now);
        if (!outcome.ok) continue;
        const before = current.version;
        current = outcome.value.reduce((c, e) => evolve(c, e, actorOf(by), now), current);
        expect(current.version).toBe(before + outcome.value.length);
        if (!isPresent(current.expert)) expect(current.colleagues).toEqual([]);
        const people = [current.expert, ...current.colleagues.map(({ personId }) => ({ personId }))].map((one) =>
          "personId" in one ? one.personId : null,
        );
        expect(new Set(people).size).toBe(people.length);
        const there = stays(current).filter((one) => one !== null);
        expect(new Set(there).size).toBe(there.length);
      }
    }),
  );
});
