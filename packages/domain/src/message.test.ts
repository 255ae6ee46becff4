import { describe, expect, it } from "vitest";
import type { Asker, Case, Command } from "./case.ts";
import { actorOf, born, evolve, nextDueAt } from "./case.ts";
import { decide } from "./decide.ts";
import { isToAnswer, isWaiting } from "./queue.ts";

const T0 = 1_800_000_000_000;
const DAY = 24 * 3_600_000;
const expert = (personId: string, role: "expert" | "supervisor" = "expert"): Asker => ({
  kind: "person",
  personId,
  role,
  write: true,
});
const ana = expert("u1");
const customer: Asker = { kind: "customer" };
const house: Asker = { kind: "system" };
const leave = (stays = false): Command => ({
  do: "leaveMessage",
  message: { text: "The till prints nothing", reach: { by: "phone", at: "+49 30 123456" }, callBack: true, stays },
  validityMs: 7 * DAY,
});

function after(current: Case, command: Command, by: Asker, now = T0): Case {
  const outcome = decide(current, command, by, now);
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`);
  return outcome.value.reduce((c, e) => evolve(c, e, actorOf(by), now), current);
}

function waiting(): Case {
  const made = born({
    is: "created",
    case: {
      id: "c1",
      companyId: "co1",
      groupId: "g1",
      moduleId: "m1",
      code: "s123456789",
      createdBy: { kind: "module", moduleId: "m1" },
      createdAt: T0,
      validUntil: T0 + DAY,
      validityMs: DAY,
      assigneeId: null,
      customerName: "",
      customerEmail: "",
      description: "",
      priority: "normal",
      tags: [],
    },
  });
  return after(made, { do: "connect", connection: "n.1" }, customer);
}

describe("a message instead of waiting", () => {
  it("[H3] whoever leaves one waits no longer, and the case stays open for as long as it was told", () => {
    const left = after(waiting(), leave(), customer, T0 + 1000);
    expect(isWaiting(left)).toBe(false);
    expect(isToAnswer(left, left.life.state)).toBe(true);
    expect(left).toMatchObject({ waitingSince: null, validUntil: T0 + 1000 + 7 * DAY, life: { state: "pending" } });
    expect(left.message).toEqual({
      text: "The till prints nothing",
      reach: { by: "phone", at: "+49 30 123456" },
      callBack: true,
      at: T0 + 1000,
    });
    expect(nextDueAt(left)).toBe(T0 + 1000 + 7 * DAY);
  });

  it("[H3] coming back to the page is not waiting; only saying so is", () => {
    const gone = after(after(waiting(), leave(), customer), { do: "leave", connection: "n.1" }, customer, T0 + 1000);
    const back = after(gone, { do: "connect", connection: "n.2" }, customer, T0 + 2000);
    expect([isToAnswer(back, back.life.state), isWaiting(back)]).toEqual([true, false]);
    const again = after(back, { do: "takeMessageBack" }, customer, T0 + 3000);
    expect([isToAnswer(again, again.life.state), isWaiting(again), again.waitingSince]).toEqual([
      false,
      true,
      T0 + 3000,
    ]);
  });

  it("[H3] who waits on beside it keeps their place until they leave; then the message stands for them", () => {
    const both = after(waiting(), leave(true), customer, T0 + 1000);
    expect([isToAnswer(both, both.life.state), isWaiting(both), both.waitingSince]).toEqual([false, true, T0]);
    const dropped = after(both, { do: "drop", party: "customer", connection: "n.1" }, house, T0 + 2000);
    expect(isWaiting(dropped)).toBe(true);
    const gone = after(dropped, { do: "sweep" }, house, T0 + 40_000);
    expect([isToAnswer(gone, gone.life.state), isWaiting(gone)]).toEqual([true, false]);
  });

  it("[H3] meeting an expert answers it", () => {
    const met = after(after(waiting(), leave(), customer), { do: "connect", connection: "n.9" }, ana, T0 + 5000);
    expect(met).toMatchObject({ message: null, life: { state: "inProgress" } });
    expect(isToAnswer(met, met.life.state)).toBe(false);
  });

  it("[H3] whoever answers has the case and closes it, and says how; nobody answers a colleague's", () => {
    const left = after(waiting(), leave(), customer);
    const answer: Command = { do: "answerMessage", way: "phone", note: "New paper, works again", outcome: "solved" };
    const outcome = decide(left, answer, ana, T0);
    expect(outcome.ok && outcome.value).toEqual([
      { is: "assigned", to: "u1", from: null },
      { is: "messageAnswered", way: "phone", note: "New paper, works again" },
      { is: "closed", outcome: "solved" },
    ]);
    const closed = after(left, answer, ana);
    expect(closed).toMatchObject({ message: null, assigneeId: "u1", life: { state: "closed", outcome: "solved" } });
    const bens = after(left, { do: "assign", to: "u2", expected: null }, expert("u2"));
    expect(decide(bens, answer, ana, T0)).toMatchObject({ ok: false, refusal: { reason: "alreadyTaken", byId: "u2" } });
    expect(after(bens, answer, expert("u3", "supervisor")).life.state).toBe("closed");
    expect(decide(closed, answer, ana, T0)).toMatchObject({ ok: false, refusal: { reason: "notOpen" } });
    expect(decide(waiting(), answer, ana, T0)).toMatchObject({ ok: false, refusal: { reason: "changedMeanwhile" } });
  });

  it("[H3] only the customer leaves one, and not to somebody who is there", () => {
    expect(decide(waiting(), leave(), ana, T0)).toMatchObject({ ok: false, refusal: { reason: "notAllowed" } });
    const met = after(waiting(), { do: "connect", connection: "n.9" }, ana);
    expect(decide(met, leave(), customer, T0)).toMatchObject({ ok: false, refusal: { reason: "inSession" } });
  });

  it("[H3] a case that expired unanswered and is opened again by its customer is one who waits", () => {
    const expired = after(after(waiting(), leave(), customer), { do: "sweep" }, house, T0 + 8 * DAY);
    expect(expired.life.state).toBe("expired");
    expect(isToAnswer(expired, expired.life.state)).toBe(false);
    const again = after(expired, { do: "reopen" }, customer, T0 + 9 * DAY);
    expect(again.message).toBeNull();
  });

  it("[H1] how long somebody waited until they met an expert is kept, also when they meet again", () => {
    const met = after(waiting(), { do: "connect", connection: "n.9" }, ana, T0 + 90_000);
    expect(met.pickUp).toEqual({ at: T0 + 90_000, waitedMs: 90_000 });
    const gone = after(met, { do: "leave", connection: "n.9" }, ana, T0 + 100_000);
    expect(after(gone, { do: "connect", connection: "n.8" }, ana, T0 + 130_000).pickUp?.waitedMs).toBe(30_000);
  });
});
