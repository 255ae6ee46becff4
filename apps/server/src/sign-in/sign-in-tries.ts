import { refused, type Outcome } from "@beckon/domain/refusal.ts";
import { addressKey } from "../limits/address-key.ts";
import type { Database } from "../store/database.ts";
import { countTries, type TryLimit } from "../store/tries.ts";

const MINUTES = 60_000;
const BY_ADDRESS: TryLimit = { name: "sign-in/address", most: 50, windowMs: 10 * MINUTES };
const BY_ACCOUNT: TryLimit = { name: "sign-in/account", most: 10, windowMs: 10 * MINUTES };
// Whoever tries codes knows the password already, and a code has a million forms only.
const CODES: TryLimit = { name: "sign-in/code", most: 10, windowMs: 10 * MINUTES };
const CODES_A_DAY: TryLimit = { name: "sign-in/codes", most: 50, windowMs: 24 * 60 * MINUTES };
// Each visit of the sign-in page takes one, and each is a row for five minutes.
const CHALLENGES: TryLimit = { name: "sign-in/challenges", most: 300, windowMs: 10 * MINUTES };
// Longer than a code is taken for right.
const USED: TryLimit = { name: "sign-in/used", most: 1, windowMs: 3 * MINUTES };

/** Whose secret is tried: an account's password by its address, a person's codes by their id, or nobody's in particular. */
export type Tried = { account: string } | { codesOf: string } | "nobody";

/** Counts tries at secrets, over all servers [X3]. */
export type SignInTries = ReturnType<typeof countSignInTries>;

/** Counts on `db`; `secret` keeps names and addresses unreadable there. */
export function countSignInTries(db: Database, secret: string, clock: () => number) {
  const tries = countTries(db, secret);

  return {
    /** Does `work` unless the address or whoever is tried had too many tries; what is done well does not count. */
    async counted(address: string, tried: Tried, work: () => Promise<Outcome<Response>>): Promise<Outcome<Response>> {
      const source = addressKey(address);
      const own = limitsOf(tried);
      for (const [limit, who] of [[BY_ADDRESS, source] as const, ...own]) {
        const retryAfterSeconds = await tries.take(limit, who, clock());
        if (retryAfterSeconds > 0) return refused({ reason: "tooManyTries", retryAfterSeconds });
      }
      const outcome = await work();
      if (outcome.ok && outcome.value.ok) {
        // Knowing one password must not win more guesses at others from the same address.
        await tries.giveBack(BY_ADDRESS, source);
        for (const [limit, who] of own) await tries.forgive(limit, who);
      }
      return outcome;
    },
    /** Counts a challenge given to an address; for how many seconds it is too many, or 0. */
    takeChallenge: (address: string) => tries.take(CHALLENGES, addressKey(address), clock()),
    /** Whether this is the first time in three minutes that this person gives this code: each works once. */
    async firstUse(personId: string, code: string): Promise<boolean> {
      return (await tries.take(USED, `${personId} ${code}`, clock())) === 0;
    },
  };
}

function limitsOf(tried: Tried): (readonly [TryLimit, string])[] {
  if (tried === "nobody") return [];
  if ("account" in tried) return [[BY_ACCOUNT, tried.account.trim().toLowerCase().slice(0, 254)]];
  return [
    [CODES, tried.codesOf],
    [CODES_A_DAY, tried.codesOf],
  ];
}
