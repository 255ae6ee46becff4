import { afterAll, beforeAll, expect, it } from "vitest";
import { openApiCaller, type ApiCall } from "../../testing/open-api-caller.ts";
import type { Anything } from "../../testing/wire.ts";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";
import { writeAudit } from "../people/audit.ts";

let house: TestHttp;
let api: ApiCall;
let acme: Awaited<ReturnType<TestHttp["company"]>>;
let token: string;
beforeAll(async () => {
  house = await startTestHttp();
  acme = await house.company("Acme");
  api = await openApiCaller(house.app);
  token = await house.token(acme.administrator.companyId);
});
afterAll(() => house.close());

const read = (body: object, by = token) => api(by, "POST", "/EventLogging", body);
const since = (at: number) => new Date(at).toISOString();
/** Reads a span to its end, a page at a time; `between` happens after each page. */
async function readAll(asked: object, between: () => Promise<unknown> = async () => undefined): Promise<Anything[]> {
  const all: Anything[] = [];
  let more: object = {};
  for (;;) {
    const { status, body } = await read({ ...asked, ...more });
    expect(status).toBe(200);
    all.push(...body.AuditEvents);
    if (body.ContinuationToken === undefined) return all;
    more = { ContinuationToken: body.ContinuationToken };
    await between();
  }
}

it("[W16] the log is read with what happened, when, by whom, to what, and through which integration", async () => {
  const made = await api(token, "POST", "/groups", { name: "Shops" });
  const ben = await house.person(acme.administrator.companyId, "expert");
  await api(token, "POST", `/groups/${made.body.id}/share_group`, {
    users: [{ userid: ben.id, permissions: "readwrite" }],
  });
  await api(token, "PUT", `/users/${ben.id}`, { role: "supervisor" });
  const { body } = await api(token, "POST", "/eventlogging", {
    EventNames: ["groupadded", "GroupShared", "EditUserProperties", "PolicyAdded"],
  });
  const common = {
    Author: "Acme Admin",
    AuthorId: acme.administrator.personId,
    EventId: expect.stringMatching(/^\d+$/),
  };
  const through = { PropertyName: "integration", NewValue: "Test" };
  const name = (await api(token, "GET", `/users/${ben.id}`)).body.name;
  expect(body.ContinuationToken).toBeUndefined();
  expect(body.AuditEvents.slice(0, 3)).toMatchObject([
    {
      ...common,
      EventName: "EditUserProperties",
      EventType: "UserProfile",
      AffectedItem: name,
      EventDetails: [{ PropertyName: "role", NewValue: "supervisor", OldValue: "expert" }, through],
    },
    {
      ...common,
      EventName: "GroupShared",
      EventType: "GroupManagement",
      Timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      AffectedItem: "Shops",
      AffectedItemId: made.body.id,
      EventDetails: [
        { PropertyName: "access", NewValue: "write" },
        { PropertyName: "personId", NewValue: ben.id },
        through,
      ],
    },
    { ...common, EventName: "GroupAdded", AffectedItem: "Shops" },
  ]);
});

it("[W16] it is narrowed by type, by who did it, by what it was done to, and by time", async () => {
  const ben = await house.person(acme.administrator.companyId, "expert");
  const names = async (asked: object) => (await readAll(asked)).map(({ EventName }) => EventName);
  const byBen = { AccountEmails: [ben.email.toUpperCase(), "nobody@example.com"] };
  expect(await names(byBen)).toEqual(["UserSignedIn"]);
  expect(await names({ ...byBen, EventTypes: ["GroupManagement"] })).toEqual([]);
  expect(await names({ ...byBen, EventTypes: ["userprofile", "Session"], EventNames: [] })).toEqual(["UserSignedIn"]);
  expect(await names({ AffectedItem: ben.id, EventTypes: ["CompanyAdministration"] })).toEqual(["UserCreated"]);
  // From one instant on, and before the next: spans that follow each other share nothing.
  house.now += 60_000;
  const start = since(house.now);
  await api(token, "POST", "/groups", { name: "Later" });
  house.now += 60_000;
  const end = since(house.now);
  await api(token, "POST", "/groups", { name: "Latest" });
  const items = async (asked: object) => (await readAll(asked)).map(({ AffectedItem }) => AffectedItem);
  expect(await items({ StartDate: start, EndDate: end })).toEqual(["Later"]);
  expect(await items({ StartDate: end })).toEqual(["Latest"]);
});

it("[W16] pages miss and double nothing while entries are added", async () => {
  const { administrator } = await house.company("Busy");
  const theirs = await house.token(administrator.companyId);
  const actor = { kind: "house", companyId: administrator.companyId } as const;
  const add = (count: number, from: number) =>
    house.db.transaction().execute(async (trx) => {
      for (let n = from; n < from + count; n += 1)
        await writeAudit(trx, actor, { act: "company/changed", subject: `n${n}` }, house.now - (n % 3));
    });
  await add(2_300, 0);
  const asked = { EventNames: ["CompanyUpdated"] };
  const seen: string[] = [];
  let more: object = {};
  for (let page = 0; ; page += 1) {
    const { body } = await api(theirs, "POST", "/EventLogging", { ...asked, ...more });
    seen.push(...body.AuditEvents.map((one: Anything) => one.AffectedItemId));
    if (body.ContinuationToken === undefined) break;
    // Nothing else is needed to go on.
    more = { ContinuationToken: body.ContinuationToken, EventNames: undefined };
    await add(40, 10_000 + page * 40);
  }
  const old = seen.filter((item) => Number(item.slice(1)) < 10_000);
  expect(old).toHaveLength(2_300);
  expect(new Set(seen).size).toBe(seen.length);
});

it("[W16] what is being written when a reading begins is in it, and a long write keeps nobody waiting", async () => {
  const begun = Promise.withResolvers<undefined>();
  const goOn = Promise.withResolvers<undefined>();
  const writing = house.db.transaction().execute(async (trx) => {
    await writeAudit(trx, acme.administrator, { act: "company/changed", subject: "justNow" }, house.now);
    begun.resolve(undefined);
    await goOn.promise;
  });
  await begun.promise;
  const asked = { AffectedItem: "justNow" };
  const waits = await read(asked);
  expect(waits.body.AuditEvents).toEqual([]);
  const meanwhile = read(asked);
  // Those who asked later have their answers: the reading has begun.
  for (let call = 0; call < 3; call += 1) await api(token, "GET", "/account");
  goOn.resolve(undefined);
  await writing;
  expect((await meanwhile).body.AuditEvents).toHaveLength(1);
});

it("[W16] [X21] only administrators read it, with the permission for it, and nothing of another company", async () => {
  const expert = await house.person(acme.administrator.companyId, "expert");
  expect(await read({}, await house.token(expert.id))).toMatchObject({
    status: 403,
    body: { error: "invalid_permission" },
  });
  expect(await read({}, await house.token(acme.administrator.companyId, ["Users.Read"]))).toMatchObject({
    status: 403,
  });
  const other = await house.company("Foreign");
  const theirs = await read({}, await house.token(other.administrator.companyId));
  expect(theirs.body.AuditEvents.length).toBeGreaterThan(3);
  expect(JSON.stringify(theirs.body)).not.toContain("Acme");
  // A token of another company's reading reads one's own log.
  const place = { span: { to: house.now + 1 }, after: { at: house.now + 1, id: "1" } };
  const ContinuationToken = Buffer.from(JSON.stringify(place)).toString("base64url");
  const own = await read({ ContinuationToken }, await house.token(other.administrator.companyId));
  expect(JSON.stringify(own.body)).not.toContain("Acme");
});

it("[W16] garbage is refused", async () => {
  for (const body of [
    { ContinuationToken: "nonsense" },
    { ContinuationToken: Buffer.from('{"span":{"to":"x"}}').toString("base64url") },
    { ContinuationToken: Buffer.from('{"span":{"to":1},"after":{"at":1e400,"id":"1;--"}}').toString("base64url") },
    { StartDate: "yesterday" },
    { StartDate: "2024-13-45T99:00:00Z" },
    { EventNames: [{ a: 1 }] },
  ])
    expect(await read(body)).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  expect((await read({ StartDate: "2024-01-01", EndDate: "2023-01-01T00:00:00+02:00" })).body).toEqual({
    AuditEvents: [],
  });
  expect((await read({ AffectedItem: "%" })).body).toEqual({ AuditEvents: [] });
});
