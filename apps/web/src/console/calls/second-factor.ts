import type { AuthenticatorSetUp, OwnFactors } from "@beckon/protocol/sign-in.ts";
import { send } from "./call.ts";

/** What one set up to prove oneself by, besides the password [I4]. */
export async function readOwnFactors(): Promise<OwnFactors> {
  return (await send("GET", "/api/auth/second-factor")) as OwnFactors;
}

/** Gives the code after the password. Throws `Refused`: `invalid` when it is wrong, `notSignedIn` when one has to begin anew. */
export async function giveCode(code: string): Promise<void> {
  await send("POST", "/api/auth/two-factor/verify-totp", { code });
}

/** Gives a recovery code in place of the app's; refused in the same way. */
export async function giveRecoveryCode(code: string): Promise<void> {
  await send("POST", "/api/auth/two-factor/verify-backup-code", { code });
}

/** Begins to set up an authenticator app; nothing is asked for until `confirmAuthenticator`. */
export async function beginAuthenticator(password: string): Promise<AuthenticatorSetUp> {
  return (await send("POST", "/api/auth/two-factor/enable", { password })) as AuthenticatorSetUp;
}

/** Ends setting up with the first code the app shows. */
export async function confirmAuthenticator(code: string): Promise<void> {
  await send("POST", "/api/auth/two-factor/confirm", { code });
}

/** Makes new recovery codes; the old ones no longer work. */
export async function makeRecoveryCodes(password: string): Promise<string[]> {
  const answer = await send("POST", "/api/auth/two-factor/generate-backup-codes", { password });
  return (answer as Pick<AuthenticatorSetUp, "recoveryCodes">).recoveryCodes;
}

/** Switches the second factor off. */
export async function removeAuthenticator(password: string, code: string): Promise<void> {
  await send("POST", "/api/auth/two-factor/disable", { password, code });
}

/** That one's second factor was reset has been read. */
export async function readReset(): Promise<void> {
  await send("POST", "/api/auth/second-factor/read", {});
}
