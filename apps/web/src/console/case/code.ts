import type { SessionCode } from "@beckon/domain/session-code.ts";
import { parseSessionCode } from "@beckon/domain/session-code.ts";

/** The code of a card, in its stored form [S1]. */
export function codeOf(card: { code: string }): SessionCode {
  return parseSessionCode(card.code) ?? "s";
}
