import type { SignInWay } from "@beckon/protocol/sign-in.ts";
import { send } from "./call.ts";

/** One browser that a person is signed in with. */
export type SignIn = {
  id: string;
  token: string;
  createdAt: string;
  expiresAt: string;
  ipAddress?: string;
  userAgent?: string;
  way: SignInWay;
};

/**
 * Signs in; the session lives in a cookie this page cannot read [X6]. "code": one is signed in only after giving a code [I4].
 * Throws `Refused` when e-mail or password is wrong.
 */
export async function signIn(email: string, password: string): Promise<"in" | "code"> {
  const answer = await send("POST", "/api/auth/sign-in/email", { email, password });
  return typeof answer === "object" && answer !== null && "twoFactorRedirect" in answer ? "code" : "in";
}

/** Ends this browser's sign-in. */
export async function signOut(): Promise<void> {
  await send("POST", "/api/auth/sign-out", {});
}

/** Every browser this person is signed in with [X5]. */
export async function listSignIns(): Promise<SignIn[]> {
  return (await send("GET", "/api/auth/list-sessions")) as SignIn[];
}

/** The token of the sign-in this page uses, or null when it is signed out. */
export async function currentSignIn(): Promise<string | null> {
  const answer = (await send("GET", "/api/auth/get-session")) as { session?: { token?: string } } | null;
  return answer?.session?.token ?? null;
}

/** Ends one sign-in. */
export async function endSignIn(token: string): Promise<void> {
  await send("POST", "/api/auth/revoke-session", { token });
}

/** Changes one's password and ends all other sign-ins. Throws `Refused` when the current one is wrong. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await send("POST", "/api/auth/change-password", { currentPassword, newPassword, revokeOtherSessions: true });
}
