import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { AuditEntry } from "@beckon/protocol/calls.ts";
import {
  moduleSettings,
  type ModuleRecord,
  type ModuleSettings,
  type ModuleVersion,
} from "@beckon/protocol/modules.ts";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";

let house: TestHttp;
let acme: Awaited<ReturnType<TestHttp["company"]>>;
let eva: { id: string; cookie: string };
let made: ModuleRecord;
let count = 0;
beforeAll(async () => {
  house = await startTestHttp();
  acme = await house.company("Acme");
  eva = await house.person(acme.administrator.companyId, "supervisor");
  const share = { personId: eva.id, access: "write" };
  await house.ask("PUT", `/api/console/groups/${acme.groupId}/members`, { cookie: acme.cookie, body: share });
});
afterAll(() => house.close());

const ask = (method: string, path: string, body?: unknown, cookie = acme.cookie) =>
  house.ask(method, `/api/console/modules${path}`, { cookie, ...(body === undefined ? {} : { body }) });
const record = async (answered: Promise<{ body: unknown }>) => (await answered).body as ModuleRecord;
const seenByCustomers = async (slug: string) => (await house.ask("GET", `/api/customer/modules/${slug}`)).body;
const settingsOf = (module: ModuleRecord): ModuleSettings => moduleSettings.parse(module);
const versions = async () =>
  ((await ask("GET", `/${made.id}/versions`)).body as { versions: ModuleVersion[] }).versions;

beforeEach(async () => {
  count += 1;
  const body = { name: "Printers", slug: `printers-${count}`, groupId: acme.groupId, assigneeId: null, title: "Paper" };
  made = await record(ask("POST", "", body));
});

it("[M10] [M1] a module starts as its first version, with a default for what was not said", async () => {
  expect(made).toMatchObject({ version: 1, draft: null, survey: true, language: "en", translations: {} });
  expect(await versions()).toMatchObject([
    { number: 1, byId: acme.administrator.personId, settings: { title: "Paper" } },
  ]);
});

it("[M10] a draft is kept and changes nothing that is live until it is published", async () => {
  const settings = { ...settingsOf(made), title: "Ink", translations: { de: { title: "Tinte" } } };
  const drafted = await record(ask("PUT", `/${made.id}/draft`, { settings, revision: made.revision }));
  expect(drafted).toMatchObject({ title: "Paper", version: 1, draft: { settings: { title: "Ink" } } });
  expect(await seenByCustomers(made.slug)).toMatchObject({ branding: { title: "Paper" } });
  const published = await record(ask("POST", `/${made.id}/versions`, { settings, revision: drafted.revision }));
  expect(published).toMatchObject({ title: "Ink", version: 2, draft: null });
  const page = { branding: { title: "Ink", translations: { de: { title: "Tinte", welcome: "" } } } };
  expect(await seenByCustomers(made.slug)).toMatchObject(page);
  expect((await versions()).map(({ number, settings: { title } }) => [number, title])).toEqual([
    [2, "Ink"],
    [1, "Paper"],
  ]);
});

it("[M10] a draft can be discarded", async () => {
  const settings = { ...settingsOf(made), title: "Ink" };
  const { revision } = await record(ask("PUT", `/${made.id}/draft`, { settings, revision: made.revision }));
  const after = await record(ask("DELETE", `/${made.id}/draft`, { revision }));
  expect(after).toMatchObject({ title: "Paper", version: 1, draft: null });
});

it("[M10] an earlier version is brought back as a new one, at today's address", async () => {
  const moved = { ...settingsOf(made), title: "Ink", slug: `ink-${count}` };
  const { revision } = await record(ask("POST", `/${made.id}/versions`, { settings: moved, revision: made.revision }));
  const back = await record(ask("POST", `/${made.id}/versions/1/bring-back`, { revision }));
  expect(back).toMatchObject({ title: "Paper", version: 3, slug: `ink-${count}` });
  expect(await seenByCustomers(`ink-${count}`)).toMatchObject({ branding: { title: "Paper" } });
  expect((await versions()).map(({ number }) => number)).toEqual([3, 2, 1]);
  expect((await ask("POST", `/${made.id}/versions/9/bring-back`, { revision: back.revision })).status).toBe(404);
});

it("[M10] bringing back a version keeps today's group where the earlier one is gone, and its assignee is nobody", async () => {
  const group = await record(house.ask("POST", "/api/console/groups", { cookie: acme.cookie, body: { name: "Gone" } }));
  const first = { ...settingsOf(made), groupId: group.id, assigneeId: acme.administrator.personId };
  const there = await record(ask("POST", `/${made.id}/versions`, { settings: first, revision: made.revision }));
  const away = { ...first, groupId: acme.groupId, assigneeId: null };
  const { revision } = await record(ask("POST", `/${made.id}/versions`, { settings: away, revision: there.revision }));
  await house.ask("DELETE", `/api/console/groups/${group.id}`, { cookie: acme.cookie });
  const back = await record(ask("POST", `/${made.id}/versions/2/bring-back`, { revision }, eva.cookie));
  expect(back).toMatchObject({ groupId: acme.groupId, version: 4 });
});

it("[C11] of two people who change a module at once, the second is told who was first, and nothing is overwritten", async () => {
  const mine = { ...settingsOf(made), title: "Mine" };
  const hers = { ...settingsOf(made), title: "Hers" };
  await ask("PUT", `/${made.id}/draft`, { settings: hers, revision: made.revision }, eva.cookie);
  const refusal = { reason: "changedMeanwhile", byId: eva.id, at: house.now };
  for (const [method, path] of [
    ["PUT", "draft"],
    ["POST", "versions"],
    ["POST", "versions/1/bring-back"],
    ["DELETE", "draft"],
  ] as const)
    expect((await ask(method, `/${made.id}/${path}`, { settings: mine, revision: made.revision })).body).toEqual({
      refusal,
    });
  const { modules } = (await ask("GET", "")).body as { modules: ModuleRecord[] };
  expect(modules.find(({ id }) => id === made.id)).toMatchObject({ title: "Paper", draft: { settings: hers } });
  const publishing = [mine, hers].map((settings) =>
    ask("POST", `/${made.id}/versions`, { settings, revision: made.revision + 1 }),
  );
  const answers = await Promise.all(publishing);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
});

it("[M10] a copy has a name and a free address of its own, and is live with its own first version", async () => {
  const copy = await record(ask("POST", `/${made.id}/duplicate`, { name: "Printers" }));
  expect(copy).toMatchObject({ ...settingsOf(made), slug: expect.not.stringMatching(made.slug) as string, version: 1 });
  expect(await seenByCustomers(copy.slug)).toMatchObject({ branding: { title: "Paper" } });
});

it("[P7] each change of a module leaves an audit entry", async () => {
  const settings = settingsOf(made);
  let { revision } = await record(ask("PUT", `/${made.id}/draft`, { settings, revision: made.revision }));
  ({ revision } = await record(ask("DELETE", `/${made.id}/draft`, { revision })));
  ({ revision } = await record(ask("POST", `/${made.id}/versions`, { settings, revision })));
  ({ revision } = await record(ask("POST", `/${made.id}/versions/1/bring-back`, { revision })));
  await ask("PATCH", `/${made.id}`, { suspended: true });
  await ask("PATCH", `/${made.id}`, { suspended: false });
  await ask("DELETE", `/${made.id}`);
  const log = await house.ask("GET", "/api/console/audit", { cookie: acme.cookie });
  const { entries } = log.body as { entries: AuditEntry[] };
  const acts = entries.filter(({ subject }) => subject === made.id).map(({ act }) => act.replace("module/", ""));
  expect(acts.toReversed()).toEqual([
    "created",
    "drafted",
    "draftDiscarded",
    "published",
    "published",
    "suspended",
    "resumed",
    "deleted",
  ]);
});
