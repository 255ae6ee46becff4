import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair } from "jose";
import { Provider, type Configuration, type KoaContextWithOIDC } from "oidc-provider";

/** What a provider says of somebody, besides their subject. */
export type ProviderClaims = Readonly<Record<string, unknown>>;

/** A real OpenID Connect provider on this computer, with people who type their login into its page. */
export interface CompanyProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Its people by their subject, which is also what they type; may be changed at any time. */
  readonly people: Map<string, ProviderClaims>;
  /** From now on it signs with other keys. */
  rotateKeys(): Promise<void>;
  /** Goes to an address that leads here, signs in as somebody (or says no), and gives where that leads back to. */
  signIn(url: string, login: string | null): Promise<URL>;
  stop(): Promise<void>;
}

/** Starts a provider that knows one client, with these addresses to come back to. */
export async function startCompanyProvider(redirectUris: string[]): Promise<CompanyProvider> {
  const people = new Map<string, ProviderClaims>();
  const clientId = "beckon";
  const clientSecret = randomBytes(24).toString("base64url");
  let answer: (request: IncomingMessage, response: ServerResponse) => unknown = () => undefined;
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;

  async function rotateKeys(): Promise<void> {
    const { privateKey } = await generateKeyPair("RS256", { extractable: true });
    const key = { ...(await exportJWK(privateKey)), use: "sig", alg: "RS256", kid: randomBytes(6).toString("hex") };
    const provider = new Provider(issuer, configure([key]));
    const callback = provider.callback();
    answer = (request, response) => {
      if (!request.url?.startsWith("/interaction/")) return callback(request, response);
      return void interact(provider, request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    };
  }

  function configure(keys: object[]): Configuration {
    return {
      clients: [
        {
          client_id: clientId,
          client_secret: clientSecret,
          redirect_uris: redirectUris,
          grant_types: ["authorization_code"],
        },
      ],
      jwks: { keys },
      cookies: { keys: [clientSecret] },
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups", "realm"] },
      scopes: ["openid", "email", "profile", "groups"],
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
      findAccount: (_ctx, accountId) => ({
        accountId,
        claims: async () => ({ ...people.get(accountId), sub: accountId }),
      }),
      // Nobody is asked for consent: the company's administrators gave it.
      loadExistingGrant: async (ctx: KoaContextWithOIDC) => {
        const grant = new ctx.oidc.provider.Grant({
          clientId: ctx.oidc.client?.clientId ?? "",
          accountId: ctx.oidc.session?.accountId ?? "",
        });
        grant.addOIDCScope("openid email profile groups");
        await grant.save();
        return grant;
      },
    };
  }

  async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { params } = await provider.interactionDetails(request, response);
    if (request.method !== "POST") {
      response
        .writeHead(200, { "content-type": "text/html; charset=utf-8" })
        .end(pageFor(typeof params["login_hint"] === "string" ? params["login_hint"] : ""));
      return;
    }
    let text = "";
    for await (const piece of request as AsyncIterable<Buffer>) text += piece.toString("utf8");
    const form = new URLSearchParams(text);
    const login = form.get("login") ?? "";
    const result = form.has("no")
      ? { error: "access_denied", error_description: "The person said no" }
      : { login: { accountId: [...people].find(([id, { email }]) => id === login || email === login)?.[0] ?? login } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }

  await rotateKeys();
  return {
    issuer,
    clientId,
    clientSecret,
    people,
    rotateKeys,
    signIn: (url, login) => walk(issuer, url, login),
    stop: () => new Promise((closed) => server.close(() => closed()).closeAllConnections()),
  };
}

// A browser in four lines: cookies kept, redirects followed until they lead away, the form filled in.
async function walk(issuer: string, start: string, login: string | null): Promise<URL> {
  const jar = new Map<string, string>();
  let url = new URL(start);
  let form: string | undefined;
  for (let step = 0; step < 12 && url.origin === issuer; step += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie, ...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }) },
      ...(form === undefined ? {} : { method: "POST", body: form }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const next = response.headers.get("location");
    form = undefined;
    if (next !== null) url = new URL(next, url);
    else if (response.ok) form = new URLSearchParams(login === null ? { no: "1" } : { login }).toString();
    else throw new Error(`${url.pathname}: ${response.status} ${await response.text()}`);
  }
  return url;
}

function pageFor(hint: string): string {
  const value = hint.replaceAll(/[<>&"]/g, "");
  return `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Acme accounts</title><h1>Acme accounts</h1>
<form method="post"><label>Account <input name="login" value="${value}"></label> <button>Continue</button>
<button name="no" value="1">Cancel</button></form></html>`;
}
