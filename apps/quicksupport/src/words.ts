import type { Language } from "@beckon/protocol/words.ts";

/** What the module says outside of its page: on the frame around the screen, and to a terminal. */
export type ModuleWords = {
  /** On the stop control, while the screen is seen. */
  seen: (expert: string, keys: string) => string;
};

const WORDS: Record<Language, ModuleWords> = {
  en: { seen: (expert, keys) => `${expert} sees your screen · Stop (${keys})` },
  de: { seen: (expert, keys) => `${expert} sieht Ihren Bildschirm · Stopp (${keys})` },
  es: { seen: (expert, keys) => `${expert} ve su pantalla · Parar (${keys})` },
};

/** The words of a language. */
export function wordsIn(language: Language): ModuleWords {
  return WORDS[language];
}

/** The language of this computer as it says it itself, else English. */
export function systemLanguage(locale: string): Language {
  const base = locale.toLowerCase().split(/[-_]/)[0];
  return base === "de" || base === "es" ? base : "en";
}
