import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Language } from "@beckon/protocol/words.ts";
import type { ArrivalTone } from "./arrival-tone.ts";
import type { CaseStore } from "@beckon/customer/case-store.ts";
import type { CustomerState } from "@beckon/customer/customer-state.ts";
import type { Desktop } from "./module/desktop.ts";
import type { DesktopWords } from "./words/desktop-en.ts";
import type { Words } from "./words.ts";

/** What every view of the page may use. */
export type Surroundings = {
  store: CaseStore;
  words: Words;
  language: Language;
  chooseLanguage: (language: Language) => void;
  tone: ArrivalTone;
  /** The desktop module behind this page; null in a browser of its own. */
  desktop: (Desktop & { words: DesktopWords }) | null;
};

export const SurroundingsContext = createContext<Surroundings | null>(null);

/** The surroundings of this view. */
export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (!surroundings) throw new Error("a view outside of the page");
  return surroundings;
}

/** The words of the chosen language. */
export function useWords(): Words {
  return useSurroundings().words;
}

/** The store's state; the view follows each change. */
export function useCustomerState(store: CaseStore): CustomerState {
  const [state, setState] = useState(store.state);
  useEffect(() => {
    setState(store.state);
    return store.subscribe(() => setState(store.state));
  }, [store]);
  return state;
}

/** The present instant, anew every `everyMs`. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** The desktop module behind this page, for views that only its page has. */
export function useDesktop(): Desktop & { words: DesktopWords } {
  const { desktop } = useSurroundings();
  if (!desktop) throw new Error("a view of the desktop module outside of its page");
  return desktop;
}
