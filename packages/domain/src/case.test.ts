import { describe, expect, it } from "vitest";
import fc from "fast-check";
import type { Asker, Case, Command } from "./case.ts";
import { actorOf, born, evolve, GRACE_MS, isPresent, nextDueAt } from "./case.ts";
import { decide } from "./decide.ts";

const T0 = 1_800_000_000_000;
const HOUR = 3_600_000;
const person = (personId: string, role: "administrator" | "supervisor" | "expert" = "expert", write = true): Asker => ({
  kind: "person",
  personId,
  role,
  write,
});
const ana = person("u1");
const ben = person("u2");
const customer: Asker = { kind: "customer" };
const house: Asker = { kind: "system" };

function fresh(
  createdBy: Case["createdBy"] = { kind: "module", moduleId: "m1" },
  assigneeId: string | null = null,
): Case {
  return born({
    is: "created",
    case: {
      id: "c1",
      companyId: "co1",
      groupId: "g1",
      moduleId: createdBy.kind === "module" ? createdBy.moduleId : null,
      code: "s123456789",
      createdBy,
      createdAt: T0,
      validUntil: T0 + 24 * HOUR,
      validityMs: 24 * HOUR,
      assigneeId,
      customerName: "",
      customerEmail: "",
      description: "",
      priority: "normal",
      tags: [],
    },
  });
}

/** Does a command, which must not be refused, and gives the case after it. */
function after(current: Case, command: Command, by: Asker, now = T0): Case {
  const outcome = decide(current, command, by, now);
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`);
  return outcome.value.reduce((c, e) => evolve(c, e, actorOf(by), now), current);
}

function refusal(current: Case, command: Command, by: Asker, now = T0) {
  const outcome = decide(current, command, by, now);
  return outcome.ok ? undefined : outcome.refusal;
}

const joinAs = (by: Asker, connection: string): [Command, Asker] => [{ do: "connect", connection }, by];
const both = (c: Case) => after(after(c, ...joinAs(customer, "n.1")), ...joinAs(ana, "n.2"));

describe("states", () => {
  it("[C2] a case nobody connected to is New", () => {
    expect(fresh().life.state).toBe("new");
    expect(after(fresh(), { do: "assign", to: "u1", expected: null }, ana).life.state).toBe("new");
  });

  it("[C3] one side alone makes it Pending, also after it left", () => {
    const waiting = after(fresh(), ...joinAs(customer, "n.1"));
    expect(waiting.life.state).toBe("pending");
    expect(after(waiting, { do: "leave", connection: "n.1" }, customer).life.state).toBe("pending");
    expect(after(fresh(), ...joinAs(ana, "n.2")).life.state).toBe("pending");
  });

  it("[C4] both sides connected is In progress, whichever came first", () => {
    expect(both(fresh()).life.state).toBe("inProgress");
    expect(after(after(fresh(), ...joinAs(ana, "n.2")), ...joinAs(customer, "n.1")).life.state).toBe("inProgress");
  });

  it("[C3] In progress ends in Pending when either side leaves", () => {
    expect(after(both(fresh()), { do: "leave", connection: "n.2" }, ana).life.state).toBe("pending");
    expect(after(both(fresh()), { do: "leave", connection: "n.1" }, customer).life.state).toBe("pending");
  });
});

describe("closing and reopening", () => {
  it("[C5] the assignee closes", () => {
    const mine = after(fresh(), { do: "assign", to: "u1", expected: null }, ana);
    expect(after(mine, { do: "close", outcome: "solved" }, ana).life).toMatchObject({
      state: "closed",
      outcome: "solved",
    });
    expect(refusal(mine, { do: "close", outcome: null }, ben)).toEqual({ reason: "notAllowed" });
  });

  it("[C5] the creator closes: the person who made it by hand, or the customer whose module made it", () => {
    const byHand = fresh({ kind: "person", personId: "u2" });
    expect(after(byHand, { do: "close", outcome: null }, ben).life.state).toBe("closed");
    expect(refusal(byHand, { do: "close", outcome: null }, customer)).toEqual({ reason: "notAllowed" });
    expect(after(fresh(), { do: "close", outcome: null }, customer).life.state).toBe("closed");
  });

  it("[C5] a supervisor closes any case, but not without write access to its group", () => {
    expect(after(fresh(), { do: "close", outcome: null }, person("u9", "supervisor")).life.state).toBe("closed");
    expect(refusal(fresh(), { do: "close", outcome: null }, person("u9", "supervisor", false))).toEqual({
      reason: "notAllowed",
    });
  });

  it("[C8] reopening gives a new validity and keeps the code", () => {
    const closed = after(fresh(), { do: "close", outcome: null }, customer);
    const again = after(closed, { do: "reopen" }, customer, T0 + 30 * HOUR);
    expect(again).toMatchObject({ code: "s123456789", validUntil: T0 + 54 * HOUR });
    expect(["new", "pending"]).toContain(again.life.state);
    expect(refusal(closed, { do: "reopen" }, ben)).toEqual({ reason: "notAllowed" });
    expect(refusal(fresh(), { do: "reopen" }, customer)).toEqual({ reason: "alreadyOpen" });
  });

  it("[C11] closing what is closed says who closed it and when", () => {
    const closed = after(fresh(), { do: "close", outcome: null }, person("u9", "supervisor"), T0 + 5);
    expect(refusal(closed, { do: "close", outcome: null }, person("u8", "administrator"))).toEqual({
      reason: "notOpen",
      state: "closed",
      byId: "u9",
      at: T0 + 5,
    });
  });
});

describe("expiry", () => {
  it("[C6] expires once validUntil is reached, not before", () => {
    expect(decide(fresh(), { do: "sweep" }, house, T0 + 24 * HOUR - 1)).toEqual({ ok: true, value: [] });
    expect(after(fresh(), { do: "sweep" }, house, T0 + 24 * HOUR).life.state).toBe("expired");
  });

  it("[C6] validity can be moved while the case is open, and only into the future", () => {
    expect(after(fresh(), { do: "extend", validUntil: T0 + 48 * HOUR }, ana).validUntil).toBe(T0 + 48 * HOUR);
    expect(refusal(fresh(), { do: "extend", validUntil: T0 }, ana)?.reason).toBe("invalid");
  });

  it("[C7] a session in progress is not cut, and expires when it ends after validUntil", () => {
    const late = T0 + 25 * HOUR;
    const busy = both(fresh());
    expect(decide(busy, { do: "sweep" }, house, late)).toEqual({ ok: true, value: [] });
    expect(nextDueAt(busy)).toBeNull();
    const over = after(busy, { do: "leave", connection: "n.2" }, ana, late);
    expect(after(over, { do: "sweep" }, house, late).life.state).toBe("expired");
  });
});

describe("connections", () => {
  it("[C9] a dropped side keeps its place for 30 s", () => {
    const dropped = after(both(fresh()), { do: "drop", party: "expert", connection: "n.2" }, house, T0);
    expect(dropped.life.state).toBe("inProgress");
    expect(dropped.expert).toMatchObject({ is: "reconnecting", leaveBy: T0 + GRACE_MS });
    expect(nextDueAt(dropped)).toBe(T0 + GRACE_MS);
    const back = after(dropped, ...joinAs(ana, "n.7"), T0 + GRACE_MS - 1);
    expect(back.expert).toMatchObject({ is: "connected", connection: "n.7", arrived: T0 });
    expect(back.life).toEqual(dropped.life);
    const left = after(dropped, { do: "sweep" }, house, T0 + GRACE_MS);
    expect(left.life.state).toBe("pending");
    expect(left.expert.is).toBe("left");
  });

  it("[C9] a connection that was replaced drops nobody", () => {
    const moved = after(both(fresh()), ...joinAs(customer, "n.9"));
    expect(decide(moved, { do: "drop", party: "customer", connection: "n.1" }, house, T0)).toEqual({
      ok: true,
      value: [],
    });
  });

  it("[C11] a second expert is told who is connected already", () => {
    expect(refusal(both(fresh()), ...joinAs(ben, "n.3"))).toMatchObject({ reason: "alreadyTaken", byId: "u1" });
  });

  it("[A2] connecting to an unassigned case takes it", () => {
    expect(after(fresh(), ...joinAs(ana, "n.2")).assigneeId).toBe("u1");
  });

  it("[C1] a closed case is over for both sides and cannot be joined", () => {
    const closed = after(both(fresh()), { do: "close", outcome: null }, ana);
    expect(isPresent(closed.customer) || isPresent(closed.expert)).toBe(false);
    expect(refusal(closed, ...joinAs(customer, "n.5"))?.reason).toBe("notOpen");
  });
});

describe("assignment and edits", () => {
  it("[A1] assigns to oneself, to others, to nobody", () => {
    const mine = after(fresh(), { do: "assign", to: "u1", expected: null }, ana);
    const bens = after(mine, { do: "assign", to: "u2", expected: "u1" }, ana);
    expect(bens.assigneeId).toBe("u2");
    expect(after(bens, { do: "assign", to: null, expected: "u2" }, ana).assigneeId).toBeNull();
  });

  it("[C11] the loser of a race is told who took it, and when", () => {
    const anas = after(fresh(), { do: "assign", to: "u1", expected: null }, ana, T0 + 7);
    expect(refusal(anas, { do: "assign", to: "u2", expected: null }, ben)).toEqual({
      reason: "alreadyTaken",
      byId: "u1",
      at: T0 + 7,
    });
  });

  it("[C11] an edit based on an outdated value is refused; one of another fact is not", () => {
    const renamed = after(
      fresh(),
      { do: "edit", from: { customerName: "" }, to: { customerName: "Eva" } },
      ana,
      T0 + 1,
    );
    const stale: Command = { do: "edit", from: { customerName: "" }, to: { customerName: "Eve" } };
    expect(refusal(renamed, stale, ben)).toEqual({ reason: "changedMeanwhile", byId: "u1", at: T0 + 1 });
    expect(after(renamed, { do: "edit", from: { priority: "normal" }, to: { priority: "high" } }, ben).priority).toBe(
      "high",
    );
  });

  it("[C11][Q7] tags are a fact like others: whoever saw older ones is refused, the same ones are no change", () => {
    const tagged = after(fresh(), { do: "edit", from: { tags: [] }, to: { tags: ["VPN", "vpn "] } }, ana, T0 + 1);
    expect(tagged.tags).toEqual(["VPN"]);
    const stale: Command = { do: "edit", from: { tags: [] }, to: { tags: ["Printer"] } };
    expect(refusal(tagged, stale, ben)).toEqual({ reason: "changedMeanwhile", byId: "u1", at: T0 + 1 });
    expect(decide(tagged, { do: "edit", from: { tags: [] }, to: { tags: ["VPN"] } }, ben, T0)).toEqual({
      ok: true,
      value: [],
    });
    const long: Command = { do: "edit", from: { tags: ["VPN"] }, to: { tags: ["x".repeat(31)] } };
    expect(refusal(tagged, long, ben)).toEqual({ reason: "invalid", field: "tags", problem: "tooLong" });
  });

  it("[X2] reading rights change nothing", () => {
    const reader = person("u5", "administrator", false);
    for (const command of [
      { do: "note", text: "x" },
      { do: "close", outcome: null },
      { do: "delete" },
    ] satisfies Command[]) {
      expect(refusal(fresh(), command, reader)).toEqual({ reason: "notAllowed" });
    }
  });

  it("[C12] a case in progress is not deleted", () => {
    expect(refusal(both(fresh()), { do: "delete" }, ana)?.reason).toBe("inSession");
  });
});

describe("any order of acts", () => {
  const asker = fc.constantFrom<Asker>(ana, ben, person("u9", "supervisor"), customer, house);
  const connection = fc.constantFrom("n.1", "n.2", "n.3");
  const command = fc.oneof<fc.Arbitrary<Command>[]>(
    fc.record({
      do: fc.constant("assign"),
      to: fc.constantFrom("u1", "u2", null),
      expected: fc.constantFrom("u1", "u2", null),
    }),
    fc.record({ do: fc.constant("connect"), connection }),
    fc.record({ do: fc.constant("drop"), connection, party: fc.constantFrom("customer", "expert") }),
    fc.record({ do: fc.constant("leave"), connection }),
    fc.constant({ do: "close", outcome: null }),
    fc.constant({ do: "reopen" }),
    fc.constant({ do: "sweep" }),
    fc.record({ do: fc.constant("extend"), validUntil: fc.integer({ min: T0, max: T0 + 100 * HOUR }) }),
  );
  const acts = fc.array(fc.tuple(command, asker, fc.integer({ min: 0, max: 10 * HOUR })), { maxLength: 60 });

  it("[C1] the state always says exactly who is connected", () => {
    fc.assert(
      fc.property(acts, (list) => {
        let [current, now] = [fresh(), T0];
        for (const [what, by, wait] of list) {
          now += wait;
          const before = current;
          const outcome = decide(current, what, by, now);
          if (!outcome.ok) continue;
          current = outcome.value.reduce((c, e) => evolve(c, e, actorOf(by), now), current);
          const { life, customer: c, expert: e } = current;
          expect(life.state === "inProgress").toBe(isPresent(c) && isPresent(e));
          if (life.state === "new") expect([c.is, e.is]).toEqual(["never", "never"]);
          if (life.state === "closed" || life.state === "expired") expect(nextDueAt(current)).toBeNull();
          if (life.state === "expired" && before.life.state !== "expired")
            expect(now).toBeGreaterThanOrEqual(current.validUntil);
          expect(current.version).toBe(before.version + outcome.value.length);
          expect(current.code).toBe(before.code);
        }
      }),
    );
  });
});
