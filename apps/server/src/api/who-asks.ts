import type { FastifyReply, FastifyRequest } from "fastify";
import type { Allowance, CallLimits } from "../tokens/call-limits.ts";
import type { ApiAsker, AskerOf } from "./api-asker.ts";
import type { ApiProblem } from "./problem-of.ts";

/** What it takes to know who asks. */
export interface WhoAsksParts {
  readonly askerOf: AskerOf;
  readonly callLimits: CallLimits;
  readonly clock: () => number;
}

/** Who sent a request of the web API, by its token; or why it is not answered. */
export type WhoAsks = (request: FastifyRequest, reply: FastifyReply) => Promise<ApiAsker | ApiProblem>;

/** Finds who asks, counts the call, and tells in the answer's headers how many are left [W6]. */
export function openWhoAsks({ askerOf, callLimits, clock }: WhoAsksParts): WhoAsks {
  return async (request, reply) => {
    const token = bearerOf(request);
    const found = token === undefined ? "unknown" : await askerOf(token, clock());
    if (found === "expired")
      return { name: "token_expired", status: 401, description: "The token is too old: get another one." };
    if (found === "unknown") {
      const wait = token === undefined ? 0 : await callLimits.takeWrong(request.ip, clock());
      if (wait > 0) return tooManyWrong(wait);
      const description = "Send a valid token in the header “Authorization: Bearer …”.";
      return { name: "invalid_token", status: 401, description };
    }
    const allowance = await callLimits.take(found.tokenId, clock());
    tellLimits(reply, allowance);
    return allowance.isOver ? tooMany(allowance.resetSeconds) : found;
  };
}

/** The token a request carries. */
export function bearerOf(request: FastifyRequest): string | undefined {
  return /^bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? "")?.[1];
}

/** What an address hears that came with too many tokens, secrets or codes that are none. */
export function tooManyWrong(retryAfterSeconds: number): ApiProblem {
  const description = `Too many wrong tokens came from this address: try again in ${retryAfterSeconds} s.`;
  return { name: "too_many_retries", status: 429, description, retryAfterSeconds };
}

function tooMany(retryAfterSeconds: number): ApiProblem {
  const description = `The token has made all its calls of this minute: try again in ${retryAfterSeconds} s.`;
  return { name: "rate_limit_reached", status: 429, description, retryAfterSeconds };
}

// As the IETF's draft has it, and as clients read it that came before.
function tellLimits(reply: FastifyReply, { limit, windowSeconds, left, resetSeconds }: Allowance): void {
  void reply.headers({
    "ratelimit-policy": `"token";q=${limit};w=${windowSeconds}`,
    ratelimit: `"token";r=${left};t=${resetSeconds}`,
    "ratelimit-limit": String(limit),
    "ratelimit-remaining": String(left),
    "ratelimit-reset": String(resetSeconds),
  });
}
