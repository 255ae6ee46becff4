import { modulePageOf, type ModuleSettings } from "@beckon/protocol/modules.ts";
import type { ProgramOffer } from "@beckon/protocol/program.ts";
import { LANGUAGES, type Language } from "@beckon/protocol/words.ts";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { LANGUAGE_NAMES } from "../../ui/language.ts";
import {
  PREVIEW_PATH,
  PREVIEW_VIEWS,
  previewSaid,
  type PreviewShown,
  type PreviewView,
} from "../../ui/preview-message.ts";
import { Choice } from "../controls/choice.tsx";
import { useWords } from "../words/use-words.tsx";

const SIZES = { phone: { width: 375, height: 640 }, desktop: { width: 1120, height: 760 } } as const;
type Size = keyof typeof SIZES;

/**
 * The customer's own page beside the form, fed with what the form holds [M2]: it is the very page, in a frame that reaches no
 * server, and believes nobody but the page around it.
 */
export function Preview({
  settings,
  company,
  programs,
  language,
  onLanguage,
}: {
  settings: ModuleSettings;
  company: string;
  programs: ProgramOffer[];
  language: Language;
  onLanguage: (language: Language) => void;
}) {
  const w = useWords();
  const [view, setView] = useState<PreviewView>("start");
  const [theme, setTheme] = useState<PreviewShown["theme"]>(() =>
    matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  );
  const [size, setSize] = useState<Size>("phone");
  const frame = useRef<HTMLIFrameElement>(null);
  const [ready, setReady] = useState(0);

  useEffect(() => {
    const hear = ({ origin, source, data }: MessageEvent) => {
      if (origin !== location.origin || source !== frame.current?.contentWindow) return;
      const said = previewSaid.safeParse(data);
      if (!said.success) return;
      if (said.data.type === "preview/ready") setReady((times) => times + 1);
      else onLanguage(said.data.language);
    };
    addEventListener("message", hear);
    return () => removeEventListener("message", hear);
  }, [onLanguage]);

  const shown: PreviewShown = {
    type: "preview/show",
    page: modulePageOf(settings, { company, suspended: false, programs }),
    survey: settings.survey,
    view,
    language,
    theme,
  };
  const message = JSON.stringify(shown);
  useEffect(() => {
    if (ready > 0) frame.current?.contentWindow?.postMessage(JSON.parse(message), location.origin);
  }, [ready, message]);

  return (
    <section aria-label={w.modules.preview} className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <Choice
          label={w.modules.previewView}
          options={PREVIEW_VIEWS.map((key) => ({ key, name: w.modules.views[key] }))}
          chosen={view}
          onChoose={setView}
        />
        <Choice
          label={w.modules.previewTheme}
          options={(["light", "dark"] as const).map((key) => ({ key, name: w.modules.themes[key] }))}
          chosen={theme}
          onChoose={setTheme}
        />
        <Choice
          label={w.modules.previewSize}
          options={(["phone", "desktop"] as const).map((key) => ({ key, name: w.modules.sizes[key] }))}
          chosen={size}
          onChoose={setSize}
        />
        <Choice
          label={w.modules.previewLanguage}
          options={LANGUAGES.map((key) => ({ key, name: LANGUAGE_NAMES[key], lang: key }))}
          chosen={language}
          onChoose={onLanguage}
        />
      </div>
      <Scaled {...SIZES[size]}>
        {(style) => (
          <iframe
            ref={frame}
            title={w.modules.previewFrame}
            src={PREVIEW_PATH}
            // No top navigation, windows or downloads: what is pressed in here happens in here.
            sandbox="allow-scripts allow-same-origin allow-forms"
            className="origin-top-left border-0 bg-ground"
            style={style}
          />
        )}
      </Scaled>
      <p className="text-xs text-muted">{w.modules.previewHint}</p>
    </section>
  );
}

/** Shows something of a fixed size as large as there is room, never larger than it is. */
function Scaled({
  width,
  height,
  children,
}: {
  width: number;
  height: number;
  children: (style: { width: number; height: number; transform: string }) => React.ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(width);
  useLayoutEffect(() => {
    const measured = box.current;
    if (!measured) return undefined;
    const watcher = new ResizeObserver(([entry]) => entry && setRoom(entry.contentRect.width));
    watcher.observe(measured);
    return () => watcher.disconnect();
  }, []);
  const scale = Math.min(1, room / width);
  return (
    <div ref={box} className="w-full">
      <div
        className="mx-auto overflow-hidden rounded-md border border-line shadow-pop"
        style={{ width: width * scale, height: height * scale }}
      >
        {children({ width, height, transform: `scale(${scale})` })}
      </div>
    </div>
  );
}
