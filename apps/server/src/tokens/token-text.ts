import { randomInt } from "node:crypto";

const DIGITS = "0123456789";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A new script token, such as `12345678-LgxKf0bybuAESdNIelrY`, drawn from a cryptographic source; `hint` is its beginning. */
export function drawScriptToken(): { token: string; hint: string } {
  const hint = draw(DIGITS, 8);
  return { token: `${hint}-${draw(LETTERS + DIGITS, 20)}`, hint };
}

/** Letters and digits from a cryptographic source. */
export function drawSecret(length: number): string {
  return draw(LETTERS + DIGITS, length);
}

function draw(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
}
