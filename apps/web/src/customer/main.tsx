import { render } from "preact";
import * as z from "zod/mini";
import { customerDown } from "@beckon/protocol/down.ts";
import { modulePage } from "@beckon/protocol/modules.ts";
import type { Language } from "@beckon/protocol/words.ts";
import { openServerLink } from "@beckon/session/server-link.ts";
import { browserLanguage } from "../ui/language.ts";
import { readAddress } from "@beckon/customer/address.ts";
import { arrivalTone } from "./arrival-tone.ts";
import { canCapture, capturePicture } from "./capture.ts";
import { createCaseStore } from "@beckon/customer/case-store.ts";
import { claimsIn } from "@beckon/customer/claims.ts";
import { brandingOf } from "./branding.ts";
import { describeDevice } from "./device.ts";
import { showInBrowser } from "@beckon/customer/show-in-browser.ts";
import type { ModuleAnswer, StorePorts } from "@beckon/customer/store-ports.ts";
import { App } from "./app.tsx";
import { offerAsApp } from "./offer-as-app.ts";
import type { Surroundings } from "./surroundings.ts";
import { loadWords } from "./words.ts";

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
      relayUrl: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live/relay`,
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

async function loadSpoken(language: Language) {
  return { language, words: await loadWords(language) };
}

async function start(page: HTMLElement): Promise<void> {
  const language = browserLanguage();
  document.documentElement.lang = language;
  const tone = arrivalTone();
  const address = readAddress(location.pathname);
  const store = createCaseStore(portsOf(language, tone), address);
  store.subscribe(() => {
    const branding = brandingOf(store.state);
    if (address.is === "module" && branding) offerAsApp(address.slug, branding.accent);
  });
  // A page that the browser only prepares must not ask for help by itself.
  if ("prerendering" in document && document.prerendering === true)
    document.addEventListener("prerenderingchange", () => void store.start(), { once: true });
  else void store.start();
  const first = { language, words: await loadWords(language) };
  render(<App store={store} tone={tone} first={first} load={loadSpoken} />, page);
}

const page = document.getElementById("page");
if (page) void start(page);
