import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReportFigures, ReportQuery } from "@beckon/protocol/reports.ts";
import { REPORT_CUTS } from "@beckon/protocol/reports.ts";
import type { PersonScope } from "@beckon/domain/permissions.ts";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";
import { readReport } from "./figures.ts";
import { playCase, type Played } from "./test-play.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Summer time begins in most of Europe in the night to the 29th of March 2026, and ends in Lord Howe Island a week later. */
const FROM = Date.parse("2026-03-20T00:00:00Z");
const SPAN = 20 * DAY;
const ZONES = ["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe"];
/** Each group's target, in milliseconds. */
const TARGETS = [60_000, 300_000];

let house: TestHttp;
let ada: Awaited<ReturnType<TestHttp["company"]>>;
let groups: string[];
let people: string[];
const played: Played[] = [];

beforeAll(async () => {
  house = await startTestHttp();
  ada = await house.company("Acme");
  const { companyId, personId } = ada.administrator;
  const second = {
    company_id: companyId,
    name: "Second",
    owner_id: personId,
    warn_ms: 1,
    alarm_ms: 600_000,
    created_at: 1,
  };
  const made = await house.db.insertInto("groups").values(second).returning("id").executeTakeFirstOrThrow();
  groups = [ada.groupId, made.id];
  for (const [n, id] of groups.entries())
    await house.db
      .updateTable("groups")
      .set({ warn_ms: TARGETS[n] ?? 0 })
      .where("id", "=", id)
      .execute();
  people = [personId, (await house.person(companyId, "expert")).id, (await house.person(companyId, "supervisor")).id];

  const someCase = fc.record({
    group: fc.nat(1),
    byModule: fc.boolean(),
    person: fc.nat(2),
    cameAt: fc.integer({ min: FROM - DAY, max: FROM + SPAN + DAY }),
    waitedMs: fc.option(fc.oneof(fc.constantFrom(59_999, 60_000, 300_000), fc.integer({ min: 0, max: 900_000 })), {
      nil: undefined,
    }),
    handledMs: fc.option(fc.integer({ min: 1, max: 3_600_000 }), { nil: undefined }),
    message: fc.boolean(),
    leaves: fc.boolean(),
    stars: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  });
  for (const one of fc.sample(someCase, { numRuns: 160, seed: 5 })) {
    const { group, byModule, person, waitedMs, handledMs, stars, ...rest } = one;
    const story: Played = {
      ...rest,
      companyId,
      groupId: groups[group] ?? "",
      moduleId: byModule ? ada.moduleId : null,
      personId: people[person] ?? "",
      ...(waitedMs === undefined ? {} : { waitedMs }),
      ...(handledMs === undefined || waitedMs === undefined ? {} : { handledMs }),
      ...(stars === undefined ? {} : { stars }),
    };
    await playCase(house.db, story);
    played.push(story);
  }
}, 120_000);
afterAll(async () => house.close());

/** The same figures, made plainly of what was played. */
function plainly(cases: readonly Played[]): ReportFigures {
  const rank = (values: number[], share: number) => {
    const sorted = values.toSorted((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
  };
  const met = cases.filter((one) => one.waitedMs !== undefined);
  const waits = met.map((one) => one.waitedMs ?? 0);
  const ends = (one: Played) => one.leaves === true || one.stars !== undefined;
  const over = met.filter((one) => one.handledMs !== undefined || ends(one));
  const handles = over.map((one) => one.handledMs ?? 0);
  const stars = cases.flatMap((one) => (one.stars === undefined ? [] : [one.stars]));
  return {
    came: cases.length,
    pickedUp: waits.length,
    withinTarget: met.filter((one) => (one.waitedMs ?? 0) < (TARGETS[groups.indexOf(one.groupId)] ?? 0)).length,
    abandoned: cases.filter((one) => one.waitedMs === undefined && !one.message && ends(one)).length,
    waitMedianMs: rank(waits, 0.5),
    waitP90Ms: rank(waits, 0.9),
    handled: over.length,
    handleMedianMs: rank(handles, 0.5),
    handleP90Ms: rank(handles, 0.9),
    rated: stars.length,
    stars: stars.length === 0 ? null : stars.reduce((a, b) => a + b, 0) / stars.length,
    starCounts: [1, 2, 3, 4, 5].map((n) => stars.filter((one) => one === n).length),
  };
}

function local(at: number, zone: string) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    hour: "2-digit",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  const weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(part("weekday")) + 1;
  return {
    hour: String(Number(part("hour"))),
    weekday: String(weekday),
    day: `${part("year")}-${part("month")}-${part("day")}`,
  };
}

function keyOf(one: Played, by: string, zone: string): string | null {
  if (by === "group") return one.groupId;
  if (by === "module") return one.moduleId ?? null;
  if (by === "person") return one.waitedMs === undefined ? null : one.personId;
  return by === "hour" ? local(one.cameAt, zone).hour : local(one.cameAt, zone).weekday;
}

function grouped<K>(cases: readonly Played[], key: (one: Played) => K): Map<K, ReportFigures> {
  return new Map([...Map.groupBy(cases, key)].map(([name, those]) => [name, plainly(those)]));
}
const rounded = (figures: ReportFigures) => ({
  ...figures,
  stars: figures.stars && Math.round(figures.stars * 1e9) / 1e9,
});
const asked = (about: Partial<ReportQuery>): ReportQuery => ({
  from: FROM,
  to: FROM + SPAN,
  beforeFrom: FROM - SPAN,
  beforeTo: FROM,
  zone: "UTC",
  step: "day",
  by: "group",
  ...about,
});
async function read(about: Partial<ReportQuery>, scope: PersonScope = ada.administrator) {
  const outcome = await readReport(house.db, scope, asked(about));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
}

describe("figures", () => {
  it("[F1][F2] are those of a plain computation, whatever the time, the zone, the cut and the filter", async () => {
    const query = fc.record({
      from: fc.integer({ min: FROM - DAY, max: FROM + SPAN / 2 }),
      length: fc.integer({ min: HOUR, max: SPAN }),
      zone: fc.constantFrom(...ZONES),
      by: fc.constantFrom(...REPORT_CUTS),
      group: fc.option(fc.nat(1), { nil: undefined }),
      person: fc.option(fc.nat(2), { nil: undefined }),
      byModule: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(query, async ({ from, length, zone, by, group, person, byModule }) => {
        const [to, groupId, personId] = [from + length, groups[group ?? -1], people[person ?? -1]];
        const before = { beforeFrom: from - length, beforeTo: from };
        const filters = {
          ...(groupId === undefined ? {} : { groupId }),
          ...(personId === undefined ? {} : { personId }),
          ...(byModule ? { moduleId: ada.moduleId } : {}),
        };
        const passes = (one: Played) =>
          (groupId === undefined || one.groupId === groupId) &&
          (personId === undefined || keyOf(one, "person", zone) === personId) &&
          (!byModule || one.moduleId === ada.moduleId);
        const within = (a: number, b: number) =>
          played.filter((one) => passes(one) && one.cameAt >= a && one.cameAt < b);
        const [now, then] = [within(from, to), within(from - length, from)];
        const report = await read({ from, to, zone, by, ...before, ...filters });
        expect(rounded(report.total)).toEqual(rounded(plainly(now)));
        expect(rounded(report.before)).toEqual(rounded(plainly(then)));
        const cut = new Map(report.cut.map(({ key, ...figures }) => [key, rounded(figures)]));
        const expected = grouped(now, (one) => keyOf(one, by, zone));
        expect(cut).toEqual(new Map([...expected].map(([key, figures]) => [key, rounded(figures)])));
        const days = new Map(report.times.map(({ at, ...figures }) => [local(at, zone).day, rounded(figures)]));
        const plain = grouped(now, (one) => local(one.cameAt, zone).day);
        expect(days).toEqual(new Map([...plain].map(([key, figures]) => [key, rounded(figures)])));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("[F2] a day begins at midnight where one is, also on the days that have 23 and 25 hours", async () => {
    const { times } = await read({ zone: "Europe/Berlin", step: "day" });
    for (const { at } of times)
      expect(new Date(at).toLocaleTimeString("en-GB", { timeZone: "Europe/Berlin" })).toBe("00:00:00");
    const hours = await read({ zone: "Asia/Kathmandu", step: "hour" });
    for (const { at } of hours.times) expect(at % HOUR).toBe(HOUR / 4);
  });

  it("[F2] hold only cases of groups one sees, and nothing of another company", async () => {
    const supervisor: PersonScope = { ...ada.administrator, personId: people[2] ?? "", role: "supervisor" };
    expect((await read({}, supervisor)).total.came).toBe(0);
    const share = {
      company_id: supervisor.companyId,
      group_id: groups[1] ?? "",
      person_id: supervisor.personId,
      access: "read" as const,
    };
    await house.db.insertInto("group_shares").values(share).execute();
    const inTime = played.filter(({ cameAt }) => cameAt >= FROM && cameAt < FROM + SPAN);
    const second = inTime.filter(({ groupId }) => groupId === groups[1]);
    expect((await read({}, supervisor)).total.came).toBe(second.length);
    expect((await read({ groupId: groups[0] ?? "" }, supervisor)).total.came).toBe(0);
    const stranger = await house.company("Other");
    expect((await read({}, stranger.administrator)).total.came).toBe(0);
  });
});

it("[F1] reports are for administrators and supervisors, and make sense only of times and zones that do", async () => {
  const path = (about: Record<string, string | number>) => {
    const said = Object.entries({ ...asked({}), ...about }).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    return `/api/console/report?${new URLSearchParams(said).toString()}`;
  };
  const expert = await house.person(ada.administrator.companyId, "expert");
  expect((await house.ask("GET", path({}), { cookie: expert.cookie })).status).toBe(403);
  const { cookie } = ada;
  expect((await house.ask("GET", path({}), { cookie })).status).toBe(200);
  expect((await house.ask("GET", path({ zone: "Europe/Nowhere" }), { cookie })).status).toBe(422);
  expect((await house.ask("GET", path({ to: FROM }), { cookie })).status).toBe(422);
  expect((await house.ask("GET", path({ step: "hour", to: FROM + 400 * DAY }), { cookie })).status).toBe(422);
  expect((await house.ask("GET", path({ by: "moon" }), { cookie })).status).toBe(422);
});
