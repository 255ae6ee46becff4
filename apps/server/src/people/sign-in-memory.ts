import type { SignIn, SignedIn } from "./sign-in.ts";

/** How long news of an ended sign-in may be late, or lost, without anybody staying longer than X5 allows. */
const KEPT_MS = 2_000;
const MOST = 5_000;
const LONGEST_COOKIE = 2_000;

/** Who sent which cookie, remembered for a moment. */
export interface SignInMemory {
  /** Like `SignIn.personOf`, at most 2 s old, and never older than the last `forget`. */
  readonly personOf: SignIn["personOf"];
  /** To be called when any sign-in, role or person may have changed. */
  forget(): void;
}

/** Spares the database the same question for every request of a busy console [X5]. */
export function rememberSignIns(ask: SignIn["personOf"], clock: () => number): SignInMemory {
  const known = new Map<string, { person: Promise<SignedIn | undefined>; until: number }>();

  async function personOf(headers: Headers): Promise<SignedIn | undefined> {
    const cookie = headers.get("cookie") ?? "";
    if (cookie === "" || cookie.length > LONGEST_COOKIE) return await ask(headers);
    const now = clock();
    const remembered = known.get(cookie);
    if (remembered !== undefined && now < remembered.until) return await remembered.person;
    const asked = { person: ask(headers), until: now + KEPT_MS };
    known.delete(cookie);
    known.set(cookie, asked);
    // The map's order is that of asking, so the first is the one asked longest ago.
    if (known.size > MOST) known.delete(known.keys().next().value ?? cookie);
    let person: SignedIn | undefined;
    try {
      person = await asked.person;
      return person;
    } finally {
      // Nobody signed in, or no answer, is nothing to remember.
      if (person === undefined && known.get(cookie) === asked) known.delete(cookie);
    }
  }

  return { personOf, forget: () => known.clear() };
}
