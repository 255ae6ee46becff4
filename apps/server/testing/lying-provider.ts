import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from "jose";

/** How one ID token departs from what is right. */
export interface Lie {
  /** Claims put over the right ones; null takes one away. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signed by a key that the provider never published, by nobody, or with the client's secret. */
  readonly signed?: "byAnother" | "byNobody" | "byTheSecret";
  /** Put over what its metadata say. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** What its token endpoint answers instead. */
  readonly answer?: { readonly status: number; readonly body: string; readonly type: string };
}

/** A provider that tells the lies it is asked for; its people come back without having been anywhere. */
export interface LyingProvider {
  readonly issuer: string;
  lie: Lie;
  /** What its token endpoint was sent last. */
  asked: URLSearchParams | undefined;
  stop(): Promise<void>;
}

/** Starts one; `subject` and `email` are those of every token. */
export async function startLyingProvider(
  clientId: string,
  clientSecret: string,
  nonce: () => string,
): Promise<LyingProvider> {
  const own = await generateKeyPair("RS256", { extractable: true });
  const another = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(own.publicKey)), kid: "one", alg: "RS256", use: "sig" };
  const provider: LyingProvider = {
    issuer: "",
    lie: {},
    asked: undefined,
    stop: () => new Promise((closed) => server.close(() => closed()).closeAllConnections()),
  };

  async function token(): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const right = {
      iss: provider.issuer,
      aud: clientId,
      sub: "liar",
      nonce: nonce(),
      iat: now,
      exp: now + 300,
      email: "liar@acme.example",
      email_verified: true,
      name: "Liar",
    };
    const claims = Object.fromEntries(
      Object.entries({ ...right, ...provider.lie.claims }).filter(([, value]) => value !== null),
    ) as JWTPayload;
    const { signed } = provider.lie;
    if (signed === "byNobody") return new UnsecuredJWT(claims).encode();
    if (signed === "byTheSecret")
      return await new SignJWT(claims)
        .setProtectedHeader({ alg: "HS256" })
        .sign(new TextEncoder().encode(clientSecret));
    const key = signed === "byAnother" ? another.privateKey : own.privateKey;
    return await new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "one" }).sign(key);
  }

  const server = createServer((request, response) => {
    const json = (body: object) =>
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    const answer = async () => {
      if (request.url === "/.well-known/openid-configuration") {
        const { issuer } = provider;
        return json({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ["code"],
          subject_types_supported: ["public"],
          id_token_signing_alg_values_supported: ["RS256"],
          ...provider.lie.metadata,
        });
      }
      if (request.url === "/jwks") return json({ keys: [jwk] });
      let text = "";
      for await (const piece of request as AsyncIterable<Buffer>) text += piece.toString("utf8");
      provider.asked = new URLSearchParams(text);
      const other = provider.lie.answer;
      if (other !== undefined) return response.writeHead(other.status, { "content-type": other.type }).end(other.body);
      return json({ access_token: "a", token_type: "Bearer", expires_in: 60, id_token: await token() });
    };
    answer().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return Object.assign(provider, { issuer: `http://localhost:${(server.address() as AddressInfo).port}` });
}
