import { render } from "preact";
import * as z from "zod/mini";
import { previewShown, type PreviewSaid, type PreviewShown } from "../../ui/preview-message.ts";
import { App } from "../app.tsx";
import { loadWords } from "../words.ts";
import { previewStore } from "./preview-store.ts";
import { wearTheme } from "./wear-theme.ts";

// The page's policy forbids code made at run time, which zod would otherwise try.
z.config({ jitless: true });

const silent = { on: false, turn: () => undefined, play: () => undefined };

/** Shows the customer's page as the designer frames it: told what to show by the page around it, and by nobody else. */
function start(page: HTMLElement): void {
  let newest = 0;
  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== location.origin || source !== parent) return;
    const shown = previewShown.safeParse(data);
    if (!shown.success) return;
    newest += 1;
    const mine = newest;
    void draw(page, shown.data, () => mine === newest);
  });
  tell({ type: "preview/ready" });
}

async function draw(page: HTMLElement, shown: PreviewShown, isNewest: () => boolean): Promise<void> {
  const { language, theme, view } = shown;
  const [words, store] = await Promise.all([loadWords(language), previewStore(shown, Date.now())]);
  if (!isNewest()) return;
  document.documentElement.lang = language;
  wearTheme(theme);
  const load = async (chosen: typeof language) => {
    tell({ type: "preview/language", language: chosen });
    return { language: chosen, words: await loadWords(chosen) };
  };
  render(
    // Anew for another language or theme; otherwise what was typed into the page stays while the design changes.
    <App
      key={`${language} ${theme} ${view}`}
      store={store}
      tone={silent}
      first={{ language, words }}
      load={load}
      remember={(chosen) => (document.documentElement.lang = chosen)}
    />,
    page,
  );
  // The page around it has a head and a main part, too: a screen reader tells them apart by name.
  for (const part of page.querySelectorAll("header, main"))
    part.setAttribute("aria-label", shown.page.branding.company);
}

function tell(said: PreviewSaid): void {
  if (parent !== window) parent.postMessage(said, location.origin);
}

const page = document.getElementById("page");
if (page) start(page);
