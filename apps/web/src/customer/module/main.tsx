import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import * as z from "zod/mini";
import { mirrorStore } from "@beckon/customer/mirror-store.ts";
import type { Language } from "@beckon/protocol/words.ts";
import { browserLanguage } from "../../ui/language.ts";
import { App, type Spoken } from "../app.tsx";
import { arrivalTone } from "../arrival-tone.ts";
import { loadWords } from "../words.ts";
import { loadDesktopWords, type Desktop } from "./desktop.ts";
import { ModuleFooter } from "./module-footer.tsx";
import { openModuleLine, type Broken } from "./module-socket.ts";
import { sendFile } from "./send-file.ts";
import "./module.css";

// The page's policy forbids code made at run time, which zod would otherwise try.
z.config({ jitless: true });

const tone = arrivalTone(true);
let broken: Broken | null = null;
let redraw: (() => void) | undefined;
const mirror = mirrorStore((act) => line.send(act));
const line = openModuleLine({
  take(message) {
    if (message.type === "tone") tone.play(message.what);
    else mirror.take(message);
    if (message.type === "entered" || message.type === "module") redraw?.();
  },
  broken(why) {
    broken = why;
    // A browser closes a window that shows one page only; another one stays, and says why.
    if (why === "elsewhere") window.close();
    redraw?.();
  },
});

async function load(language: Language): Promise<Spoken> {
  const [words, desktopWords] = await Promise.all([loadWords(language), loadDesktopWords(language)]);
  // What the module itself draws over the desktop speaks the same language.
  mirror.acts.speak(language);
  return { language, words, desktopWords };
}

function Page({ first }: { first: Spoken }) {
  const [, draw] = useState(0);
  useEffect(() => {
    redraw = () => draw((times) => times + 1);
    redraw();
  }, []);
  const { module } = mirror;
  if (broken !== null || module === null) return <Away first={first} />;
  return <WithModule key="page" first={first} module={module} />;
}

function WithModule({ first, module }: { first: Spoken; module: Desktop["module"] }) {
  const [desktop, setDesktop] = useState<Desktop>(() => desktopOf(module));
  useEffect(() => {
    if (desktop.module !== module) setDesktop(desktopOf(module));
  }, [desktop, module]);
  return (
    <App store={mirror.store} tone={tone} first={first} load={load} desktop={desktop}>
      <ModuleFooter />
    </App>
  );
}

function desktopOf(module: Desktop["module"]): Desktop {
  return { module, acts: mirror.acts, sendFile: (file) => sendFile(file, line.key ?? "") };
}

function Away({ first: { words, desktopWords } }: { first: Spoken }) {
  if (broken === null || desktopWords === undefined) return <output class="loading">{words.loading}</output>;
  const { program } = desktopWords;
  return (
    <main class="main">
      <section class="card narrow">
        <h1>{program[broken]}</h1>
        <p>{program[`${broken}Text`]}</p>
      </section>
    </main>
  );
}

async function start(page: HTMLElement): Promise<void> {
  const language = browserLanguage();
  document.documentElement.lang = language;
  render(<Page first={await load(language)} />, page);
}

const page = document.getElementById("page");
if (page) void start(page);
