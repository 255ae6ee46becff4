import type { Language } from "@beckon/protocol/words.ts";

/** What the module says outside of its page: on the frame around the screen, and to a terminal. */
export type ModuleWords = {
  /** On the stop control, while the screen is seen. */
  seen: (experts: readonly string[], keys: string) => string;
};

const WORDS: Record<Language, ModuleWords> = {
  en: { seen: (who, keys) => `${all("en", who)} ${who.length > 1 ? "see" : "sees"} your screen · Stop (${keys})` },
  de: {
    seen: (who, keys) => `${all("de", who)} ${who.length > 1 ? "sehen" : "sieht"} Ihren Bildschirm · Stopp (${keys})`,
  },
  es: { seen: (who, keys) => `${all("es", who)} ${who.length > 1 ? "ven" : "ve"} su pantalla · Parar (${keys})` },
};

function all(language: Language, names: readonly string[]): string {
  return new Intl.ListFormat(language).format(names);
}

/** The words of a language. */
export function wordsIn(language: Language): ModuleWords {
  return WORDS[language];
}

/** The language of this computer as it says it itself, else English. */
export function systemLanguage(locale: string): Language {
  const base = locale.toLowerCase().split(/[-_]/)[0];
  return base === "de" || base === "es" ? base : "en";
}
