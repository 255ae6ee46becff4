import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { PASSWORD, startTestHttp, type TestHttp } from "../http/test-http.ts";

let house: TestHttp;
let ana: { email: string; cookie: string; administrator: { personId: string; companyId: string } };

beforeAll(async () => {
  house = await startTestHttp();
  ana = await house.company("Acme");
});
beforeEach(() => {
  house.now += 60 * 60_000;
});
afterAll(() => house.close());

it("[X6] the sign-in cookie is HttpOnly, Secure and SameSite=Lax", async () => {
  const { headers, status } = await house.signIn(ana.email, PASSWORD);
  expect(status).toBe(200);
  expect(String(headers["set-cookie"])).toMatch(/^__Secure-beckon\.session_token=.*HttpOnly.*$/);
  expect(String(headers["set-cookie"])).toMatch(/; Secure/);
  expect(String(headers["set-cookie"])).toMatch(/; SameSite=Lax/i);
});

it("[X3] a wrong password and an unknown address get the same answer, for about the same work", async () => {
  const wrong = await house.signIn(ana.email, "not the password");
  const unknown = await house.signIn("nobody@example.com", "not the password");
  expect(wrong.body).toEqual({ refusal: { reason: "notSignedIn" } });
  expect(unknown).toMatchObject({ status: wrong.status, body: wrong.body, cookie: "" });
});

it("[X3] an account takes ten wrong passwords in ten minutes, from wherever they come", async () => {
  const other = await house.company("Tried");
  for (let round = 0; round < 10; round += 1) {
    const { status } = await house.signIn(other.email, "wrong password", `198.51.100.${round}`);
    expect(status).toBe(401);
  }
  const right = await house.signIn(other.email, PASSWORD, "203.0.113.9");
  expect(right).toMatchObject({ status: 429, body: { refusal: { reason: "tooManyTries" } } });
  expect(Number(right.headers["retry-after"])).toBeGreaterThan(0);
  house.now += 10 * 60_000;
  expect((await house.signIn(other.email, PASSWORD, "203.0.113.9")).status).toBe(200);
});

it("[X3] an address takes fifty wrong passwords in ten minutes, whatever the account; a /64 counts as one address", async () => {
  let refused = 0;
  for (let round = 0; round < 52; round += 1) {
    const { status } = await house.signIn(`n${round}@example.com`, "wrong password", `2001:db8:1:2::${round}`);
    if (status === 429) refused += 1;
  }
  expect(refused).toBe(2);
  expect((await house.signIn("x@example.com", "wrong password", "2001:db8:1:3::1")).status).toBe(401);
});

it("[X5] sign-ins are listed and can be ended, and their live connections are told", async () => {
  const person = await house.person(ana.administrator.companyId, "expert");
  const second = await house.signIn(person.email, PASSWORD);
  const listed = (await house.ask("GET", "/api/auth/list-sessions", { cookie: person.cookie })).body as {
    token: string;
  }[];
  expect(listed).toHaveLength(2);
  house.news.length = 0;
  await house.ask("POST", "/api/auth/revoke-other-sessions", { cookie: person.cookie, body: {} });
  expect((await house.ask("GET", "/api/console/me", { cookie: second.cookie })).status).toBe(401);
  expect((await house.ask("GET", "/api/console/me", { cookie: person.cookie })).status).toBe(200);
  expect(house.news).toContainEqual({ about: "person", personId: person.id, companyId: ana.administrator.companyId });
});

it("[X5] a disabled person is signed out at once, told to their live connections, and cannot come back", async () => {
  const person = await house.person(ana.administrator.companyId, "expert");
  house.news.length = 0;
  const path = `/api/console/people/${person.id}`;
  const disabled = await house.ask("PATCH", path, { cookie: ana.cookie, body: { disabled: true } });
  expect(disabled).toMatchObject({ status: 200, body: { disabled: true } });
  expect((await house.ask("GET", "/api/console/me", { cookie: person.cookie })).status).toBe(401);
  expect((await house.signIn(person.email, PASSWORD)).body).toEqual({ refusal: { reason: "notSignedIn" } });
  expect(house.news).toContainEqual({ about: "person", personId: person.id, companyId: ana.administrator.companyId });
  await house.ask("PATCH", path, { cookie: ana.cookie, body: { disabled: false } });
  expect((await house.signIn(person.email, PASSWORD)).status).toBe(200);
});

it("[X5] one sign-in is ended by the name it is listed under, only by whose it is", async () => {
  const person = await house.person(ana.administrator.companyId, "expert");
  const second = await house.signIn(person.email, PASSWORD);
  const current = async (cookie: string) =>
    (await house.ask("GET", "/api/auth/get-session", { cookie })).body as { session: { token: string } };
  const { token } = (await current(second.cookie)).session;
  const listed = await house.ask("GET", "/api/auth/list-sessions", { cookie: person.cookie });
  expect((listed.body as { token: string }[]).map((each) => each.token)).toContain(token);
  const end = (cookie: string) => house.ask("POST", "/api/auth/revoke-session", { cookie, body: { token } });
  await end(ana.cookie);
  expect((await house.ask("GET", "/api/console/me", { cookie: second.cookie })).status).toBe(200);
  house.news.length = 0;
  await end(person.cookie);
  expect((await house.ask("GET", "/api/console/me", { cookie: second.cookie })).status).toBe(401);
  expect((await house.ask("GET", "/api/console/me", { cookie: person.cookie })).status).toBe(200);
  expect(house.news).toContainEqual({ about: "person", personId: person.id, companyId: ana.administrator.companyId });
});

it("[X11] the database keeps no token that signs in, and no page is told one", async () => {
  const answered = await house.signIn(ana.email, PASSWORD);
  const [raw = ""] = decodeURIComponent(answered.cookie.split("=")[1] ?? "").split(".");
  expect(raw).toMatch(/^\w{32}$/);
  const kept = await house.db.selectFrom("sign_ins").select("token").execute();
  expect(kept.every((row) => row.token.startsWith("h."))).toBe(true);
  for (const path of ["get-session", "list-sessions"])
    expect((await house.ask("GET", `/api/auth/${path}`, { cookie: answered.cookie })).text).not.toContain(raw);
  expect(answered.text).not.toContain(raw);
  // Whoever stole the database and knows the installation's secret signs what they found there.
  const secret = "s".repeat(43);
  for (const { token } of kept.slice(0, 3)) {
    const signature = createHmac("sha256", secret).update(token).digest("base64");
    const cookie = `__Secure-beckon.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
    expect((await house.ask("GET", "/api/console/me", { cookie })).status).toBe(401);
    expect((await house.ask("POST", "/api/auth/revoke-session", { cookie, body: { token } })).status).toBe(401);
  }
  const signature = createHmac("sha256", secret).update(raw).digest("base64");
  const own = `__Secure-beckon.session_token=${encodeURIComponent(`${raw}.${signature}`)}`;
  expect((await house.ask("GET", "/api/console/me", { cookie: own })).status).toBe(200);
});

it("[X5] a sign-in in use is prolonged, for the same browser", async () => {
  const { cookie } = await house.signIn(ana.email, PASSWORD);
  await house.db
    .updateTable("sign_ins")
    .set({ expires_at: new Date(Date.now() + 5 * 24 * 60 * 60_000) })
    .execute();
  const me = await house.ask("GET", "/api/console/me", { cookie });
  const renewed = String(me.headers["set-cookie"]);
  expect(renewed.split(";", 1)[0]).toBe(cookie);
  expect((await house.ask("GET", "/api/console/me", { cookie })).headers["set-cookie"]).toBeUndefined();
});

it("[P1] nobody signs up by themselves, and nobody makes themselves more than they are", async () => {
  const body = { email: "new@example.com", password: PASSWORD, name: "New", companyId: "c1", role: "administrator" };
  expect((await house.ask("POST", "/api/auth/sign-up/email", { body })).status).toBe(404);
  const person = await house.person(ana.administrator.companyId, "expert");
  const asked = await house.ask("POST", "/api/auth/update-user", {
    cookie: person.cookie,
    body: { role: "administrator" },
  });
  expect(asked.status).toBe(422);
  const renamed = await house.ask("POST", "/api/auth/update-user", {
    cookie: person.cookie,
    body: { name: "Bo", language: "de" },
  });
  expect(renamed.status).toBe(200);
  const me = await house.ask("GET", "/api/console/me", { cookie: person.cookie });
  expect(me.body).toMatchObject({ name: "Bo", role: "expert" });
  const audit = await house.ask("GET", `/api/console/audit?actorId=${person.id}`, { cookie: ana.cookie });
  expect(audit.body).toMatchObject({
    entries: [{ act: "person/changed", details: { name: "Bo", language: "de" } }, {}],
  });
});

it("[X3] a new password needs the old one and can end all other sign-ins", async () => {
  const person = await house.person(ana.administrator.companyId, "expert");
  const second = await house.signIn(person.email, PASSWORD);
  const change = (currentPassword: string) =>
    house.ask("POST", "/api/auth/change-password", {
      cookie: person.cookie,
      body: { currentPassword, newPassword: "another long one", revokeOtherSessions: true },
    });
  expect((await change("wrong password")).body).toEqual({
    refusal: { reason: "invalid", field: "currentPassword", problem: "notAccepted" },
  });
  expect((await change(PASSWORD)).status).toBe(200);
  expect((await house.ask("GET", "/api/console/me", { cookie: second.cookie })).status).toBe(401);
  expect((await house.signIn(person.email, "another long one")).status).toBe(200);
});

it("signing out ends the sign-in", async () => {
  const person = await house.person(ana.administrator.companyId, "expert");
  await house.ask("POST", "/api/auth/sign-out", { cookie: person.cookie, body: {} });
  expect((await house.ask("GET", "/api/console/me", { cookie: person.cookie })).status).toBe(401);
});
