import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { CaseStore } from "@beckon/customer/case-store.ts";
import type { Language } from "@beckon/protocol/words.ts";
import { rememberLanguage } from "../ui/language.ts";
import type { ArrivalTone } from "./arrival-tone.ts";
import { brandingOf, dress } from "./branding.ts";
import type { Desktop } from "./module/desktop.ts";
import { titleOf } from "./standing.ts";
import { SurroundingsContext, useCustomerState, type Surroundings } from "./surroundings.ts";
import { Frame } from "./views/frame.tsx";
import { PageView } from "./views/page-view.tsx";
import type { DesktopWords } from "./words/desktop-en.ts";
import type { Words } from "./words.ts";
import "../ui/tokens.css";
import "./styles/page.css";
import "./styles/forms.css";
import "./styles/case.css";

/** A language with the words the page needs in it; those of the desktop module only on its page. */
export type Spoken = { language: Language; words: Words; desktopWords?: DesktopWords };

/** The customer's page over a store: one in this browser, or the mirror of a desktop module's. */
export function App(props: {
  store: CaseStore;
  tone: ArrivalTone;
  first: Spoken;
  load: (language: Language) => Promise<Spoken>;
  /** Keeps a language the reader chose; in this browser, unless said otherwise. */
  remember?: (language: Language) => void;
  desktop?: Desktop;
  children?: ComponentChildren;
}) {
  const { store, tone, first, load, remember = rememberLanguage, desktop, children } = props;
  const [spoken, setSpoken] = useState(first);
  const state = useCustomerState(store);
  const title = titleOf(spoken.words, spoken.language, state);
  const accent = brandingOf(state)?.accent;

  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const wear = (): void => dress(accent);
    wear();
    dark.addEventListener("change", wear);
    return () => dark.removeEventListener("change", wear);
  }, [accent]);

  const surroundings = useMemo<Surroundings>(() => {
    const { language, words, desktopWords } = spoken;
    return {
      store,
      tone,
      language,
      words,
      desktop: desktop && desktopWords ? { ...desktop, words: desktopWords } : null,
      chooseLanguage: (chosen) => {
        void load(chosen).then((loaded) => {
          remember(chosen);
          setSpoken(loaded);
        });
      },
    };
  }, [store, tone, spoken, load, remember, desktop]);
  return (
    <SurroundingsContext.Provider value={surroundings}>
      <Frame state={state}>
        <PageView state={state} />
      </Frame>
      {children}
    </SurroundingsContext.Provider>
  );
}
