/** A session code in its stored form: `s` and nine digits, as in `s123456789`. */
export type SessionCode = `s${string}`;

const DIGITS = 9;

/**
 * Draws a session code [S1, S2].
 * @param randomInt gives a uniform integer in `[0, below)` from a cryptographic source.
 */
export function drawSessionCode(randomInt: (below: number) => number): SessionCode {
  return `s${String(randomInt(10 ** DIGITS)).padStart(DIGITS, "0")}`;
}

/** Reads a code as people type it (with or without `s`, dashes, spaces, in any case); `undefined` when it is none [S1]. */
export function parseSessionCode(typed: string): SessionCode | undefined {
  if (typed.length > 40) return undefined;
  const bare = typed.replace(/[\s\p{Pd}._]/gu, "").toLowerCase();
  const match = /^s?(\d{9})$/.exec(bare);
  return match ? `s${match[1]}` : undefined;
}

/** Shows a code for reading aloud: `s123-456-789` [S1]. */
export function showSessionCode(code: SessionCode): string {
  return `${code.slice(0, 4)}-${code.slice(4, 7)}-${code.slice(7)}`;
}
