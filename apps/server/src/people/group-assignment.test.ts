import { afterAll, beforeAll, expect, it } from "vitest";
import type { GroupAssignment } from "@beckon/protocol/assignment.ts";
import type { GroupRecord } from "@beckon/protocol/calls.ts";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";

let house: TestHttp;
let acme: Awaited<ReturnType<TestHttp["company"]>>;
let ben: { id: string; cookie: string };
beforeAll(async () => {
  house = await startTestHttp();
  acme = await house.company("Acme");
  ben = await house.person(acme.administrator.companyId, "expert");
});
afterAll(() => house.close());

const WORKDAYS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: 540, to: 1020 }));
const settings = (change: Partial<GroupAssignment> = {}): GroupAssignment => ({
  policy: { kind: "roundRobin", acceptMs: 20_000 },
  hours: { timeZone: "Europe/Berlin", weekly: WORKDAYS, holidays: ["2026-12-25"] },
  fallbackGroupId: null,
  escalateMs: 300_000,
  ...change,
});
const set = (cookie: string, groupId: string, body: object) =>
  house.ask("PUT", `/api/console/groups/${groupId}/assignment`, { cookie, body });
async function create(cookie: string, name: string): Promise<GroupRecord> {
  return (await house.ask("POST", "/api/console/groups", { cookie, body: { name } })).body as GroupRecord;
}

it("[A3][A12] a group says how its cases are handed out; nothing is handed out until it does", async () => {
  const group = await create(acme.cookie, "Printers");
  expect(group.assignment).toEqual({
    policy: { kind: "offerToAll", acceptMs: 30_000 },
    hours: null,
    fallbackGroupId: null,
    escalateMs: 600_000,
  });
  const changed = await set(acme.cookie, group.id, settings());
  expect(changed.body).toMatchObject({ id: group.id, assignment: settings() });
  const audit = await house.ask("GET", "/api/console/audit?act=group/assignmentChanged", { cookie: acme.cookie });
  expect(audit.body).toMatchObject({
    entries: [{ subject: group.id, details: { policy: "roundRobin", acceptMs: 20_000, escalateMs: 300_000 } }],
  });
  expect((await set(acme.cookie, group.id, settings({ hours: null }))).body).toMatchObject({
    assignment: { hours: null },
  });
});

it("[P4] only its owner and administrators say it", async () => {
  const group = await create(acme.cookie, "Phones");
  expect((await set(ben.cookie, group.id, settings())).status).toBe(404);
  const share = { cookie: acme.cookie, body: { personId: ben.id, access: "write" } };
  await house.ask("PUT", `/api/console/groups/${group.id}/members`, share);
  expect((await set(ben.cookie, group.id, settings())).status).toBe(403);
});

it("[A12] a time zone nobody knows, and hours that are never open, are refused with the field they stand in", async () => {
  const group = await create(acme.cookie, "Screens");
  const hours = { timeZone: "Europe/Atlantis", weekly: WORKDAYS, holidays: [] };
  expect((await set(acme.cookie, group.id, settings({ hours }))).body).toEqual({
    refusal: { reason: "invalid", field: "hours.timeZone", problem: "unknown" },
  });
  const never = { timeZone: "UTC", weekly: [], holidays: [] };
  expect((await set(acme.cookie, group.id, settings({ hours: never }))).body).toEqual({
    refusal: { reason: "invalid", field: "hours.weekly", problem: "required" },
  });
  for (const wrong of [
    { weekly: [{ weekday: 8, from: 0, to: 60 }] },
    { weekly: [{ weekday: 1, from: -1, to: 60 }] },
    { holidays: ["2026-02-30"] },
  ])
    expect((await set(acme.cookie, group.id, settings({ hours: { ...never, ...wrong } }))).status).toBe(422);
});

it("[A9] cases never escalate in a circle, and only to a group that whoever says so sees", async () => {
  const [day, evening, night] = [
    await create(acme.cookie, "Day"),
    await create(acme.cookie, "Evening"),
    await create(acme.cookie, "Night"),
  ];
  const to = (group: GroupRecord, fallbackGroupId: string) => set(acme.cookie, group.id, settings({ fallbackGroupId }));
  expect((await to(day, evening.id)).status).toBe(200);
  expect((await to(evening, night.id)).status).toBe(200);
  const circular = { refusal: { reason: "invalid", field: "fallbackGroupId", problem: "circular" } };
  expect((await to(night, day.id)).body).toEqual(circular);
  expect((await to(night, night.id)).body).toEqual(circular);
  const unknown = { refusal: { reason: "invalid", field: "fallbackGroupId", problem: "unknown" } };
  const other = await house.company("Other");
  expect((await to(night, (await create(other.cookie, "Theirs")).id)).body).toEqual(unknown);
  const own = await create(ben.cookie, "Ben's");
  expect((await set(ben.cookie, own.id, settings({ fallbackGroupId: day.id }))).body).toEqual(unknown);
  // A group that is deleted is nobody's fallback any more.
  expect((await house.ask("DELETE", `/api/console/groups/${night.id}`, { cookie: acme.cookie })).status).toBe(200);
  const { groups } = (await house.ask("GET", "/api/console/groups", { cookie: acme.cookie })).body as {
    groups: GroupRecord[];
  };
  expect(groups.find(({ id }) => id === evening.id)?.assignment.fallbackGroupId).toBeNull();
});

it("[A9] of two people who would close a circle from its two ends at once, one is refused", async () => {
  const [left, right] = [await create(acme.cookie, "Left"), await create(acme.cookie, "Right")];
  const both = await Promise.all([
    set(acme.cookie, left.id, settings({ fallbackGroupId: right.id })),
    set(acme.cookie, right.id, settings({ fallbackGroupId: left.id })),
  ]);
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 422]));
});
