import type { SignInWay } from "@beckon/protocol/sign-in.ts";
import { COMPANY_CALLBACK } from "./company-plugin.ts";

/** Where people sign in, below `/api/auth`, and how that is done there; sign-ins made elsewhere carry on another one. */
export const WAY_AT: ReadonlyMap<string, SignInWay> = new Map([
  ["/sign-in/email", "password"],
  ["/two-factor/verify-totp", "code"],
  ["/two-factor/verify-backup-code", "recoveryCode"],
  ["/passkey/verify-authentication", "passkey"],
  [COMPANY_CALLBACK, "company"],
]);
