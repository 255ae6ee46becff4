import { addressKey } from "../limits/address-key.ts";

/** How wrong session codes are slowed down [S4]: what is known of one source of guesses, and what follows from one more. */
export type Guesses = { since: number; tries: number; blockedUntil: number };

/** A source of guesses and how many it has before it pauses; each further round of tries doubles the pause. */
export type GuessLimit = { key: string; tries: number; pauseMs: number; longestMs: number };

const FORGOTTEN_MS = 10 * 60_000;

/** The limits that a wrong code from this address counts against: its own, its /64's, and everybody's. */
export function limitsFor(address: string): GuessLimit[] {
  const network = addressKey(address);
  const perSource = { tries: 10, pauseMs: 60_000, longestMs: 60 * 60_000 };
  return [
    { key: `address ${address}`, ...perSource },
    ...(network === address ? [] : [{ key: `network ${network}`, ...perSource, tries: 20 }]),
    { key: "everybody", tries: 60, pauseMs: 5_000, longestMs: 60_000 },
  ];
}

/** What is known after one more wrong guess. */
export function afterWrong(known: Guesses | undefined, limit: GuessLimit, now: number): Guesses {
  const forgotten = !known || now - Math.max(known.since, known.blockedUntil) > FORGOTTEN_MS;
  const tries = forgotten ? 1 : known.tries + 1;
  const rounds = Math.floor(tries / limit.tries);
  const pause = tries % limit.tries === 0 ? Math.min(limit.pauseMs * 2 ** (rounds - 1), limit.longestMs) : 0;
  return { since: now, tries, blockedUntil: Math.max(forgotten ? 0 : known.blockedUntil, pause > 0 ? now + pause : 0) };
}
