import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";
import { openDatabase } from "../store/database.ts";
import { openTokens } from "./asker-of.ts";
import { isSafeAddress } from "./apps.ts";
import { ACCESS_MS, forgetOldGrants } from "./grants.ts";

const REDIRECT = "https://helpdesk.example/callback?tenant=1";
const VERIFIER = "v".repeat(43);
const CHALLENGE = createHash("sha256").update(VERIFIER).digest("base64url");

let house: TestHttp;
let companyId: string;
let admin: string;
let ben: { id: string; cookie: string };
let app: { id: string; client_id: string; client_secret: string };
let phone: { client_id: string };

beforeAll(async () => {
  house = await startTestHttp();
  const made = await house.company("Acme");
  companyId = made.administrator.companyId;
  admin = made.cookie;
  ben = await house.person(companyId, "expert");
  app = await register({ name: "Help desk", confidential: true });
  phone = await register({ name: "Phone", confidential: false });
});
afterAll(async () => house.close());

async function register(what: { name: string; confidential: boolean }) {
  const body = { redirectUris: [REDIRECT], scopes: ["Account.Read", "Sessions.Create"], ...what };
  const made = await house.ask("POST", "/api/console/apps", { cookie: admin, body });
  expect(made.status).toBe(200);
  const { app: kept, clientSecret } = made.body as { app: { id: string; clientId: string }; clientSecret: string };
  return { id: kept.id, client_id: kept.clientId, client_secret: clientSecret };
}

type Fields = Record<string, string>;

/** The person allows; gives the query the app's address is called with. */
async function decide(more: Fields, allow = true, cookie = ben.cookie): Promise<Fields> {
  const body = { response_type: "code", client_id: app.client_id, redirect_uri: REDIRECT, allow, ...more };
  const decided = await house.ask("POST", "/api/console/authorization", { cookie, body });
  expect(decided.status).toBe(200);
  const { url } = decided.body as { url: string };
  expect(url.startsWith(`${REDIRECT}&`)).toBe(true);
  const { tenant, ...rest } = Object.fromEntries(new URL(url).searchParams);
  expect(tenant).toBe("1");
  return rest;
}

async function post(path: string, fields: Fields, headers: Fields = {}) {
  const { status, body } = await house.ask("POST", `/api/v1/oauth2/${path}`, { body: fields, headers });
  return { status, body: body as Record<string, string> };
}

const asApp = () => ({ client_id: app.client_id, client_secret: app.client_secret });
const exchange = async (code = "", more: Fields = {}) =>
  await post("token", { grant_type: "authorization_code", code, redirect_uri: REDIRECT, ...asApp(), ...more });
const renew = async (refresh_token = "", more: Fields = {}) =>
  await post("token", { grant_type: "refresh_token", refresh_token, ...asApp(), ...more });

async function consent(): Promise<{ access: string; refresh: string }> {
  const { code } = await decide({});
  const { status, body } = await exchange(code);
  expect(status).toBe(200);
  return { access: body["access_token"] ?? "", refresh: body["refresh_token"] ?? "" };
}

async function isValid(token = ""): Promise<boolean> {
  const { body } = await house.ask("GET", "/api/v1/ping", { headers: { authorization: `Bearer ${token}` } });
  return (body as { token_valid: boolean }).token_valid;
}

it("[W5] an app gets tokens by the person's consent: the state comes back, and the tokens act as that person through the app", async () => {
  const state = 'a&b= "ü" 12345678901234567890';
  const { code, state: back } = await decide({ state });
  expect(back).toBe(state);
  const { status, body } = await exchange(code);
  expect([status, body]).toEqual([
    200,
    { access_token: expect.any(String), token_type: "bearer", expires_in: 3600, refresh_token: expect.any(String) },
  ]);
  const holder = await openTokens(house.db).askerOf(body["access_token"] ?? "", house.now);
  expect(holder).toMatchObject({
    level: "person",
    scope: { personId: ben.id, companyId, role: "expert", through: "Help desk" },
    scopes: new Set(["Sessions.Create", "Account.Read"]),
  });
});

it("[W5][W1] the token endpoint takes JSON and forms, on paths in any case, the app's secret in the body or by Basic", async () => {
  const basic = Buffer.from(`${app.client_id}:${app.client_secret}`).toString("base64");
  const { code } = await decide({});
  const form = new URLSearchParams({ grant_type: "authorization_code", code: code ?? "", redirect_uri: REDIRECT });
  const answered = await house.app.inject({
    method: "POST",
    url: "/API/v1/OAuth2/Token",
    headers: { "content-type": "application/x-www-form-urlencoded", authorization: `Basic ${basic}` },
    payload: form.toString(),
  });
  expect(answered.statusCode).toBe(200);
  expect(answered.headers["cache-control"]).toBe("no-store");
  const { refresh_token } = answered.json<{ refresh_token: string }>();
  expect((await renew(refresh_token)).status).toBe(200);
});

it("[W5] a scope that is asked for narrows what the token may; none that is offered is sent back", async () => {
  const { code } = await decide({ scope: "account.read Users.Create" });
  const { body } = await exchange(code);
  const holder = await openTokens(house.db).askerOf(body["access_token"] ?? "", house.now);
  expect(holder).toMatchObject({ scopes: new Set(["Account.Read"]) });
  expect(await decide({ scope: "Users.Create", state: "s" })).toEqual({ error: "invalid_scope", state: "s" });
});

it("[W5] an app that keeps no secret needs PKCE's challenge, and its code the verifier", async () => {
  const { client_id } = phone;
  expect(await decide({ client_id })).toEqual({ error: "invalid_request" });
  expect(await decide({ client_id, code_challenge: VERIFIER, code_challenge_method: "plain" })).toEqual({
    error: "invalid_request",
  });
  const asked = { client_id, code_challenge: CHALLENGE, code_challenge_method: "S256" };
  const { code } = await decide(asked);
  const give = async (more: Fields) =>
    await post("token", {
      grant_type: "authorization_code",
      code: code ?? "",
      redirect_uri: REDIRECT,
      client_id,
      ...more,
    });
  expect((await give({})).body["error"]).toBe("wrong_credentials");
  expect((await give({ code_verifier: "w".repeat(43) })).body["error"]).toBe("wrong_credentials");
  expect((await give({ code_verifier: VERIFIER })).status).toBe(200);
  // A verifier where there was no challenge is no better than a wrong one.
  const plain = await decide({});
  expect((await exchange(plain["code"], { code_verifier: VERIFIER })).status).toBe(401);
});

it("[W5] nobody is sent to an address that was not registered, nor asked for an app of another company", async () => {
  const other = await house.company("Other");
  const read = async (cookie: string, more: Fields) => {
    const body = { response_type: "code", client_id: app.client_id, redirect_uri: REDIRECT, ...more };
    return (await house.ask("POST", "/api/console/authorization/read", { cookie, body })).status;
  };
  expect(await read(ben.cookie, {})).toBe(200);
  for (const redirect_uri of [`${REDIRECT}&x=1`, "https://helpdesk.example/callback", "https://evil.example/", "x"])
    expect([redirect_uri, await read(ben.cookie, { redirect_uri })]).toEqual([redirect_uri, 422]);
  expect(await read(ben.cookie, { client_id: "unknown" })).toBe(404);
  expect(await read(other.cookie, {})).toBe(404);
  expect(await decide({}, false)).toEqual({ error: "access_denied" });
  expect(await decide({ response_type: "token" })).toEqual({ error: "unsupported_response_type" });
});

it("[W5] a code works once, for its app and address, for two minutes; used again it ends what came of it", async () => {
  const { code } = await decide({});
  const other = await register({ name: "Another", confidential: true });
  const foreign = { client_id: other.client_id, client_secret: other.client_secret };
  expect((await exchange(code, foreign)).body["error"]).toBe("wrong_credentials");
  expect((await exchange(code, { redirect_uri: "https://helpdesk.example/" })).status).toBe(401);
  const { body } = await exchange(code);
  expect(await isValid(body["access_token"])).toBe(true);
  expect((await exchange(code)).body["error"]).toBe("wrong_credentials");
  expect(await isValid(body["access_token"])).toBe(false);
  expect((await renew(body["refresh_token"])).status).toBe(401);

  const late = await decide({});
  house.now += 2 * 60_000;
  expect((await exchange(late["code"])).status).toBe(401);
});

it("[W5] of two who use one code at once at most one gets tokens, and they are ended", async () => {
  const { code } = await decide({});
  const both = await Promise.all([exchange(code), exchange(code)]);
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 401]));
  for (const { body } of both) expect(await isValid(body["access_token"])).toBe(false);
});

it("[W5] an access token that ran out answers token_expired, and the refresh token gives the next ones", async () => {
  const first = await consent();
  house.now += ACCESS_MS;
  const { status, body } = await house.ask("GET", "/api/v1/reports/connections", {
    headers: { authorization: `Bearer ${first.access}` },
  });
  expect([status, body]).toMatchObject([401, { error: "token_expired", error_code: 401 }]);
  expect(await isValid(first.access)).toBe(false);
  const next = await renew(first.refresh);
  expect(await isValid(next.body["access_token"])).toBe(true);
  expect(next.body["refresh_token"]).not.toBe(first.refresh);
});

it("[W5] a refresh token may come once more within seconds, for a client that lost the answer; then it ends the family", async () => {
  const first = await consent();
  const lost = await renew(first.refresh);
  house.now += 5_000;
  const again = await renew(first.refresh);
  expect([lost.status, again.status]).toEqual([200, 200]);
  expect((await renew(first.refresh)).body["error"]).toBe("wrong_credentials");
  for (const { body } of [lost, again]) {
    expect(await isValid(body["access_token"])).toBe(false);
    expect((await renew(body["refresh_token"])).status).toBe(401);
  }

  const second = await consent();
  const stolen = await renew(second.refresh);
  house.now += 10_001;
  expect((await renew(second.refresh)).status).toBe(401);
  expect(await isValid(stolen.body["access_token"])).toBe(false);
});

it("[W5][W3] what is wrong is said in the API's shape", async () => {
  const { code } = await decide({});
  const cases: [Fields, Fields, number, string][] = [
    [{}, asApp(), 400, "invalid_request"],
    [{ grant_type: "password" }, asApp(), 400, "invalid_request"],
    [{ grant_type: "authorization_code" }, {}, 400, "invalid_request"],
    [{ grant_type: "authorization_code" }, asApp(), 400, "invalid_request"],
    [{ grant_type: "refresh_token" }, asApp(), 400, "invalid_request"],
    [{ grant_type: "refresh_token", refresh_token: "x" }, asApp(), 401, "wrong_credentials"],
    [{ grant_type: "refresh_token", refresh_token: "x" }, { client_id: "nobody" }, 401, "invalid_client"],
    [{ grant_type: "refresh_token", refresh_token: "x" }, { client_id: app.client_id }, 401, "invalid_client"],
    [{ grant_type: "refresh_token", refresh_token: "x" }, { ...asApp(), client_secret: "x" }, 401, "invalid_client"],
    [{ grant_type: "authorization_code", code: "x" }, asApp(), 401, "wrong_credentials"],
  ];
  for (const [fields, client, status, error] of cases) {
    const answered = await post("token", { ...fields, ...client });
    expect([fields, client, answered.status, answered.body["error"]]).toEqual([fields, client, status, error]);
    expect(answered.body).toMatchObject({ error_code: status, error_signature: expect.any(String) });
  }
  expect((await exchange(code)).status).toBe(200);
});

it("[W5] revoking works at once, by the access or the refresh token, in the body or as the bearer, on every server", async () => {
  const elsewhere = openDatabase(house.databaseUrl);
  const other = openTokens(elsewhere.db);
  const ways: ((tokens: { access: string; refresh: string }) => Promise<{ status: number }>)[] = [
    async ({ access }) => await post("revoke", { token: access }),
    async ({ refresh }) => await post("revoke", { token: refresh, ...asApp() }),
    async ({ access }) => await post("revoke", {}, { authorization: `Bearer ${access}` }),
  ];
  for (const revoke of ways) {
    const tokens = await consent();
    expect(typeof (await other.askerOf(tokens.access, house.now))).toBe("object");
    expect((await revoke(tokens)).status).toBe(200);
    expect(await other.askerOf(tokens.access, house.now)).toBe("unknown");
    expect((await renew(tokens.refresh)).status).toBe(401);
  }
  expect(await post("revoke", { token: "unknown" })).toEqual({ status: 200, body: {} });
  const kept = await consent();
  expect((await post("revoke", { token: kept.access, ...asApp(), client_secret: "x" })).status).toBe(401);
  expect(await isValid(kept.access)).toBe(true);
  await elsewhere.close();
});

it("[W5] the person takes back what they allowed, the administrator deletes the app, and disabling the person ends it too", async () => {
  const mine = await consent();
  const { body } = await house.ask("GET", "/api/console/grants", { cookie: ben.cookie });
  const [latest] = (body as { grants: { id: string; name: string }[] }).grants;
  expect(latest?.name).toBe("Help desk");
  const path = `/api/console/grants/${latest?.id}`;
  expect((await house.ask("DELETE", path, { cookie: admin })).status).toBe(404);
  for (const { id } of (body as { grants: { id: string }[] }).grants)
    expect((await house.ask("DELETE", `/api/console/grants/${id}`, { cookie: ben.cookie })).status).toBe(200);
  expect(await isValid(mine.access)).toBe(false);

  const second = await house.person(companyId, "expert");
  const { code } = await decide({}, true, second.cookie);
  const theirs = (await exchange(code)).body["access_token"];
  expect(await isValid(theirs)).toBe(true);
  const change = { cookie: admin, body: { disabled: true } };
  expect((await house.ask("PATCH", `/api/console/people/${second.id}`, change)).status).toBe(200);
  expect(await isValid(theirs)).toBe(false);

  const gone = await register({ name: "Gone", confidential: true });
  const allowed = await decide({ client_id: gone.client_id });
  const credentials = { client_id: gone.client_id, client_secret: gone.client_secret };
  const last = (await exchange(allowed["code"], credentials)).body["access_token"];
  expect(await isValid(last)).toBe(true);
  const app = `/api/console/apps/${gone.id}`;
  expect((await house.ask("DELETE", app, { cookie: ben.cookie })).status).toBe(403);
  expect((await house.ask("DELETE", app, { cookie: admin })).status).toBe(200);
  expect(await isValid(last)).toBe(false);
  const acts = await house.db.selectFrom("audit").select("act").where("subject", "=", gone.id).orderBy("id").execute();
  expect(acts.map(({ act }) => act)).toEqual(["app/created", "app/allowed", "app/deleted"]);
});

it("[W5] only administrators register apps, and only with addresses that codes may go to", async () => {
  const body = { name: "x", redirectUris: [REDIRECT], scopes: ["Account.Read"], confidential: true };
  expect((await house.ask("POST", "/api/console/apps", { cookie: ben.cookie, body })).status).toBe(403);
  expect((await house.ask("GET", "/api/console/apps", { cookie: ben.cookie })).status).toBe(403);
  const evil = { ...body, redirectUris: ["javascript:alert(1)"] };
  expect((await house.ask("POST", "/api/console/apps", { cookie: admin, body: evil })).status).toBe(422);
  const good = ["https://a.example", "http://localhost:1234/cb", "http://127.0.0.1/", "com.example.app:/cb"];
  const bad = [
    "http://a.example/",
    "https://a.example/#x",
    "javascript:alert(1)",
    "data:text/html,x",
    "x",
    "https://u:p@a.example/",
    "file:///x",
  ];
  expect(good.filter((one) => !isSafeAddress(one))).toEqual([]);
  expect(bad.filter((one) => isSafeAddress(one))).toEqual([]);
});

it("[W5][X11] neither codes nor secrets nor tokens are kept in the clear, and what ran out is forgotten", async () => {
  const { code } = await decide({});
  const { body } = await exchange(code);
  const secrets = [code, app.client_secret, body["access_token"]?.slice(3), body["refresh_token"]?.slice(3)];
  const tables = ["oauth_apps", "oauth_grants", "oauth_codes", "oauth_tokens", "audit"] as const;
  const rows: unknown[] = [];
  for (const table of tables) rows.push(await house.db.selectFrom(table).selectAll().execute());
  for (const secret of secrets) expect(JSON.stringify(rows)).not.toContain(secret);
  await decide({});
  await forgetOldGrants(house.db, house.now);
  expect(await isValid(body["access_token"])).toBe(true);
  await forgetOldGrants(house.db, house.now + 121 * 24 * 60 * 60_000);
  for (const table of ["oauth_grants", "oauth_codes", "oauth_tokens"] as const)
    expect(await house.db.selectFrom(table).selectAll().execute()).toEqual([]);
});

it("[W5] whom an app sends to the authorize address comes to the console's page, with every letter of what was asked", async () => {
  const asked = "response_type=code&client_id=a&redirect_uri=https%3A%2F%2Fx.example%2F%3Fy%3D1&state=00%2B1";
  for (const path of ["/oauth2/authorize", "/OAuth2/Authorize", "/api/v1/oauth2/authorize"]) {
    const { statusCode, headers } = await house.app.inject({ method: "GET", url: `${path}?${asked}` });
    const [page, packed = ""] = String(headers["location"]).split("#request=");
    const unpacked = Buffer.from(packed, "base64url").toString();
    expect([path, statusCode, page, unpacked]).toEqual([path, 302, "/console/authorize", asked]);
  }
});
