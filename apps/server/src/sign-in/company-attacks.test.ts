import { afterAll, beforeAll, expect, it } from "vitest";
import { PUBLIC_URL, startTestHttp, type TestHttp } from "../http/test-http.ts";
import { startLyingProvider, type Lie, type LyingProvider } from "../../testing/lying-provider.ts";
import { fetchFor } from "./company-fetch.ts";

let house: TestHttp;
let provider: LyingProvider;
let companyId: string;
let nonce = "";
const SECRET = "a secret of the client's that is long enough";

beforeAll(async () => {
  house = await startTestHttp();
  provider = await startLyingProvider("beckon", SECRET, () => nonce);
  const acme = await house.company("Acme");
  ({ companyId } = acme.administrator);
  const settings = {
    on: true,
    slug: "acme",
    issuer: provider.issuer,
    clientId: "beckon",
    scopes: "email",
    domains: ["acme.example"],
    trustsAddresses: false,
    roleClaim: "",
    roleValues: { administrator: [], supervisor: [], expert: [] },
    defaultRole: "expert",
    groupIds: [],
    makesPeople: true,
    only: false,
  };
  const path = "/api/console/company/sign-in";
  await house.ask("PUT", path, { cookie: acme.cookie, body: { settings, secret: SECRET, version: 0 } });
});
afterAll(async () => {
  await house.close();
  await provider.stop();
});

async function comeIn(lie: Lie, query: Record<string, string> = {}): Promise<{ to: string; signedIn: boolean }> {
  provider.lie = lie;
  const begun = await house.ask("POST", "/api/company-sign-in/begin", { body: { slug: "acme" } });
  const url = new URL((begun.body as { url: string }).url);
  if (url.origin === PUBLIC_URL) return { to: url.pathname + url.search, signedIn: false };
  nonce = url.searchParams.get("nonce") ?? "";
  const back = new URLSearchParams({ code: "c0de", state: url.searchParams.get("state") ?? "", ...query });
  const cookie = String(begun.headers["set-cookie"]).split(";", 1)[0] ?? "";
  const came = await house.ask("GET", `/api/auth/company/callback/${companyId}?${back.toString()}`, { cookie });
  const signedIn = [came.headers["set-cookie"] ?? []]
    .flat()
    .some((one) => `${one as string}`.includes("session_token="));
  return { to: String(came.headers["location"]), signedIn };
}

const now = () => Math.floor(Date.now() / 1000);
const notAuthentic = { to: "/console/sign-in?problem=notAuthentic", signedIn: false };

it("[I1] the right token lets in, with the verifier of the challenge that was sent", async () => {
  expect(await comeIn({})).toEqual({ to: "/console/queue", signedIn: true });
  expect(provider.asked?.get("code_verifier")).toMatch(/^[\w-]{43}$/);
  expect(provider.asked?.get("redirect_uri")).toBe(`${PUBLIC_URL}/api/auth/company/callback/${companyId}`);
});

const LIES: [string, Lie][] = [
  ["another sign-in's nonce", { claims: { nonce: "another" } }],
  ["no nonce", { claims: { nonce: null } }],
  ["another client's audience", { claims: { aud: "somebody-else" } }],
  ["several audiences without saying for whom", { claims: { aud: ["beckon", "else"] } }],
  ["another authorized party", { claims: { aud: ["beckon", "else"], azp: "else" } }],
  ["another issuer", { claims: { iss: "https://other.example" } }],
  ["an end in the past", { claims: { exp: now() - 120 } }],
  ["a beginning in the future", { claims: { nbf: now() + 600 } }],
  ["no end", { claims: { exp: null } }],
  ["no subject", { claims: { sub: null } }],
  ["another's signature", { signed: "byAnother" }],
  ["no signature", { signed: "byNobody" }],
  [
    "no signature, which its metadata allow",
    { signed: "byNobody", metadata: { id_token_signing_alg_values_supported: ["none", "RS256"] } },
  ],
  ["the client's secret for a key", { signed: "byTheSecret" }],
  [
    "the client's secret for a key, which its metadata allow",
    { signed: "byTheSecret", metadata: { id_token_signing_alg_values_supported: ["HS256", "RS256"] } },
  ],
];
for (const [what, lie] of LIES)
  it(`[I1] a token with ${what} lets nobody in`, async () => {
    const came = await comeIn(lie);
    expect(came.signedIn).toBe(false);
    expect(came.to).toMatch(/^\/console\/sign-in\?problem=(notAuthentic|providerRefused)$/);
  });

it("[I1] an answer that names another issuer, or none where one was promised, lets nobody in", async () => {
  expect(await comeIn({}, { iss: "https://other.example" })).toEqual(notAuthentic);
  const promised = { metadata: { authorization_response_iss_parameter_supported: true } };
  expect(await comeIn(promised)).toMatchObject({ signedIn: false });
  expect(await comeIn(promised, { iss: provider.issuer })).toMatchObject({ signedIn: true });
});

it("[I1] metadata of another issuer, or that lead out of https, are not followed", async () => {
  const unreachable = { to: "/console/sign-in?problem=unreachable", signedIn: false };
  expect(await comeIn({ metadata: { issuer: "https://other.example" } })).toEqual(unreachable);
  expect(await comeIn({ metadata: { authorization_endpoint: "http://other.example/a" } })).toEqual(unreachable);
  expect(await comeIn({ metadata: { authorization_endpoint: "javascript:alert(1)" } })).toEqual(unreachable);
  expect(await comeIn({ metadata: { token_endpoint: "http://10.0.0.1/token" } })).toEqual(unreachable);
});

it("[I1] answers that are none, too long, or of another kind are told in words", async () => {
  const answer = (status: number, body: string, type = "application/json") =>
    comeIn({ answer: { status, body, type } });
  expect(await answer(200, "<html>", "text/html")).toMatchObject({ signedIn: false });
  expect(await answer(200, "{")).toMatchObject({ signedIn: false });
  expect(await answer(200, `"${"x".repeat(1_100_000)}"`)).toEqual({
    to: "/console/sign-in?problem=unreachable",
    signedIn: false,
  });
  expect(await answer(302, "", "text/plain")).toMatchObject({ signedIn: false });
  expect(await answer(400, `{"error":"invalid_grant"}`)).toEqual({
    to: "/console/sign-in?problem=providerRefused",
    signedIn: false,
  });
});

it("[I1] providers in private networks are asked unless the operator says no", async () => {
  const asked = (url: string, privateToo: boolean) => fetchFor(privateToo)(url, { method: "GET", headers: {} });
  expect((await asked(`${provider.issuer}/jwks`, true)).status).toBe(200);
  for (const url of [
    `${provider.issuer}/jwks`,
    "https://10.0.0.1/",
    "https://[fd00::1]/",
    "https://idp/",
    "https://idp.internal/",
  ])
    await expect(asked(url, false)).rejects.toThrow("private network");
  await expect(asked("http://idp.example/", true)).rejects.toThrow("not https");
});
