import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { AuthenticatorSetUp, OwnFactors } from "@beckon/protocol/sign-in.ts";
import { PASSWORD, startTestHttp, type TestHttp } from "../http/test-http.ts";
import { cookiesOf, setUpAuthenticator } from "./test-authenticator.ts";

let house: TestHttp;
let ana: Awaited<ReturnType<TestHttp["company"]>>;

beforeAll(async () => {
  house = await startTestHttp();
  ana = await house.company("Acme");
});
beforeEach(() => {
  house.now += 25 * 60 * 60_000;
});
afterAll(() => house.close());

const wrongCode = { refusal: { reason: "invalid", field: "code", problem: "notAccepted" } };
const wrongPassword = { refusal: { reason: "invalid", field: "currentPassword", problem: "notAccepted" } };
const notSignedIn = { refusal: { reason: "notSignedIn" } };

const somebody = () => house.person(ana.administrator.companyId, "expert");
const post = (path: string, cookie: string, body: object, address?: string) =>
  house.ask("POST", `/api/auth${path}`, { cookie, body, ...(address === undefined ? {} : { address }) });
const stands = async (cookie: string) => {
  const { body } = await house.ask("GET", "/api/auth/second-factor", { cookie });
  const { authenticator, recoveryCodesLeft } = body as OwnFactors;
  return { authenticator, recoveryCodesLeft };
};
const isIn = async (cookie: string) => (await house.ask("GET", "/api/console/me", { cookie })).status === 200;

/** The password is right, the code still to come; from an address of its own. */
async function challenge(email: string, address = `203.0.113.${(asked += 1)}`) {
  const answered = await house.signIn(email, PASSWORD, address);
  expect(answered).toMatchObject({ status: 200, body: { twoFactorRedirect: true } });
  return cookiesOf(answered);
}
let asked = 0;

it("[I4] once an authenticator app is set up, the password alone lets nobody in, and a code does", async () => {
  const person = await somebody();
  expect(await stands(person.cookie)).toEqual({ authenticator: false, recoveryCodesLeft: 0 });
  const { app } = await setUpAuthenticator(house, person.cookie);
  expect(await stands(person.cookie)).toEqual({ authenticator: true, recoveryCodesLeft: 10 });
  expect(await isIn(person.cookie)).toBe(true);

  const pending = await challenge(person.email);
  expect(await isIn(pending)).toBe(false);
  expect((await house.ask("GET", "/api/auth/get-session", { cookie: pending })).body).toBeNull();
  expect((await post("/two-factor/verify-totp", pending, { code: "000000" })).body).toEqual(wrongCode);
  const answered = await post("/two-factor/verify-totp", pending, { code: await app.code(1) });
  expect(answered.status).toBe(200);
  const cookie = cookiesOf(answered);
  expect(await isIn(cookie)).toBe(true);
  const list = (await house.ask("GET", "/api/auth/list-sessions", { cookie })).body as { way: string }[];
  expect(list.map(({ way }) => way)).toEqual(["code", "code"]);
});

it("[I4] nothing is asked for before a first code was right, and nothing is set up without the password", async () => {
  const person = await somebody();
  expect((await post("/two-factor/enable", person.cookie, { password: "not the password" })).body).toEqual(
    wrongPassword,
  );
  expect((await post("/two-factor/enable", person.cookie, { password: PASSWORD })).status).toBe(200);
  expect((await post("/two-factor/confirm", person.cookie, { code: "000000" })).body).toEqual(wrongCode);
  expect(await stands(person.cookie)).toEqual({ authenticator: false, recoveryCodesLeft: 0 });
  expect(await isIn((await house.signIn(person.email, PASSWORD)).cookie)).toBe(true);
});

it("[I4] setting it up ends the sign-ins made by the password alone, in other browsers", async () => {
  const person = await somebody();
  const elsewhere = await house.signIn(person.email, PASSWORD);
  await setUpAuthenticator(house, person.cookie);
  expect(await isIn(elsewhere.cookie)).toBe(false);
  expect(await isIn(person.cookie)).toBe(true);
});

it("[I4] a code works once: whoever looked on cannot use it again", async () => {
  const person = await somebody();
  const { app } = await setUpAuthenticator(house, person.cookie);
  const code = await app.code(1);
  const [first, second] = [await challenge(person.email), await challenge(person.email)];
  const both = await Promise.all([first, second].map((each) => post("/two-factor/verify-totp", each, { code })));
  expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  expect((await post("/two-factor/verify-totp", await challenge(person.email), { code })).body).toEqual(wrongCode);
});

it("[I4] each of the ten recovery codes works once, however it is typed", async () => {
  const person = await somebody();
  const { recoveryCodes } = await setUpAuthenticator(house, person.cookie);
  expect(recoveryCodes).toHaveLength(10);
  expect(new Set(recoveryCodes).size).toBe(10);
  const typed = ` ${String(recoveryCodes[3]).toUpperCase().replace("-", " ")} `;
  const answered = await post("/two-factor/verify-backup-code", await challenge(person.email), { code: typed });
  expect(answered.status).toBe(200);
  expect(await stands(cookiesOf(answered))).toEqual({ authenticator: true, recoveryCodesLeft: 9 });
  const again = await post("/two-factor/verify-backup-code", await challenge(person.email), { code: recoveryCodes[3] });
  expect(again.body).toEqual(wrongCode);

  const pending = [await challenge(person.email), await challenge(person.email)];
  const race = await Promise.all(
    pending.map((cookie) => post("/two-factor/verify-backup-code", cookie, { code: recoveryCodes[4] })),
  );
  expect(race.filter(({ status }) => status === 200)).toHaveLength(1);
  const audit = await house.ask("GET", `/api/console/audit?actorId=${person.id}&act=person/recoveryCodeUsed`, {
    cookie: ana.cookie,
  });
  expect(audit.body).toMatchObject({ entries: [{ details: { left: 8 } }, { details: { left: 9 } }] });
});

it("[I4] new recovery codes need the password and make the old ones worthless", async () => {
  const person = await somebody();
  const { recoveryCodes } = await setUpAuthenticator(house, person.cookie);
  const renew = (password: string) => post("/two-factor/generate-backup-codes", person.cookie, { password });
  expect((await renew("not the password")).body).toEqual(wrongPassword);
  const fresh = (await renew(PASSWORD)).body as Pick<AuthenticatorSetUp, "recoveryCodes">;
  expect(fresh.recoveryCodes).toHaveLength(10);
  const use = async (code: string | undefined) =>
    (await post("/two-factor/verify-backup-code", await challenge(person.email), { code })).status;
  expect(await use(recoveryCodes[0])).toBe(422);
  expect(await use(fresh.recoveryCodes[0])).toBe(200);
});

it("[I4] switching it off needs the password and a code", async () => {
  const person = await somebody();
  const { app, recoveryCodes } = await setUpAuthenticator(house, person.cookie);
  const disable = (body: object) => post("/two-factor/disable", person.cookie, body);
  expect((await disable({ password: "not the password", code: await app.code(1) })).body).toEqual(wrongPassword);
  expect((await disable({ password: PASSWORD, code: "000000" })).body).toEqual(wrongCode);
  expect((await disable({ password: PASSWORD })).status).toBe(422);
  expect(await stands(person.cookie)).toEqual({ authenticator: true, recoveryCodesLeft: 10 });
  expect((await disable({ password: PASSWORD, code: recoveryCodes[9] })).status).toBe(200);
  expect(await stands(person.cookie)).toEqual({ authenticator: false, recoveryCodesLeft: 0 });
  expect(await isIn((await house.signIn(person.email, PASSWORD)).cookie)).toBe(true);
});

it("[I4][X3] a person's codes take ten wrong tries in ten minutes, over all challenges, addresses and ways", async () => {
  const person = await somebody();
  const { app, recoveryCodes } = await setUpAuthenticator(house, person.cookie);
  for (let round = 0; round < 5; round += 1) {
    const pending = await challenge(person.email);
    const wrong = { code: `${round}`.repeat(6) };
    expect((await post("/two-factor/verify-totp", pending, wrong, `198.51.100.${round}`)).status).toBe(422);
    const paper = { code: "aaaaa-aaaaa" };
    expect((await post("/two-factor/verify-backup-code", pending, paper, `198.51.100.${round + 50}`)).status).toBe(422);
  }
  const pending = await challenge(person.email);
  const right = await post("/two-factor/verify-totp", pending, { code: await app.code(1) });
  expect(right.body).toMatchObject({ refusal: { reason: "tooManyTries" } });
  const paper = await post("/two-factor/verify-backup-code", pending, { code: recoveryCodes[0] });
  expect(paper.body).toMatchObject({ refusal: { reason: "tooManyTries" } });
  house.now += 10 * 60_000;
  expect((await post("/two-factor/verify-backup-code", pending, { code: recoveryCodes[0] })).status).toBe(200);
});

it("[I4] somebody signed in cannot use their own code to win tries at another's", async () => {
  const victim = await somebody();
  await setUpAuthenticator(house, victim.cookie);
  const thief = await somebody();
  const { app } = await setUpAuthenticator(house, thief.cookie);
  const both = `${thief.cookie}; ${await challenge(victim.email)}`;
  expect((await post("/two-factor/verify-totp", both, { code: await app.code(1) })).body).toEqual(notSignedIn);
});

it("[I4] the cookie of somebody who still owes the code opens nothing, and without it no code is taken", async () => {
  const person = await somebody();
  const { app } = await setUpAuthenticator(house, person.cookie);
  const pending = await challenge(person.email);
  for (const path of ["/api/console/me", "/api/console/people", "/api/auth/list-sessions", "/api/auth/second-factor"])
    expect((await house.ask("GET", path, { cookie: pending })).status).toBe(401);
  const value = pending.slice(pending.indexOf("=") + 1);
  expect(await isIn(`__Secure-beckon.session_token=${value}`)).toBe(false);
  for (const path of ["/two-factor/disable", "/two-factor/enable", "/two-factor/confirm"])
    expect((await post(path, pending, { password: PASSWORD, code: await app.code(1) })).body).toEqual(notSignedIn);
  expect((await post("/two-factor/verify-totp", "", { code: await app.code(1) })).body).toEqual(notSignedIn);
  const forged = pending.replace(/=..../, "=AAAA");
  expect((await post("/two-factor/verify-totp", forged, { code: await app.code(1) })).body).toEqual(notSignedIn);
});

it("[I4][X5] somebody disabled between password and code does not come in", async () => {
  const person = await somebody();
  const { app } = await setUpAuthenticator(house, person.cookie);
  const pending = await challenge(person.email);
  await house.ask("PATCH", `/api/console/people/${person.id}`, { cookie: ana.cookie, body: { disabled: true } });
  const answered = await post("/two-factor/verify-totp", pending, { code: await app.code(1) });
  expect(answered.body).toEqual(notSignedIn);
  expect(cookiesOf(answered)).toBe("");
});

it("[X3] an unknown address, a wrong password and a wrong password of somebody with a second factor look the same", async () => {
  const person = await somebody();
  await setUpAuthenticator(house, person.cookie);
  const unknown = await house.signIn("nobody@example.com", "not the password");
  const wrong = await house.signIn(person.email, "not the password");
  expect(wrong).toMatchObject({ status: unknown.status, body: unknown.body, cookie: unknown.cookie });
});

it("[X11] neither the app's secret nor a recovery code is in the database, and no page is told them again", async () => {
  const person = await somebody();
  const { uri, recoveryCodes } = await setUpAuthenticator(house, person.cookie);
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  const kept = JSON.stringify(await house.db.selectFrom("two_factors").selectAll().execute());
  for (const one of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replace("-", ""))])
    expect(kept).not.toContain(one);
  for (const path of ["second-factor", "get-session", "list-sessions"])
    expect((await house.ask("GET", `/api/auth/${path}`, { cookie: person.cookie })).text).not.toContain(secret);
  expect((await post("/two-factor/enable", person.cookie, { password: PASSWORD })).status).toBe(422);
  // Whoever stole the database gives what they found in it.
  const { recovery_codes: set } = await house.db
    .selectFrom("two_factors")
    .selectAll()
    .where("person_id", "=", person.id)
    .executeTakeFirstOrThrow();
  const [hash] = JSON.parse(set) as string[];
  const pending = await challenge(person.email);
  expect((await post("/two-factor/verify-backup-code", pending, { code: hash })).body).toEqual(wrongCode);
});

it("[I4][X21] signing in is in the audit log once, with how it was done, and not while the code is owed", async () => {
  const person = await somebody();
  const { app } = await setUpAuthenticator(house, person.cookie);
  const pending = await challenge(person.email);
  const read = async () =>
    (await house.ask("GET", `/api/console/audit?actorId=${person.id}`, { cookie: ana.cookie })).body;
  const before = [{ act: "person/secondFactorSetUp" }, { act: "person/signedIn", details: { signInBy: "password" } }];
  expect(await read()).toMatchObject({ entries: before });
  await post("/two-factor/verify-totp", pending, { code: await app.code(1) });
  expect(await read()).toMatchObject({
    entries: [{ act: "person/signedIn", details: { signInBy: "code" } }, ...before],
  });
});

it("[I4] no browser is trusted without a code, whatever it asks for, and no other path of the library answers", async () => {
  const person = await somebody();
  const { app } = await setUpAuthenticator(house, person.cookie);
  const asking = { code: await app.code(1), trustDevice: true };
  const answered = await post("/two-factor/verify-totp", await challenge(person.email), asking);
  expect(JSON.stringify(answered.headers["set-cookie"])).not.toContain("trust");
  const paths = ["get-totp-uri", "send-otp", "verify-otp", "view-backup-codes", "generate-totp"];
  for (const path of paths)
    expect((await post(`/two-factor/${path}`, person.cookie, { password: PASSWORD, code: "1" })).status).toBe(404);
});
