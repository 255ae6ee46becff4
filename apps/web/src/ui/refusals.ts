import type { Refusal } from "@beckon/domain/refusal.ts";

/** A refusal as it reaches a page: with the name of whoever was first. */
export type ToldRefusal = Refusal & { byName?: string };

/** Words for every reason: what happened, and what to do. `now` is an instant in milliseconds. */
export type RefusalWords = {
  [R in Refusal["reason"]]: (refusal: Extract<Refusal, { reason: R }> & { byName?: string }, now: number) => string;
};

/** Says a refusal in the words of a language. */
export function sayRefusal(words: RefusalWords, refusal: ToldRefusal, now: number): string {
  const say = words[refusal.reason] as ((refusal: ToldRefusal, now: number) => string) | undefined;
  return (say ?? words.unavailable)(refusal as never, now);
}
