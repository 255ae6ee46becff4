import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planNotices, type NoticeEntry, type NoticeStep, type Reachable } from "./notice-plan.ts";
import { DEFAULT_NOTICES, isNoticeTime, noticeAbout, repeatsAt, type NoticeChoices, type NoticeWay } from "./notice.ts";

const SECOND = 1_000;
const MINUTE = 60_000;
const everyWay = new Set<NoticeWay>(["push", "email"]);
const aCase = { id: "c", groupId: "g", assigneeId: null, assignedById: null, escalatedAt: null };
const aPerson: Reachable = {
  id: "p",
  choices: { ...DEFAULT_NOTICES, email: true },
  supervises: false,
  standing: "online",
  online: false,
  groups: new Set(["g"]),
  ways: everyWay,
};

describe("whom a waiting case calls", () => {
  const about = (one: Partial<typeof aCase> | object, choices: Partial<NoticeChoices> = {}, supervises = false) =>
    noticeAbout({ ...aCase, ...one }, { id: "p", supervises, choices: { ...DEFAULT_NOTICES, ...choices } });

  it("[N1] everybody while nobody has it, then the one it was given to, and nobody who took it themselves", () => {
    expect(about({})).toBe("untaken");
    expect(about({ assigneeId: "p", assignedById: "boss" })).toBe("mine");
    expect(about({ assigneeId: "p", assignedById: null })).toBe("mine");
    expect(about({ assigneeId: "p", assignedById: "p" })).toBeNull();
    expect(about({ assigneeId: "other" })).toBeNull();
  });

  it("[Q4] only the one it is offered to, while an offer stands", () => {
    expect(about({ offer: { to: "p" } })).toBe("untaken");
    expect(about({ offer: { to: "other" } })).toBeNull();
    expect(about({ offer: null })).toBe("untaken");
  });

  it("[N2] only those who wish to know of such cases, in such groups", () => {
    expect(about({ assigneeId: "p" }, { mine: false })).toBeNull();
    expect(about({}, { untaken: false })).toBeNull();
    expect(about({}, { groups: [] })).toBeNull();
    expect(about({}, { groups: ["g"] })).toBe("untaken");
  });

  it("[A9][N2] supervisors, of what nobody came to in time, also where they wish to know of nothing else", () => {
    const escalated = { escalatedAt: 5 };
    expect(about(escalated, { untaken: false }, true)).toBe("escalated");
    expect(about(escalated, { escalated: false }, true)).toBe("untaken");
    expect(about(escalated)).toBe("untaken");
    expect(about({}, { untaken: false }, true)).toBeNull();
    expect(about({ ...escalated, assigneeId: "other" }, {}, true)).toBeNull();
  });
});

it("[N2] at all times, while neither away nor busy, or at hours of one's own", () => {
  const at = (times: NoticeChoices["times"], iso: string, standing: "online" | "away" | "busy" = "online") =>
    isNoticeTime({ ...DEFAULT_NOTICES, times }, standing, Date.parse(iso));
  const weekly = [{ weekday: 1, from: 540, to: 1020 }];
  const hours = { is: "hours", hours: { timeZone: "Europe/Madrid", weekly, holidays: [] } } as const;
  expect(at({ is: "always" }, "2026-11-29T03:00Z", "busy")).toBe(true);
  expect(at({ is: "available" }, "2026-11-29T03:00Z")).toBe(true);
  expect(at({ is: "available" }, "2026-11-29T03:00Z", "away")).toBe(false);
  expect(at({ is: "available" }, "2026-11-29T03:00Z", "busy")).toBe(false);
  expect(at(hours, "2026-11-30T08:00Z", "busy")).toBe(true);
  expect(at(hours, "2026-11-30T07:59Z")).toBe(false);
  expect(at(hours, "2026-11-29T09:00Z")).toBe(false);
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
