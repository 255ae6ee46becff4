import * as z from "zod";
import { endpoint } from "./endpoint.ts";

const text = z.string().max(4_000);

/** What an app asks tokens for. */
export const oauthEndpoints = {
  getToken: endpoint("POST", "/oauth2/token", {
    tag: "OAuth 2",
    summary: "Exchanges a code or a refresh token for new tokens",
    description:
      "JSON or a form. The app's id and secret come in the body or by HTTP Basic. A code works once, within two minutes, for the address it was sent to and the PKCE verifier it was asked with; a refresh token works once and is answered with the next.",
    open: true,
    body: z
      .object({
        grant_type: z.enum(["authorization_code", "refresh_token"]),
        client_id: text.optional(),
        client_secret: text.optional(),
        code: text.optional().meta({ description: "For authorization_code." }),
        redirect_uri: text.optional().meta({ description: "For authorization_code: the same as in the request." }),
        code_verifier: text.optional().meta({ description: "For authorization_code, when there was a challenge." }),
        refresh_token: text.optional().meta({ description: "For refresh_token." }),
      })
      .meta({ id: "TokenRequest" }),
    answer: z
      .object({
        access_token: z.string(),
        token_type: z.literal("bearer"),
        expires_in: z.int().meta({ description: "Seconds." }),
        refresh_token: z.string(),
      })
      .meta({ id: "Tokens" }),
  }),
  revokeToken: endpoint("POST", "/oauth2/revoke", {
    tag: "OAuth 2",
    summary: "Ends an app's access",
    description:
      "Takes an access or a refresh token, in the body or as the bearer token; all tokens of the same consent end with it. Answers 200 whether it was valid or not.",
    open: true,
    body: z.object({ token: text.optional(), client_id: text.optional(), client_secret: text.optional() }),
    answer: z.object({}),
  }),
} as const;
