import type { Language } from "@beckon/protocol/words.ts";

/**
 * Languages of both pages. A catalogue is a typed module (`words/en.ts` gives the shape, the others must match it
 * exactly), so a missing translation does not compile; only the chosen one is loaded.
 */
export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", de: "Deutsch", es: "Español" };
const MEMORY = "beckon.language";

/** What a language is chosen from. */
export type LanguageHints = { search: string; remembered: string | null; preferred: readonly string[] };

/** Chooses the language: `?lang=`, then the remembered choice, then the browser's own order, else English. */
export function chooseLanguage({ search, remembered, preferred }: LanguageHints): Language {
  const wishes = [new URLSearchParams(search).get("lang"), remembered, ...preferred];
  for (const wish of wishes) {
    const base = wish?.toLowerCase().split("-")[0];
    if (base !== undefined && isLanguage(base)) return base;
  }
  return "en";
}

/** Whether a word names one of our languages. */
export function isLanguage(word: string): word is Language {
  return Object.hasOwn(LANGUAGE_NAMES, word);
}

/** The language this browser should see, by address, memory and settings. */
export function browserLanguage(): Language {
  return chooseLanguage({
    search: location.search,
    remembered: localStorage.getItem(MEMORY),
    preferred: navigator.languages,
  });
}

/** Keeps a choice for the next visit and tells the document, so that screen readers speak it right. */
export function rememberLanguage(language: Language): void {
  localStorage.setItem(MEMORY, language);
  document.documentElement.lang = language;
}
