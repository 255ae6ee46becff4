import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { OwnFactors } from "@beckon/protocol/sign-in.ts";
import { PASSWORD, startTestHttp, type TestHttp } from "../http/test-http.ts";
import { setUpAuthenticator } from "./test-authenticator.ts";
import { addPasskey, beginPasskey, challengePasskey, signInByPasskey, softwarePasskey } from "./test-passkey.ts";

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

const notSignedIn = { refusal: { reason: "notSignedIn" } };
const notAccepted = { refusal: { reason: "invalid", field: "passkey", problem: "notAccepted" } };
const notFound = { refusal: { reason: "notFound" } };

const post = (path: string, cookie: string, body: object) => house.ask("POST", `/api/auth${path}`, { cookie, body });
const isIn = async (cookie: string) => (await house.ask("GET", "/api/console/me", { cookie })).status === 200;
const keysOf = async (cookie: string) =>
  ((await house.ask("GET", "/api/auth/second-factor", { cookie })).body as OwnFactors).passkeys;

/** Somebody with a passkey. */
async function somebody() {
  const person = await house.person(ana.administrator.companyId, "expert");
  const key = softwarePasskey();
  expect((await addPasskey(house, person.cookie, key)).status).toBe(200);
  const [kept] = await keysOf(person.cookie);
  return { ...person, key, keyId: kept?.id ?? "" };
}

it("[I3][X21] a passkey is added, named, signs its person in, says when it was last used, and is in the audit log", async () => {
  const { id, cookie, key, keyId } = await somebody();
  expect(await keysOf(cookie)).toMatchObject([{ name: "My key", lastUsedAt: null }]);
  expect((await post("/passkey/rename", cookie, { id: keyId, name: "Laptop" })).status).toBe(200);
  const signedIn = await signInByPasskey(house, key);
  expect(await isIn(signedIn.cookie)).toBe(true);
  expect((await house.ask("GET", "/api/console/me", { cookie: signedIn.cookie })).body).toMatchObject({ personId: id });
  expect(await keysOf(cookie)).toMatchObject([{ name: "Laptop", lastUsedAt: house.now }]);
  const list = (await house.ask("GET", "/api/auth/list-sessions", { cookie })).body as { way: string }[];
  expect(list.map(({ way }) => way).toSorted((a, b) => a.localeCompare(b))).toEqual(["passkey", "password"]);
  const audit = await house.ask("GET", `/api/console/audit?actorId=${id}`, { cookie: ana.cookie });
  expect(audit.body).toMatchObject({
    entries: [
      { act: "person/signedIn", details: { signInBy: "passkey" } },
      { act: "person/passkeyAdded", details: { name: "My key" } },
      { act: "person/signedIn", details: { signInBy: "password" } },
    ],
  });
});

it("[I3][I4] a passkey is both factors: no code is asked for after it", async () => {
  const { cookie, key } = await somebody();
  await setUpAuthenticator(house, cookie);
  expect(await isIn((await signInByPasskey(house, key)).cookie)).toBe(true);
});

it("[I3] adding and removing a passkey needs the password", async () => {
  const { cookie, key, keyId } = await somebody();
  const wrong = { refusal: { reason: "invalid", field: "currentPassword", problem: "notAccepted" } };
  expect((await beginPasskey(house, cookie, "not the password")).body).toEqual(wrong);
  expect((await post("/passkey/remove", cookie, { id: keyId, password: "not the password" })).body).toEqual(wrong);
  expect(await isIn((await signInByPasskey(house, key)).cookie)).toBe(true);
  for (const path of ["generate-register-options", "list-user-passkeys"])
    expect((await house.ask("GET", `/api/auth/passkey/${path}`, { cookie })).status).toBe(404);
  for (const path of ["delete-passkey", "update-passkey"])
    expect((await post(`/passkey/${path}`, cookie, { id: keyId, name: "x" })).status).toBe(404);
});

it("[I3] a removed passkey signs nobody in, and other browsers that came in by one are out", async () => {
  const { cookie, key, keyId } = await somebody();
  const elsewhere = await signInByPasskey(house, key);
  expect((await post("/passkey/remove", cookie, { id: keyId, password: PASSWORD })).status).toBe(200);
  expect(await isIn(elsewhere.cookie)).toBe(false);
  expect(await isIn(cookie)).toBe(true);
  expect((await signInByPasskey(house, key)).body).toEqual(notSignedIn);
  expect(await keysOf(cookie)).toEqual([]);
});

it("[I3] whoever did not verify themselves to their device does not come in, and adds no such passkey", async () => {
  const { cookie, key } = await somebody();
  expect((await signInByPasskey(house, key, { verified: false })).body).toEqual(notSignedIn);
  const touched = await addPasskey(house, cookie, softwarePasskey(), { verified: false });
  expect(touched.body).toEqual(notAccepted);
  const { body } = await challengePasskey(house);
  expect(body).toMatchObject({ userVerification: "required" });
  expect((await beginPasskey(house, cookie)).body).toMatchObject({
    authenticatorSelection: { userVerification: "required", residentKey: "required" },
    rp: { id: "help.example.com" },
  });
});

it("[I3] a copied passkey is found by its counter, which may not go back", async () => {
  const person = await house.person(ana.administrator.companyId, "expert");
  const key = softwarePasskey();
  await addPasskey(house, person.cookie, key, { counter: 3 });
  expect((await signInByPasskey(house, key, { counter: 9 })).status).toBe(200);
  for (const counter of [8, 9, 0]) expect((await signInByPasskey(house, key, { counter })).body).toEqual(notSignedIn);
  expect((await signInByPasskey(house, key, { counter: 10 })).status).toBe(200);
});

it("[I3] what was signed for another site, or answers another challenge, signs nobody in", async () => {
  const { key } = await somebody();
  expect((await signInByPasskey(house, key, { origin: "https://evil.example.com" })).body).toEqual(notSignedIn);
  expect((await signInByPasskey(house, key, { rpId: "evil.example.com" })).body).toEqual(notSignedIn);
  const first = await challengePasskey(house);
  const second = await challengePasskey(house);
  const give = (cookie: string, challenge: string) =>
    post("/passkey/verify-authentication", cookie, { response: key.signIn(challenge) });
  expect((await give(first.cookie, second.challenge)).body).toEqual(notSignedIn);
  expect((await give("", second.challenge)).body).toEqual(notSignedIn);
  expect((await give(second.cookie, second.challenge)).status).toBe(200);
  // What was seen on its way is worth nothing a second time.
  expect((await give(second.cookie, second.challenge)).body).toEqual(notSignedIn);
});

it("[I3] a challenge to sign in adds no passkey, and one to add a passkey signs nobody in", async () => {
  const { cookie, key } = await somebody();
  const toAdd = await beginPasskey(house, cookie);
  const signed = await post("/passkey/verify-authentication", toAdd.cookie, { response: key.signIn(toAdd.challenge) });
  expect(signed.body).toEqual(notSignedIn);
  const toSignIn = await challengePasskey(house);
  const body = { response: softwarePasskey().register(toSignIn.challenge), name: "x" };
  expect((await post("/passkey/verify-registration", `${cookie}; ${toSignIn.cookie}`, body)).body).toEqual(notAccepted);
});

it("[I3][X1] another person's passkey is not found, and their challenge adds none to anybody else", async () => {
  const victim = await somebody();
  const thief = await somebody();
  const rename = { id: victim.keyId, name: "Mine" };
  expect((await post("/passkey/rename", thief.cookie, rename)).body).toEqual(notFound);
  const remove = { id: victim.keyId, password: PASSWORD };
  expect((await post("/passkey/remove", thief.cookie, remove)).body).toEqual(notFound);
  const begun = await beginPasskey(house, victim.cookie);
  const challengeOnly = begun.cookie.slice(victim.cookie.length + 2);
  const body = { response: softwarePasskey().register(begun.challenge), name: "x" };
  const crossed = await post("/passkey/verify-registration", `${thief.cookie}; ${challengeOnly}`, body);
  expect(crossed.body).toEqual(notAccepted);
  expect(await keysOf(victim.cookie)).toHaveLength(1);
  expect(await keysOf(thief.cookie)).toHaveLength(1);
  // The same key for two people would sign in one as the other.
  expect((await addPasskey(house, thief.cookie, victim.key)).body).toEqual(notAccepted);
});

it("[I3][X5] a disabled person's passkey signs nobody in", async () => {
  const { id, key } = await somebody();
  await house.ask("PATCH", `/api/console/people/${id}`, { cookie: ana.cookie, body: { disabled: true } });
  expect((await signInByPasskey(house, key)).body).toEqual(notSignedIn);
});

it("[I3][X3] unknown and malformed passkeys get the same answer, and are limited by address", async () => {
  expect((await signInByPasskey(house, softwarePasskey())).body).toEqual(notSignedIn);
  const odd: object[] = [
    {},
    { response: null },
    { response: { id: 1 } },
    { response: softwarePasskey().register("x") },
  ];
  for (const body of odd) {
    const { cookie } = await challengePasskey(house);
    expect((await post("/passkey/verify-authentication", cookie, body)).body).toEqual(notSignedIn);
  }
  const { cookie } = await somebody();
  for (const body of odd) {
    const begun = await beginPasskey(house, cookie);
    const answered = await post("/passkey/verify-registration", begun.cookie, { ...body, name: "x" });
    expect(answered.body).toEqual(notAccepted);
  }
  let refused = 0;
  for (let round = 0; round < 50; round += 1)
    if ((await post("/passkey/verify-authentication", "", {})).status === 429) refused += 1;
  expect(refused).toBeGreaterThan(0);
});
