import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planNotices, type Calling, type NoticeEntry, type NoticeStep, type Reachable } from "./notice-plan.ts";
import { DEFAULT_NOTICES, noticeAbout, repeatsAt, wishesToKnow, type NoticeWay } from "./notice.ts";

const SECOND = 1_000;
const MINUTE = 60_000;
const everyWay = new Set<NoticeWay>(["push", "email"]);
const aCase: Calling = { id: "c", groupId: "g", assigneeId: null, assignedById: null };
const aPerson: Reachable = {
  id: "p",
  choices: { ...DEFAULT_NOTICES, email: true },
  online: false,
  groups: new Set(["g"]),
  ways: everyWay,
};

describe("whom a waiting case calls", () => {
  it("[N1] everybody while nobody has it, then the one it was given to, and nobody who took it themselves", () => {
    expect(noticeAbout({ assigneeId: null }, "p")).toBe("untaken");
    expect(noticeAbout({ assigneeId: "p", assignedById: "boss" }, "p")).toBe("mine");
    expect(noticeAbout({ assigneeId: "p", assignedById: null }, "p")).toBe("mine");
    expect(noticeAbout({ assigneeId: "p", assignedById: "p" }, "p")).toBeNull();
    expect(noticeAbout({ assigneeId: "other" }, "p")).toBeNull();
  });

  it("[N2] only those who wish to know of such cases, in such groups", () => {
    expect(wishesToKnow(DEFAULT_NOTICES, "mine", "g")).toBe(true);
    expect(wishesToKnow({ ...DEFAULT_NOTICES, mine: false }, "mine", "g")).toBe(false);
    expect(wishesToKnow({ ...DEFAULT_NOTICES, groups: [] }, "untaken", "g")).toBe(false);
  });
});

it("[N1] each pause is twice the one before, within a minute (five for mail) and half an hour", () => {
  const pauses = (way: NoticeWay) => [1, 2, 3, 4, 9, 99].map((told) => repeatsAt(way, told, 0, DEFAULT_NOTICES));
  expect(pauses("push").map((ms) => Number(ms) / MINUTE)).toEqual([1, 2, 4, 8, 30, 30]);
  expect(pauses("email").map((ms) => Number(ms) / MINUTE)).toEqual([5, 10, 20, 30, 30, 30]);
  expect(repeatsAt("push", 1, 0, { ...DEFAULT_NOTICES, repeatMs: 0 })).toBeNull();
});

describe("a plan of notices", () => {
  it("[N1] a push waits three seconds and a letter fifteen, in case a console is only being reloaded", () => {
    const steps = planNotices([aCase], [aPerson], [], 0);
    expect(steps.map(({ do: what, entry }) => [what, entry.way, entry.nextAt])).toEqual([
      ["remember", "push", 3 * SECOND],
      ["remember", "email", 15 * SECOND],
    ]);
  });

  it("[N1] what somebody is telling just now is left to them", () => {
    const entry: NoticeEntry = { personId: "p", caseId: "c", way: "push", told: 0, nextAt: 0, leasedUntil: 100 };
    expect(planNotices([], [aPerson], [entry], 99)).toEqual([]);
    expect(planNotices([], [aPerson], [entry], 100)).toEqual([{ entry, do: "withdraw" }]);
  });

  it("[N1][N2] whatever happens: nobody is told while online, of a case that calls them no more, sooner than agreed, or while switched off; all that was shown is withdrawn", () => {
    const moment = fc.record({
      passes: fc.integer({ min: 0, max: 3 * MINUTE }),
      waiting: fc.boolean(),
      assigneeId: fc.constantFrom(null, null, "p", "other"),
      online: fc.boolean(),
      push: fc.boolean(),
      email: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 60 }), (moments) => {
        let now = 0;
        let entries: NoticeEntry[] = [];
        const shown = new Set<string>();
        const toldAt = new Map<NoticeWay, number>();
        for (const { passes, waiting, assigneeId, online, push, email } of moments) {
          now += passes;
          const choices = { ...DEFAULT_NOTICES, push, email };
          const calling = waiting ? [{ ...aCase, assigneeId }] : [];
          const steps = planNotices(calling, [{ ...aPerson, online, choices }], entries, now);
          for (const { do: what, entry } of steps.filter((step) => step.do === "tell")) {
            expect([what, online, waiting, assigneeId === "other", choices[entry.way]]).toEqual([
              "tell",
              false,
              true,
              false,
              true,
            ]);
            const before = toldAt.get(entry.way);
            if (before !== undefined && entry.told > 0) expect(now - before).toBeGreaterThanOrEqual(MINUTE);
            toldAt.set(entry.way, now);
            if (entry.way === "push") shown.add(entry.caseId);
          }
          for (const step of steps) if (step.do === "withdraw") shown.delete(step.entry.caseId);
          entries = carriedOut(steps, entries, now);
          // Nothing is on a screen that nobody remembers.
          for (const caseId of shown) expect(entries.some((entry) => entry.caseId === caseId)).toBe(true);
        }
        expect(planNotices([], [], entries, now).every((step) => step.do === "withdraw" || step.do === "forget")).toBe(
          true,
        );
      }),
    );
  });
});

function carriedOut(steps: readonly NoticeStep[], before: readonly NoticeEntry[], now: number): NoticeEntry[] {
  const after = new Map(before.map((entry) => [entry.way, entry]));
  for (const step of steps) {
    const { entry } = step;
    if (step.do === "remember") after.set(entry.way, entry);
    else if (step.do === "postpone") after.set(entry.way, { ...entry, nextAt: step.to });
    else if (step.do === "tell") {
      const told = entry.told + 1;
      after.set(entry.way, { ...entry, told, nextAt: repeatsAt(entry.way, told, now, DEFAULT_NOTICES) });
    } else after.delete(entry.way);
  }
  return [...after.values()];
}
