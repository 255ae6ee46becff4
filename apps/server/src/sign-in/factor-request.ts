import { refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { HeldSignIn } from "./who.ts";

/** A request below `/api/auth`, read: to set up, use or remove what somebody proves themselves by. */
export interface FactorRequest {
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
  readonly address: string;
  /** Hands it to the library with this body, and nothing else that was sent. */
  readonly ask: (path: string, body: object) => Promise<Response>;
}

export const NOT_SIGNED_IN = refused({ reason: "notSignedIn" });

/** Does what only somebody signed in may ask for. */
export async function signedIn(
  held: HeldSignIn | undefined,
  work: (held: HeldSignIn) => Promise<Outcome<Response>>,
): Promise<Outcome<Response>> {
  return held === undefined ? NOT_SIGNED_IN : await work(held);
}
