import { afterAll, beforeAll, expect, it } from "vitest";
import type { GroupRecord } from "@beckon/protocol/calls.ts";
import type { ModuleRecord } from "@beckon/protocol/modules.ts";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";

let house: TestHttp;
let acme: Awaited<ReturnType<TestHttp["company"]>>;
let ben: { id: string; cookie: string };
let eva: { id: string; cookie: string };
beforeAll(async () => {
  house = await startTestHttp();
  acme = await house.company("Acme");
  ben = await house.person(acme.administrator.companyId, "expert");
  eva = await house.person(acme.administrator.companyId, "supervisor");
});
afterAll(() => house.close());

const ask = (cookie: string, method: string, path: string, body?: unknown) =>
  house.ask(method, path, { cookie, ...(body === undefined ? {} : { body }) });
const share = (cookie: string, groupId: string, personId: string, access: string | null) =>
  ask(cookie, "PUT", `/api/console/groups/${groupId}/members`, { personId, access });
async function create(cookie: string, name: string): Promise<GroupRecord> {
  return (await ask(cookie, "POST", "/api/console/groups", { name })).body as GroupRecord;
}
async function seen(cookie: string): Promise<Record<string, string>> {
  const { groups } = (await ask(cookie, "GET", "/api/console/groups")).body as { groups: GroupRecord[] };
  return Object.fromEntries(groups.map((group) => [group.name, group.access]));
}
const settings = {
  name: "Printers",
  assigneeId: null,
  title: "Printers",
  welcome: "",
  waiting: "",
  disclaimer: "",
  accent: "#AABBCC",
  fields: { name: "required", email: "optional", description: "hidden" },
  validityMs: 3_600_000,
  survey: true,
  sos: { on: true, label: "" },
};

it("[P4] a group is seen by its owner, those it is shared with, and administrators; and managed by owner and administrators", async () => {
  const group = await create(ben.cookie, "Ben's");
  expect(await seen(eva.cookie)).toEqual({});
  expect((await share(eva.cookie, group.id, eva.id, "read")).status).toBe(404);
  expect((await share(ben.cookie, group.id, eva.id, "read")).body).toMatchObject({
    members: [{ personId: eva.id, access: "read" }],
  });
  expect(await seen(eva.cookie)).toEqual({ "Ben's": "read" });
  expect((await share(eva.cookie, group.id, eva.id, "write")).status).toBe(403);
  expect(await seen(acme.cookie)).toEqual({ "Ben's": "write", Support: "write" });
  expect((await share(acme.cookie, group.id, eva.id, null)).body).toMatchObject({ members: [] });
  expect(await seen(eva.cookie)).toEqual({});
  expect(house.news.at(-1)).toEqual({ about: "directory", companyId: acme.administrator.companyId });
});

it("[P4] handing a group over leaves its former owner with write access", async () => {
  const group = await create(ben.cookie, "Handed");
  const handed = await ask(ben.cookie, "PATCH", `/api/console/groups/${group.id}`, { ownerId: eva.id });
  expect(handed.body).toMatchObject({
    ownerId: eva.id,
    access: "write",
    members: [{ personId: ben.id, access: "write" }],
  });
  const shared = await share(eva.cookie, group.id, eva.id, "read");
  expect(shared.body).toEqual({ refusal: { reason: "invalid", field: "personId", problem: "notAccepted" } });
});

it("[P4] limits on waiting keep their order, and a group in use is not deleted", async () => {
  const group = await create(acme.cookie, "Used");
  const path = `/api/console/groups/${group.id}`;
  const limits = await ask(acme.cookie, "PATCH", path, { warnMs: 90_000, alarmMs: 30_000 });
  expect(limits.body).toEqual({ refusal: { reason: "invalid", field: "alarmMs", problem: "tooShort" } });
  const body = { ...settings, slug: "used", groupId: group.id };
  const made = (await ask(acme.cookie, "POST", "/api/console/modules", body)).body as ModuleRecord;
  expect((await ask(acme.cookie, "DELETE", path)).body).toEqual({ refusal: { reason: "inUse" } });
  await ask(acme.cookie, "DELETE", `/api/console/modules/${made.id}`);
  expect((await ask(acme.cookie, "DELETE", path)).status).toBe(200);
  expect(await seen(acme.cookie)).not.toHaveProperty("Used");
});

it("[P6] [M3] a module is made, changed, suspended and deleted; its address belongs to it alone", async () => {
  const body = { ...settings, slug: "printers", groupId: acme.groupId };
  const made = (await ask(acme.cookie, "POST", "/api/console/modules", body)).body as ModuleRecord;
  expect(made).toMatchObject({ ...settings, accent: "#aabbcc", slug: "printers", suspended: false });
  expect(made.url).toBe("https://help.example.com/m/printers");
  const other = await house.company("Other");
  const clash = await ask(other.cookie, "POST", "/api/console/modules", { ...body, groupId: other.groupId });
  expect(clash.body).toEqual({ refusal: { reason: "invalid", field: "slug", problem: "taken" } });

  const path = `/api/console/modules/${made.id}`;
  const publishing = { settings: { ...body, title: "Paper" }, revision: made.revision };
  expect((await ask(acme.cookie, "POST", `${path}/versions`, publishing)).status).toBe(200);
  const changed = await ask(acme.cookie, "PATCH", path, { suspended: true });
  expect(changed.body).toMatchObject({ title: "Paper", name: "Printers", suspended: true });
  const page = await house.ask("GET", "/api/customer/modules/printers");
  expect(page).toMatchObject({ status: 200, body: { suspended: true, branding: { title: "Paper" } } });
  await ask(acme.cookie, "DELETE", path);
  expect((await house.ask("GET", "/api/customer/modules/printers")).status).toBe(404);
});

it("[P6] a supervisor manages the modules of groups they may write to, and no others", async () => {
  const group = await create(acme.cookie, "Supervised");
  const body = { ...settings, slug: "supervised", groupId: group.id };
  const unknown = { refusal: { reason: "invalid", field: "groupId", problem: "unknown" } };
  expect((await ask(eva.cookie, "POST", "/api/console/modules", body)).body).toEqual(unknown);
  await share(acme.cookie, group.id, eva.id, "read");
  expect((await ask(eva.cookie, "POST", "/api/console/modules", body)).status).toBe(403);
  await share(acme.cookie, group.id, eva.id, "write");
  const made = (await ask(eva.cookie, "POST", "/api/console/modules", body)).body as ModuleRecord;
  await share(acme.cookie, group.id, eva.id, null);
  expect((await ask(eva.cookie, "PATCH", `/api/console/modules/${made.id}`, { suspended: true })).status).toBe(404);
});

it("[P5] whoever can no longer see a group is no longer its modules' default assignee", async () => {
  const group = await create(acme.cookie, "Assigned");
  const body = { ...settings, slug: "assigned", groupId: group.id, assigneeId: ben.id };
  const blind = await ask(acme.cookie, "POST", "/api/console/modules", body);
  expect(blind.body).toEqual({ refusal: { reason: "assigneeCannotSee" } });
  await share(acme.cookie, group.id, ben.id, "read");
  const made = (await ask(acme.cookie, "POST", "/api/console/modules", body)).body as ModuleRecord;
  expect(made.assigneeId).toBe(ben.id);
  await share(acme.cookie, group.id, ben.id, null);
  const { modules } = (await ask(acme.cookie, "GET", "/api/console/modules")).body as { modules: ModuleRecord[] };
  expect(modules.find((module) => module.id === made.id)?.assigneeId).toBeNull();
});
