import type { Case } from "@beckon/domain/case.ts";
import type { Outcome } from "@beckon/domain/refusal.ts";
import { done, refused } from "@beckon/domain/refusal.ts";
import { addressKey } from "../limits/address-key.ts";
import type { GuessLimit } from "./guess-limits.ts";
import { limitsFor } from "./guess-limits.ts";

/** Where wrong guesses are counted, for all servers together. */
export interface WrongCodes {
  /** Until when any of these keys has to pause; 0 when none has. */
  blockedUntil(keys: string[]): Promise<number>;
  note(limits: GuessLimit[], now: number): Promise<void>;
}

/** Stands before everything that turns a code into a case [S4]. */
export interface GuessGate {
  /** Gives what `find` finds; nothing found is counted against the address, and always takes the same time. */
  ask(address: string, find: () => Promise<Case | undefined>): Promise<Outcome<Case>>;
}

const WRONG_TAKES_MS = 250;

/** @param pause waits some milliseconds. */
export function openGuessGate(wrong: WrongCodes, now: () => number, pause: (ms: number) => Promise<void>): GuessGate {
  const lines = new Map<string, Promise<unknown>>();

  /** One guess of a source at a time: guesses made at once count like those made one after the other. */
  async function inLine<T>(source: string, work: () => Promise<T>): Promise<T> {
    const mine = (lines.get(source) ?? Promise.resolve()).then(work);
    const last = mine.catch(() => undefined);
    lines.set(source, last);
    try {
      return await mine;
    } finally {
      if (lines.get(source) === last) lines.delete(source);
    }
  }

  return {
    ask: (address, find) => inLine(addressKey(address), () => guess(address, find)),
  };

  async function guess(address: string, find: () => Promise<Case | undefined>): Promise<Outcome<Case>> {
    const started = now();
    const limits = limitsFor(address);
    const blockedUntil = await wrong.blockedUntil(limits.map((limit) => limit.key));
    if (blockedUntil > started) {
      return refused({ reason: "tooManyTries", retryAfterSeconds: Math.ceil((blockedUntil - started) / 1000) });
    }
    const found = await find();
    if (found) return done(found);
    await wrong.note(limits, started);
    await pause(Math.max(0, started + WRONG_TAKES_MS - now()));
    return refused({ reason: "codeNotValid" });
  }
}
