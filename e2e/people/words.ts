import type { Language } from "@beckon/protocol/words.ts";
import { de as consoleDe } from "../../apps/web/src/console/words/de.ts";
import { en as consoleEn } from "../../apps/web/src/console/words/en.ts";
import { es as consoleEs } from "../../apps/web/src/console/words/es.ts";
import { words as customerDe } from "../../apps/web/src/customer/words/de.ts";
import { words as desktopDe } from "../../apps/web/src/customer/words/desktop-de.ts";
import { words as desktopEn } from "../../apps/web/src/customer/words/desktop-en.ts";
import { words as desktopEs } from "../../apps/web/src/customer/words/desktop-es.ts";
import { words as customerEn } from "../../apps/web/src/customer/words/en.ts";
import { words as customerEs } from "../../apps/web/src/customer/words/es.ts";

/** What people read, by language: stories find everything by the words on the screen. */
export const CONSOLE_WORDS = { en: consoleEn, de: consoleDe, es: consoleEs } as const satisfies Record<
  Language,
  unknown
>;
export const CUSTOMER_WORDS = { en: customerEn, de: customerDe, es: customerEs } as const satisfies Record<
  Language,
  unknown
>;
/** What only the desktop module's page says. */
export const DESKTOP_WORDS = { en: desktopEn, de: desktopDe, es: desktopEs } as const satisfies Record<
  Language,
  unknown
>;
export type ConsoleWords = (typeof CONSOLE_WORDS)["en"];
export type CustomerWords = (typeof CUSTOMER_WORDS)["en"];
export type DesktopWords = (typeof DESKTOP_WORDS)["en"];
