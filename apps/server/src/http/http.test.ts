import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Registry } from "prom-client";
import { openDatabase } from "../store/database.ts";
import { openSignIn } from "../sign-in/sign-in.ts";
import { moduleKeyOf } from "../modules/module-key.ts";
import { buildHttp } from "./http.ts";
import { openPrograms } from "./programs.ts";
import { PASSWORD, PUBLIC_URL, startTestHttp, type TestHttp } from "./test-http.ts";

let house: TestHttp;
let folder: string;
const script = `console.log("${"beckon ".repeat(200)}");`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "beckon-web-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "console.html"), "<title>console</title>");
  await writeFile(join(folder, "customer.html"), "<title>customer</title>");
  await writeFile(join(folder, "preview.html"), "<title>preview</title>");
  await writeFile(join(folder, "assets", "main-abc123.js"), script);
  await writeFile(join(folder, "..", "beckon-secret.txt"), "secret");
  house = await startTestHttp({ webFolder: folder });
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
  await rm(join(folder, "..", "beckon-secret.txt"));
});

it("[X7] every answer carries a policy without inline script, and no frame may hold it", async () => {
  for (const path of ["/", "/console", "/api/setup", "/api/nothing", "/healthz"]) {
    const { headers } = await house.ask("GET", path);
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain(`connect-src 'self' wss://${new URL(PUBLIC_URL).host}`);
    expect(policy).not.toContain("unsafe");
    expect(headers["permissions-policy"]).toContain("display-capture=(self), microphone=(self)");
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "strict-transport-security": expect.stringContaining("max-age"),
    });
  }
});

it("[X7] [M2] only the designer's preview can be framed: by our own pages, for people signed in, and it reaches no server", async () => {
  const { cookie } = await house.company("Preview");
  const { status, headers, text } = await house.ask("GET", "/console/preview", { cookie });
  expect([status, text]).toEqual([200, "<title>preview</title>"]);
  const policy = String(headers["content-security-policy"]);
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).toContain("frame-ancestors 'self'");
  expect(policy).not.toContain("unsafe");
  expect(headers["x-frame-options"]).toBe("SAMEORIGIN");
  for (const [path, who] of [
    ["/console/preview", {}],
    ["/console/preview", { cookie: "better-auth.session_token=forged" }],
    ["/console/preview/", { cookie }],
    ["/preview.html", { cookie }],
    ["/console/preview/x", { cookie }],
  ] as const) {
    const other = await house.ask("GET", path, who);
    expect(other.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(other.headers["x-frame-options"]).toBe("DENY");
  }
  expect((await house.ask("GET", "/console/preview")).status).toBe(404);
});

it("[X6] a change asked for by another site's page is refused, whoever is signed in", async () => {
  const { cookie } = await house.company("Origin");
  const ask = (headers: Record<string, string>) =>
    house.ask("POST", "/api/console/groups", { cookie, body: { name: "G" }, headers });
  expect((await ask({ origin: "https://evil.example", "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await ask({ origin: PUBLIC_URL, "sec-fetch-site": "same-site" })).status).toBe(403);
  expect((await ask({ origin: "null", "sec-fetch-site": "same-origin" })).status).toBe(403);
  expect((await ask({})).status).toBe(200);
  // Opened by another name of this server, as in a local network.
  const local = { host: "192.168.1.5:8080", origin: "http://192.168.1.5:8080" };
  expect((await ask(local)).status).toBe(200);
});

it("[X6] sign-in, too, is refused to another site's page", async () => {
  const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  const body = { email: "a@example.com", password: "whatever it is" };
  expect((await house.ask("POST", "/api/auth/sign-in/email", { body, headers })).status).toBe(403);
});

it("[X8] what does not fit the schema is refused by field, and nothing of our insides is told", async () => {
  const { cookie } = await house.company("Fits");
  const post = (body: unknown) => house.ask("POST", "/api/console/groups", { cookie, body });
  expect((await post({ name: "" })).body).toEqual({
    refusal: { reason: "invalid", field: "name", problem: "required" },
  });
  expect((await post({ name: "x".repeat(101) })).body).toMatchObject({
    refusal: { field: "name", problem: "tooLong" },
  });
  expect((await post({ name: 5 })).body).toMatchObject({ refusal: { field: "name", problem: "malformed" } });
  const raw = { "content-type": "application/json" };
  expect(await house.ask("POST", "/api/setup", { body: "{broken", headers: raw })).toMatchObject({
    status: 400,
    body: { refusal: { reason: "invalid", field: "body", problem: "malformed" } },
  });
  expect((await house.ask("POST", "/api/setup", { body: `"${"x".repeat(70_000)}"`, headers: raw })).status).toBe(413);
  expect(
    (await house.ask("POST", "/api/setup", { body: "a=b", headers: { "content-type": "text/plain" } })).status,
  ).toBe(415);
  expect(await house.ask("GET", "/api/nothing")).toMatchObject({
    status: 404,
    body: { refusal: { reason: "notFound" } },
  });
  expect((await house.ask("PATCH", "/api/console/groups/a%2Fb", { cookie, body: {} })).status).toBe(404);
});

it("[X8] a flood from one address is stopped with a time to come back, others go on", async () => {
  const flooded = await startTestHttp({ rateLimit: { burst: 5, perSecond: 1 } });
  const ask = (address: string) => flooded.ask("GET", "/api/setup", { address });
  for (let round = 0; round < 5; round += 1) expect((await ask("192.0.2.1")).status).toBe(200);
  const stopped = await ask("192.0.2.1");
  expect(stopped).toMatchObject({ status: 429, body: { refusal: { reason: "tooManyTries", retryAfterSeconds: 1 } } });
  expect((await ask("192.0.2.2")).status).toBe(200);
  flooded.now += 1_000;
  expect((await ask("192.0.2.1")).status).toBe(200);
  await flooded.close();
});

it("[X8] behind a proxy the limit counts the address the proxy saw, not the one a client claims", async () => {
  const proxied = await startTestHttp({ rateLimit: { burst: 2, perSecond: 1 }, trustProxy: 1 });
  const ask = (forwarded: string) => proxied.ask("GET", "/api/setup", { headers: { "x-forwarded-for": forwarded } });
  expect((await ask("10.9.9.1, 192.0.2.1")).status).toBe(200);
  expect((await ask("10.9.9.2, 192.0.2.1")).status).toBe(200);
  expect((await ask("10.9.9.3, 192.0.2.1")).status).toBe(429);
  expect((await ask("10.9.9.3, 192.0.2.2")).status).toBe(200);
  await proxied.close();
});

it("[X11] [X16] the log has the request's id, and neither passwords, cookies, tokens, addresses nor session codes", async () => {
  const lines: string[] = [];
  const logged = await startTestHttp({
    programs: openPrograms("/nowhere", "/nowhere", () => undefined),
    moduleKey: moduleKeyOf("s".repeat(43)),
    webFolder: folder,
    logLevel: "trace",
    logTo: { write: (line) => lines.push(line) },
  });
  const { cookie, email } = await logged.company("Logged");
  const bearer = await logged.token("company");
  const headers = { authorization: `Bearer ${bearer}` };
  expect((await logged.ask("GET", "/api/v1/ping", { headers })).body).toEqual({ token_valid: true });
  const grant = { grant_type: "authorization_code", client_id: "a", client_secret: "shh-secret", code: "shh-code" };
  expect((await logged.ask("POST", "/api/v1/oauth2/token", { body: grant })).status).toBe(401);
  await logged.ask("GET", "/oauth2/authorize?state=shh-state&code=shh-code");
  const body = { email: "guest@example.com", role: "expert", groupIds: [] };
  const invited = await logged.ask("POST", "/api/console/invitations", { cookie, body });
  const { url } = invited.body as { url: string };
  await logged.signIn("somebody@example.com", "a wrong password");
  await logged.ask("GET", "/s123456789?x=s123456789", { cookie });
  const { token } = { token: url.split("#token=")[1] ?? "" };
  await logged.ask("POST", "/api/invitations/read", { body: { token } });
  // A failure of our own: the table is gone.
  await logged.db.schema.dropTable("invitations").cascade().execute();
  const failed = await logged.ask("POST", "/api/invitations/read", { body: { token } });
  expect(failed).toMatchObject({ status: 500, body: { refusal: { reason: "unavailable" } } });
  await logged.close();
  const log = lines.join("");
  expect(log).toContain(`"reqId":"${String(failed.headers["x-request-id"])}"`);
  expect(log).toContain('"route":"/api/console/invitations"');
  const secrets = [
    PASSWORD,
    "a wrong password",
    cookie.split("=")[1] ?? "",
    token,
    email,
    "somebody@example.com",
    "s123456789",
    bearer,
    bearer.slice(9),
    "shh-",
  ];
  for (const secret of secrets) expect(log).not.toContain(secret);
});

it("[X16] health, readiness and metrics; metrics only for this computer or with the token", async () => {
  expect(await house.ask("GET", "/healthz")).toMatchObject({ status: 200, body: { status: "up" } });
  expect(await house.ask("GET", "/readyz")).toMatchObject({ status: 200, body: { status: "ready" } });
  const metrics = await house.ask("GET", "/metrics", { address: "127.0.0.1" });
  expect(metrics.text).toContain('beckon_http_request_seconds_count{method="GET",route="/healthz",status="200"}');
  expect((await house.ask("GET", "/metrics", { address: "192.0.2.1" })).status).toBe(404);
  const proxied = { address: "127.0.0.1", headers: { "x-forwarded-for": "192.0.2.1" } };
  expect((await house.ask("GET", "/metrics", proxied)).status).toBe(404);
  expect((await house.ask("GET", "/healthz")).headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
});

it("[X14] with the database away every call says unavailable, and so does /readyz", async () => {
  const away = openDatabase("postgres://nobody@127.0.0.1:1/none");
  const announce = () => undefined;
  const log = { warn: announce, error: announce };
  const signIn = openSignIn({
    db: away.db,
    secret: "s".repeat(43),
    publicUrl: PUBLIC_URL,
    announce,
    clock: Date.now,
    privateToo: true,
    log,
  });
  const { app } = buildHttp({
    db: away.db,
    signIn,
    askerOf: async () => "unknown" as const,
    callLimits: { take: async () => Promise.reject(new Error("nobody asks")), takeWrong: async () => 0 },
    announce,
    clock: Date.now,
    publicUrl: PUBLIC_URL,
    trustProxy: false,
    programs: openPrograms("/nowhere", "/nowhere", () => undefined),
    moduleKey: moduleKeyOf("s".repeat(43)),
    webFolder: folder,
    metrics: new Registry(),
    isStopping: () => false,
    logLevel: false,
  });
  const headers = { cookie: "__Secure-beckon.session_token=x.y", origin: PUBLIC_URL };
  const setup = await app.inject({ url: "/api/setup", headers });
  expect([setup.statusCode, setup.json()]).toEqual([503, { refusal: { reason: "unavailable" } }]);
  expect((await app.inject({ url: "/readyz" })).statusCode).toBe(503);
  expect((await app.inject({ url: "/healthz" })).statusCode).toBe(200);
  const payload = { email: "a@example.com", password: "whatever it is" };
  const signedIn = await app.inject({ method: "POST", url: "/api/auth/sign-in/email", headers, payload });
  expect([signedIn.statusCode, signedIn.json()]).toEqual([503, { refusal: { reason: "unavailable" } }]);
  await app.close();
  await away.close();
});

it("serves both pages at their addresses, compressed, and the hashed files for ever", async () => {
  for (const path of ["/console", "/console/queue?state=new", "/console/setup"])
    expect((await house.ask("GET", path)).text).toContain("console");
  for (const path of ["/", "/s123456789", "/m/acme", "/any/thing"])
    expect((await house.ask("GET", path)).text).toContain("customer");
  expect((await house.ask("GET", "/")).headers["cache-control"]).toBe("no-cache");
  const asset = await house.ask("GET", "/assets/main-abc123.js");
  expect(asset.headers).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "public, max-age=31536000, immutable",
  });
  const again = await house.ask("GET", "/", {
    headers: { "if-none-match": String((await house.ask("GET", "/")).headers["etag"]) },
  });
  expect(again.status).toBe(304);
  const { app } = buildBare();
  const small = await app.inject({ url: "/assets/main-abc123.js", headers: { "accept-encoding": "gzip, br" } });
  expect(small.headers["content-encoding"]).toBe("br");
  expect(brotliDecompressSync(small.rawPayload).toString()).toBe(script);
  await app.close();
});

it("[X8] no address leads out of the folder of the pages", async () => {
  for (const path of [
    "/../beckon-secret.txt",
    "/%2e%2e/beckon-secret.txt",
    "/assets/..%2f..%2fbeckon-secret.txt",
    "//etc/passwd.txt",
  ])
    expect(await house.ask("GET", path)).toMatchObject({ status: 404 });
});

function buildBare() {
  const signIn = {
    personOf: async () => undefined,
    refresh: async () => [],
    handle: async () => Promise.reject(new Error("unused")),
    company: house.signIns.company,
  };
  return buildHttp({
    db: house.db,
    signIn,
    askerOf: async () => "unknown" as const,
    callLimits: { take: async () => Promise.reject(new Error("nobody asks")), takeWrong: async () => 0 },
    announce: () => undefined,
    clock: Date.now,
    publicUrl: PUBLIC_URL,
    trustProxy: false,
    programs: openPrograms("/nowhere", "/nowhere", () => undefined),
    moduleKey: moduleKeyOf("s".repeat(43)),
    webFolder: folder,
    metrics: new Registry(),
    isStopping: () => false,
    logLevel: false,
  });
}
