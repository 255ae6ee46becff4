import * as z from "zod/mini";
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
  passkeys: z.array(z.object({ id, name: passkeyName, createdAt: instant, lastUsedAt: z.nullable(instant) })),
});
export type OwnFactors = z.infer<typeof ownFactors>;

/** What an authenticator app is set up with, and the recovery codes that come with it; shown once. */
export const authenticatorSetUp = z.object({ uri: z.string(), recoveryCodes: z.array(z.string()) });
export type AuthenticatorSetUp = z.infer<typeof authenticatorSetUp>;
