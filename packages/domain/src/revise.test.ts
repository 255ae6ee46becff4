import { describe, expect, it } from "vitest";
import { actorOf, born, evolve, type Asker, type Case, type CaseChange } from "./case.ts";
import { decide } from "./decide.ts";
import { withoutPersonalData } from "./erase.ts";
import type { Outcome } from "./refusal.ts";
import type { Revision } from "./revise.ts";

const T0 = 1_800_000_000_000;
const HOUR = 3_600_000;
const ana = { kind: "person" as const, personId: "u1", role: "expert" as const, write: true, through: "Helpdesk" };
const readsOnly = { ...ana, write: false };
const ben = { ...ana, personId: "u2" };
const customer: Asker = { kind: "customer" };

const fresh = () =>
  born({
    is: "created",
    case: {
      id: "c1",
      companyId: "co1",
      groupId: "g1",
      moduleId: null,
      code: "s123456789",
      createdBy: { kind: "person", personId: "u1" },
      createdAt: T0,
      validUntil: T0 + 24 * HOUR,
      validityMs: 24 * HOUR,
      assigneeId: "u1",
      customerName: "Cleo",
      customerEmail: "",
      description: "It smokes",
      priority: "normal",
      tags: ["hot"],
      integration: { customId: "T-1", customApi: "", waitingMessage: "" },
    },
  });
const revise = (current: Case, to: Partial<Revision>, by = ana): Outcome<CaseChange[]> =>
  decide(current, { do: "revise", to: { facts: {}, integration: {}, ...to } }, by, T0);
const isOf = (outcome: Outcome<CaseChange[]>) =>
  outcome.ok ? outcome.value.map((event) => event.is) : outcome.refusal.reason;
const apply = (current: Case, outcome: Outcome<CaseChange[]>) => {
  if (!outcome.ok) throw new Error(outcome.refusal.reason);
  return outcome.value.reduce((before, event) => evolve(before, event, actorOf(ana), T0), current);
};
const close = (current: Case) => apply(current, revise(current, { state: "closed" }));
const expire = (current: Case) => evolve(current, { is: "expired" }, { kind: "system" }, T0 + 25 * HOUR);

describe("a revision", () => {
  it("[W7] makes a case what is asked for, all at once, and says only what was not so", () => {
    const outcome = revise(fresh(), {
      facts: { description: "It burns", customerName: "Cleo", tags: [" hot "] },
      integration: { customId: "T-1", waitingMessage: "Stay away", moduleId: "m1" },
      assigneeId: null,
      state: "closed",
    });
    expect(outcome.ok && outcome.value.slice(0, 3)).toEqual([
      { is: "edited", to: { description: "It burns" } },
      { is: "integrationChanged", to: { waitingMessage: "Stay away", moduleId: "m1" } },
      { is: "assigned", to: null, from: "u1" },
    ]);
    expect(apply(fresh(), outcome)).toMatchObject({
      description: "It burns",
      moduleId: "m1",
      integration: { customId: "T-1", customApi: "", waitingMessage: "Stay away" },
      assigneeId: null,
      life: { state: "closed", closedBy: { kind: "person", personId: "u1", through: "Helpdesk" } },
    });
  });

  it("[W7] asked for again does nothing, whether the case is open or closed", () => {
    const to = { facts: { description: "It burns" }, integration: { customApi: "x" }, assigneeId: "u2" } as const;
    const once = apply(fresh(), revise(fresh(), to));
    expect(revise(once, to)).toEqual({ ok: true, value: [] });
    const closed = close(once);
    expect(revise(closed, { ...to, state: "closed" })).toEqual({ ok: true, value: [] });
  });

  it("[W7] is refused whole when one part of it cannot be", () => {
    const there = evolve(
      fresh(),
      { is: "connected", party: "expert", connection: "n.1", personId: "u1" },
      actorOf(ana),
      T0,
    );
    expect(isOf(revise(there, { facts: { description: "It burns" }, assigneeId: "u2" }))).toBe("inSession");
    expect(isOf(revise(fresh(), { facts: { tags: ["x".repeat(40)] }, state: "closed" }))).toBe("invalid");
    expect(isOf(revise({ ...fresh(), assigneeId: null }, { state: "closed" }, ben))).toBe("notAllowed");
    expect(isOf(revise(fresh(), { facts: { description: "" } }, readsOnly))).toBe("notAllowed");
    expect(isOf(decide(fresh(), { do: "revise", to: { facts: {}, integration: {} } }, customer, T0))).toBe(
      "notAllowed",
    );
  });

  it("[W7] of a closed case needs it reopened; what an integration keeps with it can always change", () => {
    const closed = close(fresh());
    expect(isOf(revise(closed, { facts: { description: "Out" } }))).toBe("notOpen");
    expect(isOf(revise(closed, { assigneeId: "u2" }))).toBe("notOpen");
    expect(isOf(revise(closed, { integration: { customApi: "x" } }))).toEqual(["integrationChanged"]);
    const again = revise(closed, { facts: { description: "Out" }, state: "open" });
    expect(isOf(again)).toEqual(["reopened", "edited"]);
    expect(apply(closed, again)).toMatchObject({ life: { state: "new" }, validUntil: T0 + 24 * HOUR });
  });

  it("[W7] of an expired case, which integrations read as open, changes it as it is, or closes it", () => {
    const expired = expire(fresh());
    const changed = apply(expired, revise(expired, { facts: { description: "Late" }, assigneeId: null }));
    expect(changed).toMatchObject({ description: "Late", assigneeId: null, life: { state: "expired" } });
    expect(close(expired).life.state).toBe("closed");
    expect(isOf(revise({ ...expired, assigneeId: null }, { state: "closed" }, ben))).toBe("notAllowed");
    expect(apply(expired, revise(expired, { state: "open" })).life.state).toBe("new");
  });

  it("[W7] an offer that stands ends when the case is taken by it", () => {
    const free = { ...fresh(), assigneeId: null, waitingSince: T0, customer: here };
    const reason = {
      because: "longestFree",
      load: 0,
      capacity: 1,
      lastGivenAt: null,
      skills: null,
      askedBefore: 0,
    } as const;
    const offered = evolve(free, { is: "offered", to: "u2", until: T0 + 30_000, reason }, { kind: "system" }, T0);
    expect(isOf(revise(offered, { assigneeId: "u1" }))).toEqual(["offerEnded", "assigned"]);
  });
});

const here: Case["customer"] = { is: "connected", connection: "n.1", personId: null, since: T0, arrived: T0 };

it("[K4] what an integration keeps with a case goes with everything personal in it", () => {
  const kept = apply(fresh(), revise(fresh(), { integration: { customApi: "Cleo, Main St", moduleId: "m1" } }));
  expect(evolve(kept, { is: "erased" }, actorOf(ana), T0).integration).toBeNull();
  const told = JSON.stringify([
    withoutPersonalData({
      is: "integrationChanged",
      to: { customApi: "Cleo", waitingMessage: "Dear Cleo", moduleId: "m1" },
    }),
    withoutPersonalData({ is: "created", case: { ...fresh(), customerName: "Cleo" } }),
  ]);
  expect(told).not.toMatch(/Cleo|T-1|smokes/);
  expect(told).toContain("m1");
});
