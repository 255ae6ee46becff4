import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { OwnFactors, SecondFactorPolicy } from "@beckon/protocol/sign-in.ts";
import { PASSWORD, startTestHttp, type TestHttp } from "../http/test-http.ts";
import { rolesSignedIn } from "./signed-in.ts";
import { cookiesOf, setUpAuthenticator } from "./test-authenticator.ts";
import { addPasskey, beginPasskey, signInByPasskey, softwarePasskey } from "./test-passkey.ts";

let house: TestHttp;
let made = 0;

beforeAll(async () => {
  house = await startTestHttp();
});
beforeEach(() => {
  house.now += 25 * 60 * 60_000;
});
afterAll(() => house.close());

const notSignedIn = { refusal: { reason: "notSignedIn" } };
const lastOne = { refusal: { reason: "invalid", field: "secondFactor", problem: "required" } };
const POLICY = "/api/console/company/second-factor";

const post = (path: string, cookie: string, body: object = {}) =>
  house.ask("POST", `/api/auth${path}`, { cookie, body });
const isIn = async (cookie: string) => (await house.ask("GET", "/api/console/me", { cookie })).status === 200;
const own = async (cookie: string) =>
  (await house.ask("GET", "/api/auth/second-factor", { cookie })).body as OwnFactors;
const require = (cookie: string, required: boolean) => house.ask("PUT", POLICY, { cookie, body: { required } });

/** A company whose administrator came in by a code, and somebody without a second factor; it is required, or not yet. */
async function company(required = true) {
  const admin = await house.company(`Company ${(made += 1)}`);
  await setUpAuthenticator(house, admin.cookie);
  const person = await house.person(admin.administrator.companyId, "expert");
  if (required) expect((await require(admin.cookie, true)).status).toBe(200);
  return { admin, person };
}

it("[I5] an administrator requires a second factor, sees how many have none, and has one themselves first", async () => {
  const admin = await house.company("First");
  await house.person(admin.administrator.companyId, "expert");
  expect((await require(admin.cookie, true)).body).toEqual({
    refusal: { reason: "invalid", field: "required", problem: "notAccepted" },
  });
  await setUpAuthenticator(house, admin.cookie);
  const read = async () => (await house.ask("GET", POLICY, { cookie: admin.cookie })).body as SecondFactorPolicy;
  expect(await read()).toEqual({ required: false, people: 2, without: 1 });
  const disabled = await house.person(admin.administrator.companyId, "expert");
  const path = `/api/console/people/${disabled.id}`;
  await house.ask("PATCH", path, { cookie: admin.cookie, body: { disabled: true } });
  const withKey = await house.person(admin.administrator.companyId, "expert");
  await addPasskey(house, withKey.cookie, softwarePasskey());
  expect((await require(admin.cookie, true)).body).toEqual({ required: true, people: 3, without: 1 });
  expect(await read()).toEqual({ required: true, people: 3, without: 1 });
  const audit = await house.ask("GET", "/api/console/audit?act=company/changed", { cookie: admin.cookie });
  expect(audit.body).toMatchObject({ entries: [{ details: { secondFactorRequired: true } }] });
});

it("[I5][X2] only administrators read and change it", async () => {
  const { person } = await company(false);
  for (const method of ["GET", "PUT"]) {
    const body = method === "PUT" ? { body: { required: true } } : {};
    const answered = await house.ask(method, POLICY, { cookie: person.cookie, ...body });
    expect(answered.body).toEqual({ refusal: { reason: "notAllowed" } });
  }
});

it("[I5] a sign-in from before, and a new one by the password alone, are good for nothing but setting one up", async () => {
  const { person } = await company();
  const fresh = await house.signIn(person.email, PASSWORD);
  expect(fresh.status).toBe(200);
  for (const cookie of [person.cookie, fresh.cookie]) {
    for (const path of ["me", "people", "groups", "modules", "audit"])
      expect((await house.ask("GET", `/api/console/${path}`, { cookie })).body).toEqual(notSignedIn);
    for (const path of ["get-session", "list-sessions"])
      expect((await house.ask("GET", `/api/auth/${path}`, { cookie })).body).toEqual(notSignedIn);
    const posts: [string, object][] = [
      ["/change-password", { currentPassword: PASSWORD, newPassword: "another long one" }],
      ["/update-user", { name: "New" }],
      ["/revoke-sessions", {}],
      ["/revoke-other-sessions", {}],
    ];
    for (const [path, body] of posts) expect((await post(path, cookie, body)).body).toEqual(notSignedIn);
    expect(await own(cookie)).toMatchObject({ owed: true, authenticator: false });
  }
  await setUpAuthenticator(house, fresh.cookie);
  expect(await isIn(fresh.cookie)).toBe(true);
  expect(await own(fresh.cookie)).toMatchObject({ owed: false, authenticator: true });
  expect(await isIn(person.cookie)).toBe(false);
});

it("[I5] a passkey with verification counts, and making one ends what is owed", async () => {
  const { person } = await company();
  const key = softwarePasskey();
  expect((await addPasskey(house, person.cookie, softwarePasskey(), { verified: false })).status).toBe(422);
  expect(await isIn(person.cookie)).toBe(false);
  expect((await addPasskey(house, person.cookie, key)).status).toBe(200);
  expect(await isIn(person.cookie)).toBe(true);
  expect(await isIn((await signInByPasskey(house, key)).cookie)).toBe(true);
});

it("[I5] whoever knows only the password of somebody with a passkey cannot add a factor of their own", async () => {
  const { admin, person } = await company(false);
  const key = softwarePasskey();
  await addPasskey(house, person.cookie, key);
  await require(admin.cookie, true);
  const thief = await house.signIn(person.email, PASSWORD);
  expect(await own(thief.cookie)).toMatchObject({ owed: true });
  expect((await beginPasskey(house, thief.cookie)).body).toEqual(notSignedIn);
  expect((await post("/two-factor/enable", thief.cookie, { password: PASSWORD })).body).toEqual(notSignedIn);
  const [kept] = (await own(thief.cookie)).passkeys;
  expect((await post("/passkey/remove", thief.cookie, { id: kept?.id, password: PASSWORD })).body).toEqual(notSignedIn);
  expect(await isIn((await signInByPasskey(house, key)).cookie)).toBe(true);
});

it("[I5] the last factor of somebody who must have one stays", async () => {
  const { person } = await company();
  const { recoveryCodes } = await setUpAuthenticator(house, person.cookie);
  const disable = () => post("/two-factor/disable", person.cookie, { password: PASSWORD, code: recoveryCodes[0] });
  expect((await disable()).body).toEqual(lastOne);
  await addPasskey(house, person.cookie, softwarePasskey());
  expect((await disable()).status).toBe(200);
  const [kept] = (await own(person.cookie)).passkeys;
  expect((await post("/passkey/remove", person.cookie, { id: kept?.id, password: PASSWORD })).body).toEqual(lastOne);
});

it("[I5][X5] live connections made by the password alone do not outlast it, and come back when it is no longer required", async () => {
  const { admin, person } = await company(false);
  const rows = await house.db.selectFrom("sign_ins").select(["id", "person_id"]).execute();
  const ids = rows.filter((row) => row.person_id === person.id).map(({ id }) => id);
  const holds = async () => (await rolesSignedIn(house.db, ids, Date.now())).size;
  expect(await holds()).toBe(1);
  house.news.length = 0;
  await require(admin.cookie, true);
  expect(await holds()).toBe(0);
  // What servers remember of sign-ins is forgotten by this.
  expect(house.news).toContainEqual({ about: "directory", companyId: admin.administrator.companyId });
  await require(admin.cookie, false);
  expect(await holds()).toBe(1);
  expect(await isIn(person.cookie)).toBe(true);
});

it("[I5][X1] it holds in its own company only", async () => {
  await company();
  const { person } = await company(false);
  expect(await isIn(person.cookie)).toBe(true);
});

it("[I4][X21] an administrator resets a lost second factor: it no longer counts, and its owner is told", async () => {
  const { admin, person } = await company(false);
  await setUpAuthenticator(house, person.cookie);
  const key = softwarePasskey();
  await addPasskey(house, person.cookie, key);
  const path = `/api/console/people/${person.id}/second-factor`;
  expect((await house.ask("DELETE", path, { cookie: admin.cookie })).status).toBe(200);
  expect(await isIn(person.cookie)).toBe(false);
  expect((await signInByPasskey(house, key)).body).toEqual(notSignedIn);
  const again = await house.signIn(person.email, PASSWORD);
  expect(await own(again.cookie)).toEqual({
    authenticator: false,
    recoveryCodesLeft: 0,
    passkeys: [],
    owed: false,
    reset: { at: house.now, by: `Company ${made} Admin` },
  });
  await post("/second-factor/read", again.cookie);
  expect((await own(again.cookie)).reset).toBeNull();
  const audit = await house.ask("GET", "/api/console/audit?act=person/secondFactorReset", { cookie: admin.cookie });
  expect(audit.body).toMatchObject({ entries: [{ subject: person.id, actorId: admin.administrator.personId }] });
});

it("[I4] nobody resets their own second factor without the password", async () => {
  const { admin } = await company(false);
  const path = `/api/console/people/${admin.administrator.personId}/second-factor`;
  expect((await house.ask("DELETE", path, { cookie: admin.cookie })).body).toEqual({
    refusal: { reason: "notAllowed" },
  });
  expect(await own(admin.cookie)).toMatchObject({ authenticator: true });
  expect(cookiesOf(await house.signIn(admin.email, PASSWORD))).not.toContain("session_token");
});
