// People come by set-up or invitation, never by signing up. What the library could do besides is not reachable.
const PATHS: ReadonlyMap<string, "GET" | "POST"> = new Map([
  ["/sign-in/email", "POST"],
  ["/sign-out", "POST"],
  ["/get-session", "GET"],
  ["/list-sessions", "GET"],
  ["/revoke-session", "POST"],
  ["/revoke-sessions", "POST"],
  ["/revoke-other-sessions", "POST"],
  ["/change-password", "POST"],
  ["/update-user", "POST"],
  ["/second-factor", "GET"],
  ["/second-factor/read", "POST"],
  ["/two-factor/enable", "POST"],
  ["/two-factor/confirm", "POST"],
  ["/two-factor/generate-backup-codes", "POST"],
  ["/two-factor/disable", "POST"],
  ["/two-factor/verify-totp", "POST"],
  ["/two-factor/verify-backup-code", "POST"],
  ["/passkey/begin", "POST"],
  ["/passkey/verify-registration", "POST"],
  ["/passkey/rename", "POST"],
  ["/passkey/remove", "POST"],
  ["/passkey/generate-authenticate-options", "GET"],
  ["/passkey/verify-authentication", "POST"],
]);

/** Where people come back to from their company's provider; the company's id stands at its end. */
const COMPANY_CALLBACK = /^\/company\/callback\/c\d{1,15}$/;

/** Whether anything below `/api/auth` answers at this path (`/sign-out`) and method: only what stands on the closed list does. */
export function isOpenPath(path: string, method: string): boolean {
  return PATHS.get(path) === method || (method === "GET" && COMPANY_CALLBACK.test(path));
}

const WITHOUT_SIGN_IN = new Set([
  "/sign-in/email",
  "/sign-out",
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
  "/passkey/generate-authenticate-options",
  "/passkey/verify-authentication",
]);
const SETTING_UP = new Set([
  "/two-factor/enable",
  "/two-factor/confirm",
  "/passkey/begin",
  "/passkey/verify-registration",
]);

/**
 * What a sign-in that owes a second factor is good for [I5]: to see so, to sign in otherwise, and for whoever has none, to set
 * one up. Whoever has one must use it: else a stolen password could add its thief's own.
 */
export function isOpenWhileOwed(path: string, hasFactor: boolean): boolean {
  if (WITHOUT_SIGN_IN.has(path) || COMPANY_CALLBACK.test(path)) return true;
  return path.startsWith("/second-factor") || (SETTING_UP.has(path) && !hasFactor);
}
