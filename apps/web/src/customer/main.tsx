import { render } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import * as z from "zod/mini";
import { customerDown } from "@beckon/protocol/down.ts";
import { modulePage } from "@beckon/protocol/calls.ts";
import type { Language } from "@beckon/protocol/words.ts";
import { openServerLink } from "@beckon/session/server-link.ts";
import { browserLanguage, rememberLanguage } from "../ui/language.ts";
import { readAddress } from "@beckon/customer/address.ts";
import { arrivalTone } from "./arrival-tone.ts";
import { accentOf, dress } from "./branding.ts";
import { canCapture, capturePicture } from "./capture.ts";
import { createCaseStore } from "@beckon/customer/case-store.ts";
import { claimsIn } from "@beckon/customer/claims.ts";
import { describeDevice } from "./device.ts";
import { titleOf } from "./standing.ts";
import { showInBrowser } from "@beckon/customer/show-in-browser.ts";
import type { ModuleAnswer, StorePorts } from "@beckon/customer/store-ports.ts";
import { SurroundingsContext, useCustomerState, type Surroundings } from "./surroundings.ts";
import { Frame } from "./views/frame.tsx";
import { PageView } from "./views/page-view.tsx";
import { loadWords, type Words } from "./words.ts";
import "../ui/tokens.css";
import "./styles/page.css";
import "./styles/forms.css";
import "./styles/case.css";

// The page's policy forbids code made at run time, which zod would otherwise try.
z.config({ jitless: true });

async function readModule(slug: string): Promise<ModuleAnswer> {
  try {
    const response = await fetch(`/api/customer/modules/${encodeURIComponent(slug)}`);
    if (response.status === 404) return { is: "unknown" };
    const parsed = modulePage.safeParse(await response.json());
    return response.ok && parsed.success ? { is: "found", module: parsed.data } : { is: "unreachable" };
  } catch {
    return { is: "unreachable" };
  }
}

function portsOf(language: Language, tone: Surroundings["tone"]): StorePorts {
  return {
    openLink: (onOpen) =>
      openServerLink({
        url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live/customer`,
        language,
        parse: (json) => {
          const parsed = customerDown.safeParse(json);
          return parsed.success ? parsed.data : undefined;
        },
        onOpen,
      }),
    readModule,
    claims: claimsIn(localStorage, (bytes) => crypto.getRandomValues(bytes)),
    memory: sessionStorage,
    device: describeDevice,
    tone,
    moveTo: (path) => history.replaceState(null, "", path + location.search),
    visits: {
      showing: showInBrowser({
        canCapture,
        capture: capturePicture,
        loadHost: async () => (await import("@beckon/session/remote-session.ts")).hostSession,
      }),
      now: Date.now,
      setTimeout: (call, ms) => setTimeout(call, ms),
      clearTimeout: (timer) => clearTimeout(timer as number | undefined),
    },
  };
}

function App(
  props: Omit<Surroundings, "words" | "language" | "chooseLanguage"> & { first: Words; language: Language },
) {
  const { store, tone, first } = props;
  const [spoken, setSpoken] = useState({ language: props.language, words: first });
  const state = useCustomerState(store);
  const title = titleOf(spoken.words, state);
  const accent = accentOf(state);

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

  const surroundings = useMemo<Surroundings>(
    () => ({
      store,
      tone,
      ...spoken,
      chooseLanguage: (language) => {
        void loadWords(language).then((words) => {
          rememberLanguage(language);
          setSpoken({ language, words });
        });
      },
    }),
    [store, tone, spoken],
  );
  return (
    <SurroundingsContext.Provider value={surroundings}>
      <Frame state={state}>
        <PageView state={state} />
      </Frame>
    </SurroundingsContext.Provider>
  );
}

async function start(page: HTMLElement): Promise<void> {
  const language = browserLanguage();
  document.documentElement.lang = language;
  const tone = arrivalTone();
  const store = createCaseStore(portsOf(language, tone), readAddress(location.pathname));
  // A page that the browser only prepares must not ask for help by itself.
  if ("prerendering" in document && document.prerendering === true)
    document.addEventListener("prerenderingchange", () => void store.start(), { once: true });
  else void store.start();
  render(<App store={store} tone={tone} first={await loadWords(language)} language={language} />, page);
}

const page = document.getElementById("page");
if (page) void start(page);
