import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
  type ClientAuth,
  type Configuration,
  type IDToken,
} from "openid-client";
import { isIssuer, type CompanySignInProblem } from "@beckon/protocol/company-sign-in.ts";
import { claimAt } from "./company-claims.ts";
import { fetchFor, NotAsked } from "./company-fetch.ts";
import type { CompanyProvider } from "./company-settings.ts";

/** What a browser takes along to the provider and back: all made of one secret that only it holds. */
export interface Way {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What came back from a provider: who it is, in its checked claims, or why not; `detail` for administrators. */
export type Came =
  | { readonly ok: true; readonly claims: IDToken }
  | { readonly ok: false; readonly problem: CompanySignInProblem; readonly detail: string };

const SECONDS = 10;
const CLOCKS_APART_SECONDS = 30;

/** The address at the provider that a person is sent to; what `Came` says when the provider cannot be asked. */
export async function leadToProvider(
  provider: CompanyProvider,
  way: Way,
  { redirectUri, email, privateToo }: { redirectUri: string; email: string | undefined; privateToo: boolean },
): Promise<{ ok: true; url: string } | Extract<Came, { ok: false }>> {
  try {
    const config = await discover(provider, privateToo);
    const url = buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: provider.scopes,
      state: way.state,
      nonce: way.nonce,
      code_challenge: await calculatePKCECodeChallenge(way.verifier),
      code_challenge_method: "S256",
      ...(email === undefined ? {} : { login_hint: email }),
    });
    // The browser follows it, so it must be an address of the web.
    if (!isIssuer(url.origin)) throw new NotAsked(`${url.origin} is not https.`);
    return { ok: true, url: url.href };
  } catch (error) {
    return { ok: false, problem: "unreachable", detail: detailOf(error) };
  }
}

/**
 * Takes what the provider sent somebody back with, and gives the claims once everything about them holds: state, the answer's
 * issuer, PKCE, and of the ID token signature, issuer, audience, nonce and time [I1].
 */
export async function hearProvider(
  provider: CompanyProvider,
  way: Way,
  { url, privateToo }: { url: URL; privateToo: boolean },
): Promise<Came> {
  let config: Configuration;
  try {
    // Asked anew each time: so keys that were changed are the right ones at once.
    config = await discover(provider, privateToo);
  } catch (error) {
    return { ok: false, problem: "unreachable", detail: detailOf(error) };
  }
  try {
    const { state: expectedState, nonce: expectedNonce, verifier: pkceCodeVerifier } = way;
    const tokens = await authorizationCodeGrant(config, url, {
      expectedState,
      expectedNonce,
      pkceCodeVerifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) return { ok: false, problem: "notAuthentic", detail: "No ID token came." };
    const { roleClaim } = provider;
    const isWhole =
      typeof claims["email"] === "string" && (roleClaim === "" || claimAt(claims, roleClaim) !== undefined);
    if (isWhole || config.serverMetadata().userinfo_endpoint === undefined) return { ok: true, claims };
    const more = await fetchUserInfo(config, tokens.access_token, claims.sub);
    return { ok: true, claims: { ...more, ...claims } };
  } catch (error) {
    return { ok: false, problem: problemOf(error), detail: detailOf(error) };
  }
}

async function discover(provider: CompanyProvider, privateToo: boolean): Promise<Configuration> {
  const { issuer, clientId, secret } = provider;
  const plain = new URL(issuer).protocol === "http:" ? [allowInsecureRequests] : [];
  return await discovery(
    new URL(issuer),
    clientId,
    { [clockTolerance]: CLOCKS_APART_SECONDS },
    secret === null ? None() : secretAs(secret),
    {
      execute: [enableNonRepudiationChecks, ...plain],
      timeout: SECONDS,
      [customFetch]: fetchFor(privateToo),
    },
  );
}

// By header unless the provider takes it in the body only, as the specification has it.
function secretAs(secret: string): ClientAuth {
  return (server, client, body, headers) => {
    const known = server.token_endpoint_auth_methods_supported;
    const inBody =
      known !== undefined && !known.includes("client_secret_basic") && known.includes("client_secret_post");
    return (inBody ? ClientSecretPost(secret) : ClientSecretBasic(secret))(server, client, body, headers);
  };
}

const UNREACHABLE = new Set([
  "OAUTH_TIMEOUT",
  "OAUTH_ABORT",
  "OAUTH_HTTP_REQUEST_FORBIDDEN",
  "OAUTH_RESPONSE_IS_NOT_JSON",
]);

function problemOf(error: unknown): CompanySignInProblem {
  if (error instanceof AuthorizationResponseError) return "denied";
  if (error instanceof ResponseBodyError || error instanceof WWWAuthenticateChallengeError) return "providerRefused";
  if (error instanceof ClientError && typeof error.code === "string") {
    if (UNREACHABLE.has(error.code)) return "unreachable";
    return error.code === "OAUTH_RESPONSE_IS_NOT_CONFORM" ? "providerRefused" : "notAuthentic";
  }
  return "unreachable";
}

// What was said down to its cause, in one line; nothing of it holds what we sent.
function detailOf(error: unknown): string {
  const said: string[] = [];
  for (let one = error, depth = 0; one instanceof Error && depth < 4; one = one.cause, depth += 1) {
    if (one instanceof AuthorizationResponseError || one instanceof ResponseBodyError)
      said.push([one.error, one.error_description].filter(Boolean).join(": "));
    else said.push("code" in one && typeof one.code === "string" ? `${one.message} (${one.code})` : one.message);
  }
  return [...new Set(said)]
    .join(" · ")
    .replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .slice(0, 480)
    .trim();
}
