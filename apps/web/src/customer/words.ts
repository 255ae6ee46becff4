import type { Language } from "@beckon/protocol/words.ts";
import type { Words } from "./words/en.ts";

export type { Words } from "./words/en.ts";

/** Loads the words of a language; only that one travels. */
export async function loadWords(language: Language): Promise<Words> {
  switch (language) {
    case "en":
      return (await import("./words/en.ts")).words;
    case "de":
      return (await import("./words/de.ts")).words;
    case "es":
      return (await import("./words/es.ts")).words;
  }
}
