import type { FastifyRequest } from "fastify";
import { ENDPOINTS } from "@beckon/api/endpoints.ts";
import { done } from "@beckon/domain/refusal.ts";
import type { Database } from "../store/database.ts";
import type { CallLimits } from "../tokens/call-limits.ts";
import { clientOf, exchangeCode, refresh, revokeGrantOf, type Client } from "../tokens/grants.ts";
import type { Api } from "./api.ts";
import type { ApiProblem } from "./problem-of.ts";
import { bearerOf, tooManyWrong } from "./who-asks.ts";

/** How apps get, renew and end tokens [W5]. */
export function addOauthRoutes(api: Api, { db, callLimits }: { db: Database; callLimits: CallLimits }): void {
  api.open(ENDPOINTS.getToken, async ({ body, request, now }) => {
    const client = await clientIn(request, body, now);
    if ("status" in client) return client;
    const isCode = body.grant_type === "authorization_code";
    const missing = isCode ? (body.code ?? "") === "" : (body.refresh_token ?? "") === "";
    if (missing) return invalid(`${isCode ? "code" : "refresh_token"}: is missing.`);
    const issued = isCode
      ? await exchangeCode(
          db,
          client,
          { code: body.code ?? "", redirectUri: body.redirect_uri, verifier: body.code_verifier },
          now,
        )
      : await refresh(db, client, body.refresh_token ?? "", now);
    if (issued !== undefined) return done(issued);
    const what = isCode ? "code" : "refresh token";
    return await wrong(request, now, {
      name: "wrong_credentials",
      status: PROBLEM_STATUS,
      description: `The ${what} is not valid, not for this app, or was used already: ask the person again.`,
    });
  });

  api.open(ENDPOINTS.revokeToken, async ({ body, request, now }) => {
    // Whoever holds a token may end it; credentials that come along must be right all the same.
    if ((credentialsIn(request, body).id ?? "") !== "") {
      const client = await clientIn(request, body, now);
      if ("status" in client) return client;
    }
    const token = body.token ?? bearerOf(request);
    if (token === undefined || token === "") return invalid("token: is missing.");
    await revokeGrantOf(db, token, now);
    return done({});
  });

  async function clientIn(request: FastifyRequest, body: Credentials, now: number): Promise<Client | ApiProblem> {
    const { id, secret } = credentialsIn(request, body);
    if ((id ?? "") === "") return invalid("client_id: is missing.");
    const client = await clientOf(db, id ?? "", secret);
    if (client !== undefined) return client;
    const description = "The app is not known, or its secret is wrong.";
    return await wrong(request, now, { name: "invalid_client", status: PROBLEM_STATUS, description });
  }

  async function wrong(request: FastifyRequest, now: number, problem: ApiProblem): Promise<ApiProblem> {
    const wait = await callLimits.takeWrong(request.ip, now);
    return wait > 0 ? tooManyWrong(wait) : problem;
  }
}

const PROBLEM_STATUS = 401;

interface Credentials {
  readonly client_id?: string | undefined;
  readonly client_secret?: string | undefined;
}

// RFC 6749 has both parts written as in a form before they are joined.
function credentialsIn(request: FastifyRequest, body: Credentials): { id?: string; secret?: string } {
  const basic = /^basic\s+([\w+/=-]+)\s*$/i.exec(request.headers.authorization ?? "")?.[1];
  const [id, ...rest] = basic === undefined ? [] : Buffer.from(basic, "base64").toString("utf8").split(":");
  const [clientId, secret] =
    id === undefined ? [body.client_id, body.client_secret] : [unescaped(id), unescaped(rest.join(":"))];
  return {
    ...(clientId === undefined ? {} : { id: clientId }),
    ...(secret === undefined || secret === "" ? {} : { secret }),
  };
}

function unescaped(part: string): string {
  return new URLSearchParams(`part=${part.replaceAll("&", "%26")}`).get("part") ?? "";
}

function invalid(description: string): ApiProblem {
  return { name: "invalid_request", status: 400, description };
}
