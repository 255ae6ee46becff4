import type { Language } from "@beckon/protocol/words.ts";

/** What the module says outside of its page: on the frame around the screen, and to a terminal. */
export type ModuleWords = {
  /** On the stop control, while the screen is seen. */
  seen: (experts: readonly string[], keys: string) => string;
};

const MOST_NAMES = 3;
const MOST_LETTERS = 24;

const WORDS: Record<Language, ModuleWords> = {
  en: { seen: (who, keys) => `${all("en", who)} ${who.length > 1 ? "see" : "sees"} your screen · Stop (${keys})` },
  de: {
    seen: (who, keys) => `${all("de", who)} ${who.length > 1 ? "sehen" : "sieht"} Ihren Bildschirm · Stopp (${keys})`,
  },
  es: { seen: (who, keys) => `${all("es", who)} ${who.length > 1 ? "ven" : "ve"} su pantalla · Parar (${keys})` },
};

/** Whatever people are called, and however many there are: the word *Stop* stands on the screen. */
function all(language: Language, names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map(short);
  return new Intl.ListFormat(language).format(names.length > MOST_NAMES ? [...shown, "…"] : shown);
}

function short(name: string): string {
  const letters = Array.from(new Intl.Segmenter().segment(name), ({ segment }) =>
    Array.from(segment).slice(0, 3).join(""),
  );
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS).join("")}…` : letters.join("");
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
