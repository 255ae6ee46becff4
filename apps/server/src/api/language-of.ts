import { LANGUAGES, type Language } from "@beckon/protocol/words.ts";

/** The language of ours that a client's word for one stands for (`de`, `de-DE`, `zh_CN`, `auto`): null for none, undefined for not said. */
export function languageOf(said: string | undefined): Language | null | undefined {
  if (said === undefined) return undefined;
  const short = said.trim().slice(0, 2).toLowerCase();
  return LANGUAGES.find((one) => one === short) ?? null;
}
