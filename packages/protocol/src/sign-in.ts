import * as z from "zod/mini";
import { call, nothing } from "./call.ts";
import { id, instant, line } from "./words.ts";

/** How a sign-in was made: by password alone, with a code or a recovery code after it, by a passkey, by the company's own sign-in. */
export const SIGN_IN_WAYS = ["password", "code", "recoveryCode", "passkey", "company"] as const;
export const signInWay = z.enum(SIGN_IN_WAYS);
export type SignInWay = z.infer<typeof signInWay>;

/** How many recovery codes there are in a set. */
export const RECOVERY_CODES = 10;

/** What a person calls a passkey of theirs. */
export const passkeyName = line(60, 1);

/** What somebody set up to prove themselves by. */
export const ownFactors = z.object({
  /** Whether a code of an authenticator app is asked for after the password. */
  authenticator: z.boolean(),
  recoveryCodesLeft: z.number(),
  /** The company requires a second factor and this sign-in was made without: nothing else works until there is one [I5]. */
  owed: z.boolean(),
  /** That an administrator reset it, and who (empty: the operator), until that was read. */
  reset: z.nullable(z.object({ at: instant, by: line(200) })),
  passkeys: z.array(z.object({ id, name: passkeyName, createdAt: instant, lastUsedAt: z.nullable(instant) })),
});
export type OwnFactors = z.infer<typeof ownFactors>;

/** What an authenticator app is set up with, and the recovery codes that come with it; shown once. */
export const authenticatorSetUp = z.object({ uri: z.string(), recoveryCodes: z.array(z.string()) });
export type AuthenticatorSetUp = z.infer<typeof authenticatorSetUp>;

/** Whether the company requires a second factor; of how many people who sign in by a password how many have none yet. */
export const secondFactorPolicy = z.object({ required: z.boolean(), people: z.number(), without: z.number() });
export type SecondFactorPolicy = z.infer<typeof secondFactorPolicy>;

/** What administrators decide about second factors. */
export const SECOND_FACTOR_CALLS = {
  readSecondFactorPolicy: call("GET", "/api/console/company/second-factor", { answer: secondFactorPolicy }),
  /** Refused `invalid required notAccepted` for whoever signed in without a second factor themselves. */
  changeSecondFactorPolicy: call("PUT", "/api/console/company/second-factor", {
    body: z.object({ required: z.boolean() }),
    answer: secondFactorPolicy,
  }),
  /** Takes a lost second factor and passkeys from somebody, and ends their sign-ins. */
  resetSecondFactor: call("DELETE", "/api/console/people/:id/second-factor", { answer: nothing }),
} as const;
