import type { Language } from "@beckon/protocol/words.ts";
import type { ReactNode } from "react";
import { createContext, use, useEffect, useState } from "react";
import { browserLanguage, rememberLanguage } from "../../ui/language.ts";
import type { Words } from "./en.ts";

export type { Words } from "./en.ts";

/** Loads one language's words. */
export async function loadWords(language: Language): Promise<Words> {
  switch (language) {
    case "en":
      return (await import("./en.ts")).en;
    case "de":
      return (await import("./de.ts")).de;
    case "es":
      return (await import("./es.ts")).es;
  }
}

type Spoken = { words: Words; language: Language; speak: (language: Language) => void };
const Context = createContext<Spoken | null>(null);

/** Gives everything inside its words; shows nothing until they are loaded. */
export function WordsProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(browserLanguage);
  const [words, setWords] = useState<Words | null>(null);
  useEffect(() => {
    let current = true;
    document.documentElement.lang = language;
    void loadWords(language).then((loaded) => {
      if (current) setWords(loaded);
    });
    return () => {
      current = false;
    };
  }, [language]);
  if (!words) return null;
  const speak = (next: Language) => {
    rememberLanguage(next);
    setLanguage(next);
  };
  return <Context value={{ words, language, speak }}>{children}</Context>;
}

/** The words of the chosen language. */
export function useWords(): Words {
  return useSpoken().words;
}

/** The chosen language and the way to choose another. */
export function useSpoken(): Spoken {
  const spoken = use(Context);
  if (!spoken) throw new Error("words are used outside of their provider");
  return spoken;
}
