import { APIError } from "better-auth/api";
import * as z from "zod/mini";
import { refused } from "@beckon/domain/refusal.ts";
import type { SignInLibrary } from "./sign-in-library.ts";

export const WRONG_PASSWORD = refused({ reason: "invalid", field: "currentPassword", problem: "notAccepted" });

/** What comes with a request that needs the password again. */
export const withPassword = z.object({ password: z.string().check(z.maxLength(200)) });

/** Whether this is the password of whoever is signed in by these headers; whoever has none is answered no. Count the tries around it. */
export async function isOwnPassword(auth: SignInLibrary, headers: Headers, password: string): Promise<boolean> {
  try {
    await auth.api.verifyPassword({ headers, body: { password } });
    return true;
  } catch (error) {
    if (error instanceof APIError) return false;
    throw error;
  }
}
