import { afterAll, beforeAll, expect, it } from "vitest";
import type { Anything } from "../../testing/wire.ts";
import { PASSWORD, PUBLIC_URL, startTestHttp, type TestHttp } from "../http/test-http.ts";

let house: TestHttp;
type Company = Awaited<ReturnType<TestHttp["company"]>>;
let acme: Company & { token: string };
let rival: Company & { token: string };
let made = 0;

const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
const GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

beforeAll(async () => {
  house = await startTestHttp();
  const open = async (name: string) => {
    const company = await house.company(name);
    const answered = await house.ask("POST", "/api/console/company/scim", { cookie: company.cookie });
    return { ...company, token: (answered.body as { token: string }).token };
  };
  acme = await open("Acme");
  rival = await open("Rival");
});
afterAll(() => house.close());

async function scim(method: string, path: string, body?: unknown, token = acme.token) {
  const response = await house.app.inject({
    method: method as "GET",
    url: `/scim/v2${path}`,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { "content-type": "application/scim+json" }),
    },
    ...(body === undefined ? {} : { payload: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const json: Anything = response.body === "" ? undefined : JSON.parse(response.body);
  return { status: response.statusCode, headers: response.headers, body: json };
}
const found = async (filter: string, token?: string) =>
  (await scim("GET", `/Users?filter=${encodeURIComponent(filter)}`, undefined, token)).body;
const patch = (path: string, ...operations: object[]) =>
  scim("PATCH", path, { schemas: [PATCH], Operations: operations });

async function newUser(more: object = {}): Promise<Anything> {
  const userName = `user${(made += 1)}@acme.example`;
  const { status, body } = await scim("POST", "/Users", { schemas: [USER], userName, active: true, ...more });
  expect({ status, body }).toMatchObject({ status: 201 });
  return body;
}

it("[I6] Entra's way: looked for, made, renamed, switched off by text, back on", async () => {
  const userName = "Ida.Berg@acme.example";
  expect(await found(`userName eq "${userName}"`)).toMatchObject({ totalResults: 0, Resources: [] });
  const created = await scim("POST", "/Users", {
    schemas: [USER, ENTERPRISE],
    externalId: "0a21f0f2-8d2a",
    userName,
    active: true,
    displayName: "Ida Berg",
    emails: [{ primary: true, type: "work", value: userName }],
    meta: { resourceType: "User" },
    name: { formatted: "Ida Berg", familyName: "Berg", givenName: "Ida" },
    preferredLanguage: "de-DE",
    [ENTERPRISE]: { department: "Help" },
  });
  expect(created).toMatchObject({
    status: 201,
    body: {
      schemas: [USER],
      externalId: "0a21f0f2-8d2a",
      userName: "ida.berg@acme.example",
      active: true,
      displayName: "Ida Berg",
    },
  });
  const { id } = created.body;
  expect(created.headers["location"]).toBe(`${PUBLIC_URL}/scim/v2/Users/${id}`);
  expect(created.headers["content-type"]).toContain("application/scim+json");
  expect(await found(`userName eq "${userName.toUpperCase()}"`)).toMatchObject({
    totalResults: 1,
    Resources: [{ id }],
  });
  expect(await found(`externalId eq "0a21f0f2-8d2a"`)).toMatchObject({ totalResults: 1 });
  expect((await scim("POST", "/Users", { schemas: [USER], userName })).body).toMatchObject({
    status: "409",
    scimType: "uniqueness",
  });

  const renamed = await patch(
    `/Users/${id}`,
    { op: "Replace", path: "displayName", value: "Ida Holm" },
    { op: "Replace", path: "name.familyName", value: "Holm" },
    { op: "Replace", path: `emails[type eq "work"].value`, value: "ida.holm@acme.example" },
    { op: "Add", path: `${ENTERPRISE}:department`, value: "Desk" },
  );
  expect(renamed).toMatchObject({
    status: 200,
    body: {
      displayName: "Ida Holm",
      name: { familyName: "Holm", givenName: "Ida" },
      emails: [{ value: "ida.holm@acme.example" }],
    },
  });
  expect(await patch(`/Users/${id}`, { op: "Replace", path: "active", value: "False" })).toMatchObject({
    body: { active: false },
  });
  expect(
    await patch(`/Users/${id}`, { op: "replace", value: { active: "True", "name.givenName": "Ada" } }),
  ).toMatchObject({
    body: { active: true, name: { givenName: "Ada" }, displayName: "Ada Holm" },
  });
  const audit = await house.ask("GET", `/api/console/audit?text=${id}`, { cookie: acme.cookie });
  const entries = (audit.body as { entries: { act: string; through: string }[] }).entries;
  expect(entries.map(({ act }) => act)).toEqual(
    expect.arrayContaining(["person/created", "person/changed", "person/disabled", "person/enabled"]),
  );
  expect(entries.every(({ through }) => through === "SCIM")).toBe(true);
});

it("[I6] Okta's way: pages, made, replaced whole, switched off without a path", async () => {
  expect((await scim("GET", "/Users?startIndex=1&count=2")).body).toMatchObject({ startIndex: 1, itemsPerPage: 2 });
  const userName = "ole@acme.example";
  const name = { givenName: "Ole", familyName: "Dahl" };
  const emails = [{ primary: true, value: userName, type: "work" }];
  const body = {
    schemas: [USER],
    userName,
    name,
    emails,
    displayName: "Ole Dahl",
    locale: "es-ES",
    externalId: "00u1",
    groups: [],
    password: "1mz050nq",
    active: true,
  };
  const { body: user } = await scim("POST", "/Users", body);
  expect(user).toMatchObject({ displayName: "Ole Dahl", preferredLanguage: "es" });
  const put = await scim("PUT", `/Users/${user.id}`, {
    ...body,
    id: user.id,
    name: { ...name, familyName: "Lund" },
    displayName: "Ole Lund",
  });
  expect(put).toMatchObject({ status: 200, body: { id: user.id, displayName: "Ole Lund", externalId: "00u1" } });
  const off = await patch(`/Users/${user.id}`, { op: "replace", value: { active: false } });
  expect(off).toMatchObject({ status: 200, body: { active: false } });
  // Nothing said of it lets nobody back in.
  expect((await scim("PUT", `/Users/${user.id}`, { schemas: [USER], userName, name, emails })).body.active).toBe(false);
  // The password that came along lets nobody in.
  await patch(`/Users/${user.id}`, { op: "replace", value: { active: true } });
  expect((await house.signIn(userName, "1mz050nq")).status).toBe(401);
});

it("[I6][X5] switched off there, somebody is out here at once", async () => {
  const person = await house.person(acme.administrator.companyId, "expert");
  house.news.length = 0;
  await patch(`/Users/${person.id}`, { op: "Replace", path: "active", value: "False" });
  expect((await house.ask("GET", "/api/console/me", { cookie: person.cookie })).status).toBe(401);
  expect((await house.signIn(person.email, PASSWORD)).status).toBe(401);
  expect(house.news).toContainEqual({ about: "person", personId: person.id, companyId: acme.administrator.companyId });
});

it("[I6] deleted there, somebody is disabled here, what they did stays, and they may come again", async () => {
  const person = await house.person(acme.administrator.companyId, "expert");
  expect((await scim("DELETE", `/Users/${person.id}`)).status).toBe(204);
  expect((await scim("GET", `/Users/${person.id}`)).status).toBe(404);
  expect((await scim("DELETE", `/Users/${person.id}`)).status).toBe(404);
  expect(await found(`userName eq "${person.email}"`)).toMatchObject({ totalResults: 0 });
  expect((await house.signIn(person.email, PASSWORD)).status).toBe(401);
  const audit = await house.ask("GET", `/api/console/audit?actorId=${person.id}`, { cookie: acme.cookie });
  expect((audit.body as { entries: unknown[] }).entries.length).toBeGreaterThan(0);
  const again = await scim("POST", "/Users", { schemas: [USER], userName: person.email, displayName: "Back" });
  expect(again).toMatchObject({ status: 201, body: { id: person.id, active: true, displayName: "Back" } });
});

it("[I6][P3] the last administrator is neither switched off nor deleted", async () => {
  const id = acme.administrator.personId;
  expect(await patch(`/Users/${id}`, { op: "replace", value: { active: false } })).toMatchObject({ status: 409 });
  expect((await scim("DELETE", `/Users/${id}`)).status).toBe(409);
  expect((await scim("GET", `/Users/${id}`)).body).toMatchObject({ active: true });
});

it("[I6] groups are ours: made, filled, emptied by filter and by list, renamed, deleted", async () => {
  const [ann, bob, cis] = [await newUser(), await newUser(), await newUser()];
  const { status, body: group } = await scim("POST", "/Groups", {
    schemas: [GROUP],
    displayName: "Night shift",
    externalId: "8aa1",
    members: [{ value: ann.id }],
  });
  expect(status).toBe(201);
  const owner = acme.administrator.personId;
  const members = async () => {
    const all: { value: string }[] = (await scim("GET", `/Groups/${group.id}`)).body.members;
    return all.map(({ value }) => value).filter((value) => value !== owner);
  };
  expect(await members()).toEqual([ann.id]);
  const shares = house.db.selectFrom("group_shares").select(["person_id", "access"]).where("group_id", "=", group.id);
  expect(await shares.execute()).toEqual([{ person_id: ann.id, access: "write" }]);

  const path = `/Groups/${group.id}`;
  await patch(path, { op: "Add", path: "members", value: [{ value: bob.id }, { value: cis.id }, { value: owner }] });
  expect(new Set(await members())).toEqual(new Set([ann.id, bob.id, cis.id]));
  await patch(path, { op: "remove", path: `members[value eq "${ann.id}"]` });
  await patch(path, { op: "Remove", path: "members", value: [{ value: bob.id }] });
  expect(await members()).toEqual([cis.id]);
  await patch(path, { op: "replace", path: "members", value: [{ value: ann.id, display: "Ann" }] });
  expect(await members()).toEqual([ann.id]);
  await patch(path, { op: "replace", value: { id: group.id, displayName: "Day shift" } });
  expect(
    (await scim("GET", `/Groups?filter=${encodeURIComponent('displayName eq "day shift"')}&excludedAttributes=members`))
      .body,
  ).toMatchObject({
    totalResults: 1,
    Resources: [{ id: group.id, externalId: "8aa1" }],
  });
  const without = await scim("GET", `/Groups/${group.id}?excludedAttributes=members`);
  expect(without.body).not.toHaveProperty("members");
  const put = await scim("PUT", path, { schemas: [GROUP], displayName: "Day shift", members: [] });
  expect(put.status).toBe(200);
  expect(await members()).toEqual([]);
  expect((await patch(path, { op: "add", path: "members", value: [{ value: "u999999" }] })).body).toMatchObject({
    status: "400",
    scimType: "invalidValue",
  });
  expect((await scim("DELETE", path)).status).toBe(204);
  expect((await scim("GET", path)).status).toBe(404);
  // A group with a module is still needed.
  expect((await scim("DELETE", `/Groups/${acme.groupId}`)).body).toMatchObject({ status: "409" });
});

it("[I6][I2] a group whose name the company mapped gives its members a role, the highest of all", async () => {
  const roleValues = { administrator: [], supervisor: ["Leads"], expert: ["Desk"] };
  const settings = {
    on: false,
    slug: "acme",
    issuer: "https://idp.example",
    clientId: "x",
    scopes: "",
    domains: ["acme.example"],
    trustsAddresses: false,
    roleClaim: "groups",
    roleValues,
    defaultRole: "expert",
    groupIds: [],
    makesPeople: true,
    only: false,
  };
  const set = await house.ask("PUT", "/api/console/company/sign-in", {
    cookie: acme.cookie,
    body: { settings, secret: null, version: 0 },
  });
  expect(set.status).toBe(200);
  const user = await newUser();
  const role = async () => (await scim("GET", `/Users/${user.id}`)).body.roles[0].value;
  const { body: leads } = await scim("POST", "/Groups", {
    schemas: [GROUP],
    displayName: "Leads",
    members: [{ value: user.id }],
  });
  expect(leads.members).toMatchObject([{ value: user.id }]);
  expect(await role()).toBe("supervisor");
  const groups = (await house.ask("GET", "/api/console/groups", { cookie: acme.cookie })).text;
  expect(groups).not.toContain("Leads");
  await patch(`/Groups/${leads.id}`, { op: "remove", path: `members[value eq "${user.id}"]` });
  expect(await role()).toBe("expert");
  await patch(`/Groups/${leads.id}`, {
    op: "add",
    path: "members",
    value: [{ value: user.id }, { value: acme.administrator.personId }],
  });
  expect((await scim("GET", `/Users/${acme.administrator.personId}`)).body.roles).toMatchObject([
    { value: "administrator" },
  ]);
  await scim("DELETE", `/Groups/${leads.id}`);
  expect(await role()).toBe("expert");
});

it("[I6] filters as directories send them", async () => {
  const user = await newUser({ name: { givenName: "Zoë", familyName: "Quist" }, externalId: "Ext-7" });
  const ids = async (filter: string) => (await found(filter)).Resources.map(({ id }: { id: string }) => id);
  for (const filter of [
    `externalId eq "Ext-7"`,
    `externalId eq "Ext-7" and active eq true`,
    `(userName eq "nobody" or name.familyName eq "quist") and not (active eq false)`,
    `emails[type eq "work" and value eq "${user.userName}"]`,
    `emails.value eq "${user.userName}" and name.givenName sw "zo"`,
    `emails eq "${user.userName}"`,
    `urn:ietf:params:scim:schemas:core:2.0:User:userName eq "${user.userName}"`,
    `id eq "${user.id}" and externalId pr and displayName co "quist" and userName ew "acme.example"`,
  ])
    expect([filter, ...(await ids(filter))]).toEqual([filter, user.id]);
  expect(await ids(`externalId eq "ext-7"`)).toEqual([]);
  for (const bad of [
    `userName`,
    `userName eq`,
    `userName is "x"`,
    `(userName eq "x"`,
    `userName eq x`,
    `a b c d`,
    `"x" eq userName`,
    "(".repeat(100),
  ])
    expect(await found(bad)).toMatchObject({ status: "400", scimType: "invalidFilter" });
});

it("[I6] what cannot be is refused in SCIM's shape", async () => {
  const user = await newUser();
  const path = `/Users/${user.id}`;
  const error = async (method: string, at: string, body?: unknown) => {
    const answered = await scim(method, at, body);
    expect(answered.body).toMatchObject({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
      status: String(answered.status),
    });
    return [answered.status, answered.body.scimType];
  };
  expect(await error("GET", "/Users/u999")).toEqual([404, undefined]);
  expect(await error("GET", "/Nothing")).toEqual([404, undefined]);
  expect(await error("POST", "/Users", "{")).toEqual([400, "invalidSyntax"]);
  expect(await error("POST", "/Users", [])).toEqual([400, "invalidSyntax"]);
  expect(await error("POST", "/Users", { userName: "no address" })).toEqual([400, "invalidValue"]);
  expect(await error("POST", "/Users", {})).toEqual([400, "invalidValue"]);
  expect(await error("POST", "/Users", { userName: "a\u0000@acme.example" })).toEqual([400, "invalidValue"]);
  expect(await error("POST", "/Users", { userName: `${"x".repeat(300)}@acme.example` })).toEqual([400, "invalidValue"]);
  expect(await error("PATCH", path, { Operations: [] })).toEqual([400, "invalidSyntax"]);
  expect(await error("PATCH", path, { Operations: [{ op: "remove" }] })).toEqual([400, "noTarget"]);
  expect(await error("PATCH", path, { Operations: [{ op: "jump", path: "active", value: 1 }] })).toEqual([
    400,
    "invalidSyntax",
  ]);
  expect(await error("PATCH", path, { Operations: [{ op: "replace", path: "active", value: "perhaps" }] })).toEqual([
    400,
    "invalidValue",
  ]);
  expect(await error("PATCH", path, { Operations: [{ op: "replace", path: "emails[", value: "x" }] })).toEqual([
    400,
    "invalidPath",
  ]);
  const sneaky = `{"Operations":[{"op":"replace","value":{"__proto__":{"active":false}}}]}`;
  expect(await error("PATCH", path, sneaky)).toEqual([400, "invalidPath"]);
  expect(await error("GET", "/Users?count=x")).toEqual([400, "invalidValue"]);
  expect((await scim("GET", path)).body).toMatchObject({ active: true });
});

it("[I6] a token opens its own company's people and groups and no other's; none, a wrong or a removed one opens nothing", async () => {
  const user = await newUser();
  for (const [method, path] of [
    ["GET", `/Users/${user.id}`],
    ["DELETE", `/Users/${user.id}`],
    ["GET", `/Groups/${acme.groupId}`],
    ["DELETE", `/Groups/${acme.groupId}`],
  ] as const)
    expect((await scim(method, path, undefined, rival.token)).status).toBe(404);
  const active = { schemas: [PATCH], Operations: [{ op: "replace", value: { active: false } }] };
  expect((await scim("PATCH", `/Users/${user.id}`, active, rival.token)).status).toBe(404);
  expect((await found(`userName eq "${user.userName}"`, rival.token)).totalResults).toBe(0);
  const join = { schemas: [PATCH], Operations: [{ op: "add", path: "members", value: [{ value: user.id }] }] };
  expect((await scim("PATCH", `/Groups/${rival.groupId}`, join, rival.token)).status).toBe(400);
  expect((await scim("POST", "/Users", { userName: user.userName }, rival.token)).status).toBe(409);

  expect((await scim("GET", "/Users", undefined, "scim-wrong")).status).toBe(401);
  expect(
    (await house.app.inject({ method: "GET", url: "/scim/v2/Users", headers: { cookie: acme.cookie } })).statusCode,
  ).toBe(401);
  const kept = await house.db.selectFrom("scim_tokens").selectAll().execute();
  expect(JSON.stringify(kept)).not.toContain(rival.token);
  const expert = await house.person(rival.administrator.companyId, "expert");
  for (const method of ["GET", "POST", "DELETE"])
    expect((await house.ask(method, "/api/console/company/scim", { cookie: expert.cookie })).status).toBe(403);
  expect((await house.ask("GET", "/api/console/company/scim", { cookie: rival.cookie })).text).not.toContain(
    rival.token,
  );
  expect((await house.ask("DELETE", "/api/console/company/scim", { cookie: rival.cookie })).status).toBe(200);
  expect((await scim("GET", "/Users", undefined, rival.token)).status).toBe(401);
});

it("[I6] it says what it can do", async () => {
  expect((await scim("GET", "/ServiceProviderConfig")).body).toMatchObject({
    patch: { supported: true },
    filter: { supported: true },
  });
  expect((await scim("GET", "/ResourceTypes")).body).toMatchObject({ totalResults: 2 });
  expect((await scim("GET", "/ResourceTypes/User")).body).toMatchObject({ endpoint: "/Users", schema: USER });
  expect((await scim("GET", `/Schemas/${GROUP}`)).body).toMatchObject({ name: "Group" });
});

it(
  "[I6] 2,000 people are paged through whole, found in a moment, and all put into a group",
  { timeout: 120_000 },
  async () => {
    const big = await house.company("Big");
    const answered = await house.ask("POST", "/api/console/company/scim", { cookie: big.cookie });
    const { token } = answered.body as { token: string };
    const companyId = big.administrator.companyId;
    await house.db
      .insertInto("people")
      .values(
        Array.from({ length: 2000 }, (_, n) => ({
          company_id: companyId,
          name: `P ${n}`,
          email: `p${n}@big.example`,
          role: "expert" as const,
        })),
      )
      .execute();
    const ids = new Set<string>();
    for (let startIndex = 1; ; startIndex += 500) {
      const { body } = await scim("GET", `/Users?startIndex=${startIndex}&count=1000`, undefined, token);
      expect(body.totalResults).toBe(2001);
      for (const { id } of body.Resources) ids.add(id);
      if (body.Resources.length < 500) break;
    }
    expect(ids.size).toBe(2001);
    const began = performance.now();
    expect((await found(`userName eq "p1999@big.example"`, token)).totalResults).toBe(1);
    expect(performance.now() - began).toBeLessThan(2000);
    const members = [...ids].map((value) => ({ value }));
    const { status, body } = await scim("POST", "/Groups", { schemas: [GROUP], displayName: "All", members }, token);
    expect([status, body.members?.length]).toEqual([201, 2001]);
  },
);
