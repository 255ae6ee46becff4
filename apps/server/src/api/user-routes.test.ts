import { afterAll, beforeAll, expect, it } from "vitest";
import { openApiCaller, type ApiCall } from "../../testing/open-api-caller.ts";
import { PASSWORD, startTestHttp, type TestHttp } from "../http/test-http.ts";

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

let made = 0;
const newUser = () => ({ email: `new${(made += 1)}@example.com`, name: `New ${made}`, language: "de" });
async function created(body: object) {
  const answered = await api(token, "POST", "/users", body);
  expect(answered).toMatchObject({ status: 200 });
  return answered.body as { id: string; email: string; sign_in_link?: string };
}
const acceptBy = (link: string | undefined, name = "Newly Named") =>
  house.ask("POST", "/api/invitations/accept", {
    body: { token: link?.split("#token=")[1], name, password: PASSWORD },
  });

it("[W9] people are listed with id, name and address, and in full with what clients know besides", async () => {
  const ben = await house.person(acme.administrator.companyId, "supervisor");
  const short = await api(token, "GET", `/users?email=${ben.email.toUpperCase()},nobody@example.com`);
  expect(short.body).toEqual({ users: [{ id: ben.id, name: expect.any(String), email: ben.email }] });
  const full = await api(token, "GET", `/USERS?full_list=True&email=${ben.email}`);
  expect(full.body.users).toEqual([
    {
      id: ben.id,
      name: short.body.users[0].name,
      email: ben.email,
      permissions: expect.stringContaining("ViewAllConnections"),
      active: true,
      online_state: "offline",
      last_access_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      role: "supervisor",
    },
  ]);
  const admins = await api(token, "GET", "/users?permissions=ManageAdmins,ManageUsers");
  expect(admins.body.users.map((each: { id: string }) => each.id)).toEqual([acme.administrator.personId]);
  const byName = await api(token, "GET", "/users?name=cme%20adm");
  expect(byName.body.users).toHaveLength(1);
  expect((await api(token, "GET", "/users?name=%25")).body.users).toEqual([]);
});

it("[W9] [X1] a person of another company is not found, neither read nor changed", async () => {
  const other = await house.company("Other");
  const { personId } = other.administrator;
  for (const [method, body] of [
    ["GET", undefined],
    ["PUT", { active: false }],
  ] as const)
    expect(await api(token, method, `/users/${personId}`, body)).toMatchObject({
      status: 404,
      body: { error: "not_found", error_code: 404 },
    });
  const all = await api(token, "GET", "/users?full_list=1");
  expect(JSON.stringify(all.body)).not.toContain(personId);
});

it("[P10] somebody added without a password signs in by nothing until they chose one by the link, once", async () => {
  const user = await created({ ...newUser(), sign_in_link: true });
  expect((await house.signIn(user.email, "")).status).not.toBe(200);
  expect((await house.signIn(user.email, PASSWORD)).status).toBe(401);
  const link = user.sign_in_link?.split("#token=")[1];
  const read = await house.ask("POST", "/api/invitations/read", { body: { token: link } });
  expect(read.body).toMatchObject({ email: user.email, name: `New ${made}` });
  expect((await acceptBy(user.sign_in_link)).status).toBe(200);
  expect((await acceptBy(user.sign_in_link)).status).toBe(404);
  expect((await house.signIn(user.email, PASSWORD)).status).toBe(200);
  expect((await api(token, "GET", `/users/${user.id}`)).body).toMatchObject({ name: "Newly Named", active: true });
});

it("[P10] an administrator hands out the link in the console, and only to whoever has no password", async () => {
  const user = await created(newUser());
  expect(user.sign_in_link).toBeUndefined();
  const path = `/api/console/people/${user.id}/link`;
  const expert = await house.person(acme.administrator.companyId, "expert");
  expect((await house.ask("POST", path, { cookie: expert.cookie })).status).toBe(403);
  const other = await house.company("Elsewhere");
  expect((await house.ask("POST", path, { cookie: other.cookie })).status).toBe(404);
  const first = await house.ask("POST", path, { cookie: acme.cookie });
  const second = await house.ask("POST", path, { cookie: acme.cookie });
  expect((await acceptBy((first.body as { url: string }).url)).status).toBe(404);
  expect((await acceptBy((second.body as { url: string }).url)).status).toBe(200);
  const third = await house.ask("POST", path, { cookie: acme.cookie });
  expect(third.body).toEqual({ refusal: { reason: "invalid", field: "personId", problem: "notAccepted" } });
});

it("[P10] a link is worth nothing once its person was disabled, or was given a password", async () => {
  const gone = await created({ ...newUser(), sign_in_link: true });
  expect((await api(token, "PUT", `/users/${gone.id}`, { active: false })).status).toBe(204);
  expect((await acceptBy(gone.sign_in_link)).status).toBe(404);
  const given = await created({ ...newUser(), sign_in_link: true });
  expect((await api(token, "PUT", `/users/${given.id}`, { password: `${PASSWORD}!` })).status).toBe(204);
  expect((await acceptBy(given.sign_in_link)).status).toBe(404);
  expect((await house.signIn(given.email, `${PASSWORD}!`)).status).toBe(200);
});

it("[P10] a first password is taken by the usual rules, and nobody is given a second one", async () => {
  const weak = await api(token, "POST", "/users", { ...newUser(), password: "short" });
  expect(weak).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  expect(weak.body.error_description).toContain("password");
  const user = await created({ ...newUser(), password: PASSWORD });
  expect((await house.signIn(user.email, PASSWORD)).status).toBe(200);
  const second = await api(token, "PUT", `/users/${user.id}`, { password: "another long one" });
  expect(second).toMatchObject({ status: 400, body: { error_description: "password: is not accepted." } });
  expect((await house.signIn(user.email, PASSWORD)).status).toBe(200);
});

it("[P3] an administrator who has no way to sign in does not count as one", async () => {
  const lone = await house.company("Lone");
  const theirs = await house.token(lone.administrator.companyId);
  const second = await api(theirs, "POST", "/users", { ...newUser(), permissions: "ManageAdmins,ManageUsers" });
  expect(second.body).toMatchObject({ role: "administrator" });
  const demoted = await api(theirs, "PUT", `/users/${lone.administrator.personId}`, { role: "Expert" });
  expect(demoted).toMatchObject({ status: 400, body: { error_description: "role: is not accepted." } });
  expect((await api(theirs, "PUT", `/users/${second.body.id}`, { active: "False" })).status).toBe(204);
});

it("[W9] [X5] active: false ends sign-ins, personal tokens and the right to come back, until active: true", async () => {
  const ben = await house.person(acme.administrator.companyId, "expert");
  const own = await house.token(ben.id);
  expect((await api(own, "GET", "/account")).status).toBe(200);
  expect((await api(token, "PUT", `/users/${ben.id}`, { active: false, name: "Ben Gone" })).status).toBe(204);
  expect(await api(own, "GET", "/account")).toMatchObject({ status: 401, body: { error: "invalid_token" } });
  expect((await house.ask("GET", "/api/console/me", { cookie: ben.cookie })).status).toBe(401);
  expect((await house.signIn(ben.email, PASSWORD)).status).toBe(401);
  expect((await api(token, "GET", `/users/${ben.id}`)).body).toMatchObject({ name: "Ben Gone", active: false });
  expect(house.news).toContainEqual({
    about: "person",
    personId: ben.id,
    companyId: acme.administrator.companyId,
  });
  // Done already is done.
  expect((await api(token, "PUT", `/users/${ben.id}`, { active: false })).status).toBe(204);
  expect((await api(token, "PUT", `/users/${ben.id}`, { active: true })).status).toBe(204);
  expect((await house.signIn(ben.email, PASSWORD)).status).toBe(200);
});

it("[W9] [X2] a personal token does what its person may: an expert's reads everybody and changes nobody", async () => {
  const expert = await house.person(acme.administrator.companyId, "expert");
  const own = await house.token(expert.id);
  expect((await api(own, "GET", "/users")).status).toBe(200);
  for (const [method, path, body] of [
    ["POST", "/users", newUser()],
    ["PUT", `/users/${acme.administrator.personId}`, { name: "Pwned" }],
    ["PUT", `/users/${expert.id}`, { role: "administrator" }],
    ["PUT", `/users/${expert.id}`, { password: "another long one" }],
  ] as const)
    expect(await api(own, method, path, body)).toMatchObject({ status: 403, body: { error: "invalid_permission" } });
  const reader = await house.token(acme.administrator.companyId, ["Users.Read"]);
  expect(await api(reader, "POST", "/users", newUser())).toMatchObject({ status: 403 });
});

it("[W9] of several who add the same address at once one does, and the others are told", async () => {
  const user = newUser();
  const all = await Promise.all(Array.from({ length: 6 }, () => api(token, "POST", "/users", user)));
  expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  const refused = all.find(({ status }) => status === 400);
  expect(refused?.body.error_description).toBe("email: is taken already.");
});

it("[W9] adding somebody who was invited ends the invitation", async () => {
  const user = newUser();
  const invited = await house.ask("POST", "/api/console/invitations", {
    cookie: acme.cookie,
    body: { email: user.email, role: "supervisor", groupIds: [] },
  });
  await created(user);
  expect((await acceptBy((invited.body as { url: string }).url)).status).toBe(404);
});

it("[W9] what a script that imports people sends is taken: commas, other languages, fields we do not have", async () => {
  const body = {
    ...newUser(),
    language: "zh_CN",
    permissions: "ShareOwnGroups,EditConnections,EditFullProfile,ViewOwnConnections",
    sso_customer_id: "abc",
    log_sessions: true,
    password: PASSWORD,
  };
  const { id, email } = await created(body);
  const found = await api(token, "GET", `/users?full_list=True&email=${email}`);
  expect(found.body.users).toMatchObject([{ id, role: "expert", active: true }]);
  const again = await api(token, "PUT", `/users/${id}`, { email: email.toUpperCase(), name: "N", permissions: "" });
  expect(again.status).toBe(204);
  const moved = await api(token, "PUT", `/users/${id}`, { email: "elsewhere@example.com" });
  expect(moved).toMatchObject({ status: 400, body: { error_description: "email: is not accepted." } });
});

it("[X21] what a token does says its name in the audit log", async () => {
  const { id } = await created(newUser());
  const { body } = await house.ask("GET", `/api/console/audit?text=${id}&act=person/created`, { cookie: acme.cookie });
  expect(body).toMatchObject({ entries: [{ subject: id, through: "Test", actorName: "Acme Admin" }] });
});

it("[W9] garbage is refused in the API's own words and changes nothing", async () => {
  const before = await house.db.selectFrom("people").select("id").execute();
  for (const body of [
    {},
    { email: "x", name: "X" },
    { email: "x@example.com" },
    { email: "x@example.com", name: "a\u0007b" },
    { email: "x@example.com", name: "N".repeat(101) },
    { email: "x@example.com", name: "N", active: "maybe" },
    { email: "x@example.com", name: "N", role: "owner" },
    { email: { a: 1 }, name: ["N"] },
    "[1,2",
    "nonsense",
  ])
    expect(await api(token, "POST", "/users", body)).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  for (const id of ["u0", "u99999999999999999999", "x", "u1%00", "u1;drop"])
    expect(await api(token, "GET", `/users/${id}`)).toMatchObject({ status: 404, body: { error: "not_found" } });
  expect(await house.db.selectFrom("people").select("id").execute()).toHaveLength(before.length);
});
