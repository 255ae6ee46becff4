import type { ShownModule } from "@beckon/customer/mirror-messages.ts";
import type { ModuleActs } from "@beckon/customer/publish-store.ts";
import type { Language } from "@beckon/protocol/words.ts";
import type { DesktopWords } from "../words/desktop-en.ts";

/** What the page can do when a desktop module is behind it. */
export type Desktop = {
  readonly module: ShownModule;
  readonly acts: ModuleActs;
  /** Hands a file to the module, which sends it to the expert; false when it could not. */
  sendFile(file: File): Promise<boolean>;
};

/** Loads what only this page says in a language. */
export async function loadDesktopWords(language: Language): Promise<DesktopWords> {
  switch (language) {
    case "en":
      return (await import("../words/desktop-en.ts")).words;
    case "de":
      return (await import("../words/desktop-de.ts")).words;
    case "es":
      return (await import("../words/desktop-es.ts")).words;
  }
}
