import { afterAll, beforeAll, expect, it } from "vitest";
import type { CompanySignInSettings } from "@beckon/protocol/company-sign-in.ts";
import { PASSWORD, PUBLIC_URL, startTestHttp, type TestHttp } from "../http/test-http.ts";
import { startCompanyProvider, type CompanyProvider } from "../../testing/company-provider.ts";

let house: TestHttp;
let provider: CompanyProvider;
type Company = Awaited<ReturnType<TestHttp["company"]>>;
let acme: Company;
let rival: Company;
let made = 0;

beforeAll(async () => {
  house = await startTestHttp();
  acme = await house.company("Acme");
  rival = await house.company("Rival");
  await house.db.updateTable("people").set({ email: "boss@acme.example" }).where("id", "=", idOf(acme)).execute();
  await house.db.updateTable("people").set({ email: "boss@rival.example" }).where("id", "=", idOf(rival)).execute();
  provider = await startCompanyProvider([acme, rival].map((one) => callbackOf(one)));
  expect((await set(acme)).status).toBe(200);
});
afterAll(async () => {
  await house.close();
  await provider.stop();
});

const PATH = "/api/console/company/sign-in";
const idOf = (company: Company) => company.administrator.personId;
const callbackOf = (company: Company) => `${PUBLIC_URL}/api/auth/company/callback/${company.administrator.companyId}`;

function settings(more: Partial<CompanySignInSettings> = {}): CompanySignInSettings {
  return {
    on: true,
    slug: "acme",
    issuer: provider.issuer,
    clientId: provider.clientId,
    scopes: "email profile groups",
    domains: ["acme.example"],
    trustsAddresses: false,
    roleClaim: "",
    roleValues: { administrator: [], supervisor: [], expert: [] },
    defaultRole: "expert",
    groupIds: [],
    makesPeople: true,
    only: false,
    ...more,
  };
}

async function set(
  company: Company,
  more: Partial<CompanySignInSettings> = {},
  secret: string | null = provider.clientSecret,
) {
  const { version } = (await house.ask("GET", PATH, { cookie: company.cookie })).body as { version: number };
  return await house.ask("PUT", PATH, { cookie: company.cookie, body: { settings: settings(more), secret, version } });
}

async function begin(by: object = { slug: "acme" }) {
  const begun = await house.ask("POST", "/api/company-sign-in/begin", { body: by });
  const cookie = String(begun.headers["set-cookie"]).split(";", 1)[0] ?? "";
  return { ...begun, cookie, url: (begun.body as { url: string }).url };
}

async function comeBack(url: URL, cookie: string, headers: Record<string, string> = {}) {
  // Another site's page sends the browser here.
  const back = await house.ask("GET", url.pathname + url.search, {
    cookie,
    headers: { "sec-fetch-site": "cross-site", origin: "null", ...headers },
  });
  const cookies = [back.headers["set-cookie"] ?? []].flat().map((one) => `${one as string}`.split(";", 1)[0] ?? "");
  const session = cookies.find((one) => one.includes("session_token=") && !one.endsWith("="));
  const me = session === undefined ? undefined : (await house.ask("GET", "/api/console/me", { cookie: session })).body;
  return { status: back.status, to: String(back.headers["location"]), cookie: session, me: me as Me | undefined, back };
}
type Me = { personId: string; email: string; name: string; role: string; company: { id: string } };

async function comeIn(login: string | null, by: object = { slug: "acme" }) {
  const { url, cookie } = await begin(by);
  return await comeBack(await provider.signIn(url, login), cookie);
}

function newcomer(claims: object = {}): { login: string; email: string } {
  const login = `sub-${(made += 1)}`;
  const email = `new${made}@acme.example`;
  provider.people.set(login, { email, email_verified: true, name: `New ${made}`, ...claims });
  return { login, email };
}

it("[I1][I2] whoever has the company's account comes in at its address, is made the first time, and is the same person the next", async () => {
  const { login, email } = newcomer();
  const first = await comeIn(login);
  expect(first).toMatchObject({ status: 303, to: "/console/queue" });
  expect(first.me).toMatchObject({ email, role: "expert", company: { id: acme.administrator.companyId } });
  // Another address at the provider: the account counts, not what it is called.
  provider.people.set(login, { email: "else@acme.example", email_verified: true });
  const second = await comeIn(login);
  expect(second.me).toMatchObject({ personId: first.me?.personId, email });
  const audit = await house.ask("GET", `/api/console/audit?text=${first.me?.personId}`, { cookie: acme.cookie });
  const acts = (audit.body as { entries: { act: string }[] }).entries.map(({ act }) => act);
  expect(acts).toEqual(["person/signedIn", "person/signedIn", "person/bound", "person/created"]);
});

it("[I1] people are led to their provider by the domain of their address, with the address as a hint", async () => {
  const find = async (email: string) =>
    (await house.ask("POST", "/api/company-sign-in/find", { body: { email } })).body as object;
  expect(await find("Somebody@ACME.example")).toEqual({ domain: "acme.example" });
  expect(await find("somebody@sub.acme.example")).toEqual({ domain: null });
  expect(await find("acme.example@elsewhere.example")).toEqual({ domain: null });
  const { url } = await begin({ email: "eva@acme.example" });
  const asked = new URL(url).searchParams;
  expect(asked.get("login_hint")).toBe("eva@acme.example");
  expect(asked.get("scope")).toBe("openid email profile groups");
  expect(asked.get("code_challenge_method")).toBe("S256");
  expect(asked.get("nonce")).toMatch(/^[\w-]{43}$/);
  expect((await begin({ email: "eva@rival.example" })).status).toBe(404);
});

it("[I2] somebody known is found by a verified address of their company, and keeps their password", async () => {
  const person = await house.person(acme.administrator.companyId, "supervisor");
  const email = `known${(made += 1)}@acme.example`;
  await house.db.updateTable("people").set({ email }).where("id", "=", person.id).execute();
  const { login } = newcomer({ email: email.toUpperCase() });
  const came = await comeIn(login);
  expect(came.me).toMatchObject({ personId: person.id, role: "supervisor" });
  expect((await house.signIn(email, PASSWORD)).status).toBe(200);
  // The address is given to somebody else at the provider: their account is not this person's.
  const other = newcomer({ email });
  expect((await comeIn(other.login)).to).toBe("/console/sign-in?problem=otherAccount");
});

it("[I2] an address that is not verified, of another domain, or missing does not count", async () => {
  expect((await comeIn(newcomer({ email_verified: false }).login)).to).toContain("problem=addressNotVerified");
  expect((await comeIn(newcomer({ email_verified: undefined }).login)).to).toContain("problem=addressNotVerified");
  expect((await comeIn(newcomer({ email: "x@elsewhere.example" }).login)).to).toContain("problem=otherDomain");
  expect((await comeIn(newcomer({ email: "x@sub.acme.example" }).login)).to).toContain("problem=otherDomain");
  expect((await comeIn(newcomer({ email: undefined }).login)).to).toContain("problem=noAddress");
  await set(acme, { trustsAddresses: true });
  const trusted = newcomer({ email_verified: undefined });
  expect((await comeIn(trusted.login)).me).toMatchObject({ email: trusted.email });
  await set(acme);
});

it("[I1] nobody of another company comes in, whatever address the provider gives them", async () => {
  // A provider that gives away another company's address.
  await set(acme, { domains: ["acme.example", "shared.example"] });
  await house.db.updateTable("people").set({ email: "boss@shared.example" }).where("id", "=", idOf(rival)).execute();
  const came = await comeIn(newcomer({ email: "boss@shared.example" }).login);
  expect(came).toMatchObject({ to: "/console/sign-in?problem=unknownPerson", cookie: undefined });
  await house.db.updateTable("people").set({ email: "boss@rival.example" }).where("id", "=", idOf(rival)).execute();
  await set(acme);
});

it("[I1] a domain belongs to one company: neither another's nor one where another has people can be taken", async () => {
  const taken = { refusal: { reason: "invalid", field: "domains", problem: "taken" } };
  expect((await set(rival, { slug: "rival" })).body).toEqual(taken);
  expect((await set(rival, { slug: "rival", domains: ["own.example"] })).status).toBe(200);
  expect((await set(acme, { domains: ["acme.example", "rival.example"] })).body).toEqual(taken);
  expect((await set(acme, { domains: ["own.example"] })).body).toEqual(taken);
  const slug = { refusal: { reason: "invalid", field: "slug", problem: "taken" } };
  expect((await set(rival, { domains: ["own.example"] })).body).toEqual(slug);
});

it("[I1] an answer for one company is none for another: each has its own address to come back to", async () => {
  await set(rival, { slug: "rival", domains: ["own.example"] });
  const { url, cookie } = await begin();
  const back = await provider.signIn(url, newcomer().login);
  const elsewhere = new URL(callbackOf(rival) + back.search);
  expect(await comeBack(elsewhere, cookie)).toMatchObject({
    to: "/console/sign-in?problem=expired",
    cookie: undefined,
  });
  expect((await comeBack(back, cookie)).me).toMatchObject({ company: { id: acme.administrator.companyId } });
});

it("[I1] an answer works once, for ten minutes, in the browser that asked", async () => {
  const { url, cookie } = await begin();
  const back = await provider.signIn(url, newcomer().login);
  const otherBrowser = "/console/sign-in?problem=otherBrowser";
  expect(await comeBack(back, "")).toMatchObject({ to: otherBrowser, cookie: undefined });
  const stranger = await begin();
  expect(await comeBack(back, stranger.cookie)).toMatchObject({ to: otherBrowser, cookie: undefined });
  const forged = new URL(back);
  forged.searchParams.set("state", "A".repeat(43));
  expect(await comeBack(forged, cookie)).toMatchObject({ to: otherBrowser, cookie: undefined });
  expect((await comeBack(back, cookie)).me).toBeDefined();
  expect(await comeBack(back, cookie)).toMatchObject({ to: "/console/sign-in?problem=expired", cookie: undefined });

  const late = await begin();
  const lateBack = await provider.signIn(late.url, newcomer().login);
  house.now += 11 * 60_000;
  expect(await comeBack(lateBack, late.cookie)).toMatchObject({ to: "/console/sign-in?problem=expired" });
});

it("[I1] settings that changed on the way end it, and a provider that is off lets nobody in", async () => {
  const { url, cookie } = await begin();
  const back = await provider.signIn(url, newcomer().login);
  await set(acme);
  expect((await comeBack(back, cookie)).to).toBe("/console/sign-in?problem=changed");
  await set(acme, { on: false });
  expect((await begin()).status).toBe(404);
  expect((await begin({ email: "a@acme.example" })).status).toBe(404);
  await set(acme);
});

it("[I1] keys that the provider changed are the right ones at once", async () => {
  const { login } = newcomer();
  expect((await comeIn(login)).me).toBeDefined();
  await provider.rotateKeys();
  expect((await comeIn(login)).me).toBeDefined();
});

it("[I1] after a sign-in comes a page of the console, never another site's", async () => {
  const { login } = newcomer();
  const ends = async (back: string) => (await comeIn(login, { slug: "acme", back })).to;
  expect(await ends("/console/cases?state=new#x")).toBe("/console/cases?state=new#x");
  for (const bad of [
    "https://evil.example/console/",
    "//evil.example/console/",
    "/\\evil.example/console/",
    "/api/x",
    "javascript:alert(1)",
    "/console/../../etc",
  ])
    expect(await ends(bad)).toBe("/console/queue");
});

it("[I1] a no at the provider, a wrong secret and a provider that is away are told as what they are", async () => {
  expect((await comeIn(null)).to).toBe("/console/sign-in?problem=denied");
  await set(acme, {}, "wrong secret");
  expect((await comeIn(newcomer().login)).to).toBe("/console/sign-in?problem=providerRefused");
  await set(acme, { issuer: "http://localhost:1" });
  expect((await begin()).url).toBe(`${PUBLIC_URL}/console/sign-in?problem=unreachable`);
  await set(acme);
});

it("[I2][X5] somebody disabled stays out", async () => {
  const { login } = newcomer();
  const { me } = await comeIn(login);
  await house.ask("PATCH", `/api/console/people/${me?.personId}`, { cookie: acme.cookie, body: { disabled: true } });
  expect(await comeIn(login)).toMatchObject({ to: "/console/sign-in?problem=disabled", cookie: undefined });
});

it("[I2] where people are not made, only known ones come in", async () => {
  await set(acme, { makesPeople: false });
  expect((await comeIn(newcomer().login)).to).toBe("/console/sign-in?problem=unknownPerson");
  await set(acme);
});

it("[I2] new people get the default role and groups", async () => {
  await set(acme, { defaultRole: "supervisor", groupIds: [acme.groupId] });
  const { me } = await comeIn(newcomer().login);
  expect(me?.role).toBe("supervisor");
  const shares = await house.db
    .selectFrom("group_shares")
    .selectAll()
    .where("person_id", "=", me?.personId ?? "")
    .execute();
  expect(shares).toMatchObject([{ group_id: acme.groupId, access: "write" }]);
  await set(acme);
});

it("[I2][P3] roles follow a claim at each sign-in, the highest counts, and the last administrator stays one", async () => {
  const roleValues = { administrator: ["Admins"], supervisor: ["leads", "heads"], expert: ["desk"] };
  const mapped = { roleClaim: "realm.groups", roleValues, defaultRole: null } as const;
  await set(acme, mapped);
  const { login, email } = newcomer();
  const as = async (groups: unknown) => {
    provider.people.set(login, { email, email_verified: true, realm: { groups } });
    const { me, to } = await comeIn(login);
    return me?.role ?? to;
  };
  expect(await as(["desk", "heads"])).toBe("supervisor");
  expect(await as("desk")).toBe("expert");
  expect(await as(["Admins", "desk"])).toBe("administrator");
  expect(await as(["admins"])).toBe("/console/sign-in?problem=noRole");
  expect(await as(undefined)).toBe("/console/sign-in?problem=noRole");
  await set(acme, { ...mapped, defaultRole: "expert" });
  expect(await as(undefined)).toBe("expert");

  const boss = newcomer({ email: "boss@acme.example", realm: { groups: ["desk"] } });
  expect((await comeIn(boss.login)).me).toMatchObject({ personId: idOf(acme), role: "administrator" });
  await set(acme);
});

it("[I1] only by the company: passwords let administrators in, so that a provider out of order locks no company out", async () => {
  const person = await house.person(acme.administrator.companyId, "expert");
  await set(acme, { only: true });
  expect(await house.signIn(person.email, PASSWORD)).toMatchObject({ status: 403, cookie: "" });
  expect((await house.signIn(person.email, "wrong password")).status).toBe(401);
  expect((await house.signIn("boss@acme.example", PASSWORD)).status).toBe(200);
  await set(acme, { only: true, on: false });
  expect((await house.signIn(person.email, PASSWORD)).status).toBe(200);
  await set(acme);
});

it("[I1] a try-out shows what came and what would follow, and changes nothing", async () => {
  await set(acme, { on: false });
  const trial = async (login: string | null) => {
    const begun = await house.ask("POST", `${PATH}/trials`, { cookie: acme.cookie });
    const cookie = String(begun.headers["set-cookie"]).split(";", 1)[0] ?? "";
    const back = await provider.signIn((begun.body as { url: string }).url, login);
    const came = await comeBack(back, cookie);
    expect(came.cookie).toBeUndefined();
    const id = /^\/console\/settings\/company-sign-in\?trial=([0-9a-f]{64})$/.exec(came.to)?.[1];
    expect((await house.ask("GET", `${PATH}/trials/${id}`, { cookie: rival.cookie })).status).toBe(404);
    return (await house.ask("GET", `${PATH}/trials/${id}`, { cookie: acme.cookie })).body;
  };
  const { login, email } = newcomer();
  const shown = await trial(login);
  expect(shown).toMatchObject({ problem: null, follows: { is: "new", email, role: "expert", roleBefore: null } });
  expect((shown as { claims: object[] }).claims).toContainEqual({ name: "email", value: email });
  expect(await house.db.selectFrom("people").select("id").where("email", "=", email).execute()).toEqual([]);
  expect(await trial(newcomer({ email_verified: false }).login)).toMatchObject({
    problem: "addressNotVerified",
    follows: null,
  });
  expect(await trial(null)).toMatchObject({ problem: "denied", detail: "access_denied: The person said no" });
  await set(acme);
});

it("[X11] the client's secret is kept sealed and never shown again; only administrators see the settings", async () => {
  const read = await house.ask("GET", PATH, { cookie: acme.cookie });
  expect(read.body).toMatchObject({ hasSecret: true, redirectUri: callbackOf(acme) });
  expect(read.text).not.toContain(provider.clientSecret);
  const { sealed_secret: sealed } = await house.db
    .selectFrom("company_sign_in")
    .select("sealed_secret")
    .where("company_id", "=", acme.administrator.companyId)
    .executeTakeFirstOrThrow();
  expect(sealed?.toString("latin1")).not.toContain(provider.clientSecret);
  const audit = await house.ask("GET", "/api/console/audit?act=companySignIn/changed", { cookie: acme.cookie });
  expect(audit.text).toContain(provider.issuer);
  expect(audit.text).not.toContain(provider.clientSecret);
  // Kept when none is given.
  await set(acme, {}, null);
  expect((await comeIn(newcomer().login)).me).toBeDefined();
  const expert = await house.person(acme.administrator.companyId, "expert");
  for (const method of ["GET", "DELETE"] as const)
    expect((await house.ask(method, PATH, { cookie: expert.cookie })).status).toBe(403);
  // Sealed for this company: moved to another one it is worth nothing.
  await house.db
    .updateTable("company_sign_in")
    .set({ sealed_secret: sealed })
    .where("company_id", "=", rival.administrator.companyId)
    .execute();
  expect((await begin({ slug: "rival" })).url).toBe(`${PUBLIC_URL}/console/sign-in?problem=secretLost`);
});

it("[I1] an issuer is https, or http on this computer only", async () => {
  const refusedAs = async (issuer: string) => (await set(acme, { issuer })).status;
  for (const bad of [
    "http://idp.example",
    "http://localhost.evil.example",
    "ftp://idp.example",
    "https://a@idp.example",
    "https://idp.example?x=1",
    "idp.example",
    "http://127.0.0.1@evil.example",
  ])
    expect([bad, await refusedAs(bad)]).toEqual([bad, 422]);
});

it("[I1] two windows at once make one person", async () => {
  const { login, email } = newcomer();
  const ways = await Promise.all([begin(), begin()]);
  const backs = await Promise.all(ways.map(({ url }) => provider.signIn(url, login)));
  const came = await Promise.all(backs.map((back, at) => comeBack(back, ways[at]?.cookie ?? "")));
  expect(came.map(({ me }) => me?.email)).toEqual([email, email]);
  expect(came[0]?.me?.personId).toBe(came[1]?.me?.personId);
});

it("[I1] taken away, it leads nobody in, and accounts are forgotten", async () => {
  const { login } = newcomer();
  const { me } = await comeIn(login);
  expect((await house.ask("DELETE", PATH, { cookie: acme.cookie })).status).toBe(200);
  expect((await begin()).status).toBe(404);
  const kept = house.db
    .selectFrom("credentials")
    .select("id")
    .where("person_id", "=", me?.personId ?? "");
  expect(await kept.execute()).toEqual([]);
  await set(acme);
});
