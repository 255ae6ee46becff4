import type { Branding } from "@beckon/protocol/down.ts";
import type { ModulePage } from "@beckon/protocol/modules.ts";
import type { Language } from "@beckon/protocol/words.ts";

/** A module's words for a reader of `language`: those written for it, else the module's first [M13]. */
export function moduleWords(branding: Branding, language: Language): Pick<Branding, "title" | "welcome" | "waiting"> {
  const own = branding.translations[language];
  return {
    title: own?.title || branding.title,
    welcome: own?.welcome || branding.welcome,
    waiting: own?.waiting || branding.waiting,
  };
}

/** What has to be accepted, as a reader of `language` reads it; "": nothing has to be. */
export function disclaimerIn({ disclaimer, disclaimers }: ModulePage, language: Language): string {
  return disclaimer && (disclaimers[language] || disclaimer);
}
