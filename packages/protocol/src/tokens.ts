import * as z from "zod/mini";
import { call, nothing } from "./call.ts";
import { id, instant, line } from "./words.ts";

/** Tokens of the web API as console and server speak of them [W4]. */

/** Permissions by the names integrations know; which ones there are is the web API's own matter. */
const scopes = z.array(line(40, 1)).check(z.maxLength(50));
const level = z.enum(["person", "company"]);

export const tokenRecord = z.object({
  id,
  level,
  /** Whose it is; of a company's token, who made it. */
  personId: id,
  name: line(100),
  scopes,
  /** The digits it begins with. */
  hint: line(8),
  createdAt: instant,
  /** To the minute. */
  lastUsedAt: z.nullable(instant),
});

/** The console's calls for tokens. */
export const TOKEN_CALLS = {
  /** One's own tokens and, for those who look after them, the company's, newest first. */
  listTokens: call("GET", "/api/console/tokens", { answer: z.object({ tokens: z.array(tokenRecord) }) }),
  /** `token` is told this once. */
  createToken: call("POST", "/api/console/tokens", {
    body: z.object({ level, name: line(100, 1), scopes }),
    answer: z.object({ token: line(40), made: tokenRecord }),
  }),
  revokeToken: call("DELETE", "/api/console/tokens/:id", { answer: nothing }),
} as const;

export type TokenRecord = z.infer<typeof tokenRecord>;
