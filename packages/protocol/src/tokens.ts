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

/** An app that people may let act for them by OAuth 2 [W5]. */
export const appRecord = z.object({
  id,
  clientId: line(64),
  name: line(100),
  redirectUris: z.array(line(500)),
  scopes,
  /** Whether it keeps a secret; one that does not proves itself by PKCE. */
  confidential: z.boolean(),
  createdById: id,
  createdAt: instant,
  /** How many times people allowed it what still holds. */
  allowed: z.number(),
});
/** What somebody allowed an app. */
export const grantRecord = z.object({
  id,
  name: line(100),
  scopes,
  createdAt: instant,
  lastUsedAt: z.nullable(instant),
});

// Not a letter of these may be changed: they go back as they came.
const raw = z.string().check(z.maxLength(4_000));
const parameter = z.optional(raw);
/** What an app asks for, as it stands in the address it sent somebody to. */
export const authorizationRequest = z.object({
  response_type: parameter,
  client_id: raw,
  redirect_uri: raw,
  state: parameter,
  scope: parameter,
  code_challenge: parameter,
  code_challenge_method: parameter,
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
  listApps: call("GET", "/api/console/apps", { answer: z.object({ apps: z.array(appRecord) }) }),
  /** `clientSecret` is told this once; null for an app that keeps none. */
  createApp: call("POST", "/api/console/apps", {
    body: z.object({
      name: line(100, 1),
      redirectUris: z.array(line(500, 1)).check(z.maxLength(10)),
      scopes,
      confidential: z.boolean(),
    }),
    answer: z.object({ app: appRecord, clientSecret: z.nullable(line(64)) }),
  }),
  deleteApp: call("DELETE", "/api/console/apps/:id", { answer: nothing }),
  /** What the person allowed apps, newest first. */
  listGrants: call("GET", "/api/console/grants", { answer: z.object({ grants: z.array(grantRecord) }) }),
  revokeGrant: call("DELETE", "/api/console/grants/:id", { answer: nothing }),
  /** What the person is to be asked, or where they are to be sent at once. `to`: where the app's address is. */
  readAuthorization: call("POST", "/api/console/authorization/read", {
    body: authorizationRequest,
    answer: z.discriminatedUnion("is", [
      z.object({ is: z.literal("ask"), name: line(100), scopes, to: line(500) }),
      z.object({ is: z.literal("back"), url: z.string() }),
    ]),
  }),
  decideAuthorization: call("POST", "/api/console/authorization", {
    body: z.extend(authorizationRequest, { allow: z.boolean() }),
    answer: z.object({ url: z.string() }),
  }),
  revokeToken: call("DELETE", "/api/console/tokens/:id", { answer: nothing }),
} as const;

export type AppRecord = z.infer<typeof appRecord>;
export type GrantRecord = z.infer<typeof grantRecord>;
export type AuthorizationRequest = z.infer<typeof authorizationRequest>;
export type TokenRecord = z.infer<typeof tokenRecord>;
