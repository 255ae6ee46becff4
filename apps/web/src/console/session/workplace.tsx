import type { CaseDetail } from "@beckon/protocol/down.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { useEffect, useRef, useState } from "react";
import { buttonLook } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { tell } from "../controls/notices.tsx";
import { useWords } from "../words/use-words.tsx";
import { DesktopTools } from "./bar/desktop-tools.tsx";
import { SessionBar } from "./bar/session-bar.tsx";
import { useClipboard } from "./clipboard/use-clipboard.ts";
import type { Keyboard } from "./control/keyboard.ts";
import type { ScreenMeter } from "./desktop-surface.tsx";
import { DropArea } from "./files/drop-area.tsx";
import { PictureState } from "./picture-state.tsx";
import type { Panel } from "./panels/session-panel.tsx";
import { SessionPanel } from "./panels/session-panel.tsx";
import { RecordButton, RecordingMark } from "./recording/record-button.tsx";
import { useRecording } from "./recording/use-recording.ts";
import type { PictureElement } from "./remote-picture.tsx";
import { RemotePicture } from "./remote-picture.tsx";
import { RemoteVoice } from "./remote-voice.tsx";
import type { Tool } from "./tool.ts";
import { useAwake } from "./use-awake.ts";
import { useNews } from "./use-news.ts";
import { usePeopleNews } from "./use-people-news.ts";
import { useSessionValue } from "./use-remote.ts";

type Props = {
  session: RemoteSession;
  caseId: string;
  detail: CaseDetail | undefined;
  name: string;
  /** When the customer allowed the session. */
  since: number | null;
  /** The customer went away rather than lost the connection. */
  left: boolean;
  onEnd: () => void;
  /** There as a colleague. */
  colleague: boolean;
};

/** The customer's screen with everything an expert does there, whatever the customer's side runs in. */
export function Workplace({ session, caseId, detail, name, since, left, onEnd, colleague }: Props) {
  const w = useWords();
  const state = useSessionValue(session, "state");
  const picture = useSessionValue(session, "picture");
  const host = useSessionValue(session, "host");
  const privileges = useSessionValue(session, "privileges");
  const trouble = useSessionValue(session, "desktop")?.trouble ?? null;
  const recordingThere = useSessionValue(session, "recording");
  const desktop = host !== null && host.kind !== "browser";
  const mayControl = useToldChange(privileges.includes("control"), desktop);

  const [wanted, setWanted] = useState<Tool>("control");
  const tool: Tool = wanted === "control" && !(desktop && mayControl) ? "pointer" : wanted;
  const [colour, setColour] = useState("#e5342b");
  const [real, setReal] = useState(false);
  const [byPlace, setByPlace] = useState(false);
  const [panel, setPanel] = useState<Panel | null>(null);
  const [keyboard, setKeyboard] = useState<Keyboard | null>(null);
  const [meter, setMeter] = useState<ScreenMeter | null>(null);
  const [drawn, setDrawn] = useState(false);
  const element = useRef<PictureElement | null>(null);
  const screen = useRef<HTMLDivElement>(null);
  const clipboard = useClipboard(session, desktop);
  const recording = useRecording(session, caseId, detail?.card.code ?? caseId, element);

  const visible = desktop ? privileges.includes("see") && drawn && trouble === null : picture.stream !== null;
  const controls = tool === "control" && visible;
  const [awake, wake] = useAwake((panel !== null && !controls) || state.is !== "connected" || !visible);
  useNews(session, controls, name);
  usePeopleNews(session, colleague);
  const [setElement] = useState(() => (now: PictureElement | null) => {
    element.current = now;
  });
  // Over the customer's computer every movement is meant for it: the bar comes by its own handle.
  const notice = (event: { target: EventTarget }) => {
    if (!controls || !(event.target instanceof Node) || !screen.current?.contains(event.target)) wake();
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it only notices that somebody moves
    <div
      className="relative flex min-h-0 grow flex-col md:flex-row"
      onPointerMove={notice}
      onPointerDown={notice}
      onKeyDown={notice}
      onFocus={notice}
    >
      <DropArea session={session} on={desktop} onSent={() => setPanel("files")}>
        <div ref={screen} className="flex min-h-0 grow flex-col">
          <RemotePicture
            session={session}
            desktop={desktop}
            visible={visible}
            real={real}
            tool={tool}
            colour={colour}
            control={{ byPlace, hostIsMac: host?.kind === "macos", clipboard, onLetGo: () => focusBar() }}
            onKeyboard={setKeyboard}
            onElement={setElement}
            onMeter={setMeter}
            onDrawn={setDrawn}
          />
        </div>
        <PictureState session={session} left={left} visible={visible} trouble={trouble} comes={desktop} onEnd={onEnd} />
        {controls && (
          <button
            type="button"
            aria-label={w.desktop.showBar}
            title={w.desktop.showBar}
            tabIndex={-1}
            onPointerEnter={wake}
            onClick={wake}
            className={`absolute top-0 left-1/2 z-10 grid h-4 w-16 -translate-x-1/2 place-items-center rounded-b-md bg-raised text-muted shadow-pop pointer-coarse:h-6 ${awake ? "invisible" : ""}`}
          >
            <Icon name="down" className="size-3" />
          </button>
        )}
        <SessionBar
          session={session}
          shown={awake}
          stepsAside={controls}
          meter={meter}
          name={name}
          since={since}
          tool={tool}
          onTool={setWanted}
          colour={colour}
          onColour={setColour}
          real={real}
          onReal={setReal}
          panel={panel}
          onPanel={setPanel}
          onEnd={onEnd}
          colleague={colleague}
          desktop={
            desktop && (
              <DesktopTools
                session={session}
                keyboard={keyboard}
                byPlace={byPlace}
                onByPlace={setByPlace}
                onWrite={() => screen.current?.querySelector("textarea")?.focus()}
                clipboard={clipboard}
                panel={panel}
                onPanel={setPanel}
              />
            )
          }
          record={<RecordButton session={session} recording={recording} />}
        />
        {clipboard.waiting && (
          <button
            type="button"
            title={w.desktop.clipboard.takeHint}
            onClick={() => void clipboard.take()}
            className={`${buttonLook("accent")} absolute right-3 bottom-3 z-20 shadow-pop`}
          >
            <Icon name="clipboard" />
            {w.desktop.clipboard.take}
          </button>
        )}
        {recordingThere && <RecordingMark />}
        <RemoteVoice session={session} />
      </DropArea>
      {panel && (
        <SessionPanel panel={panel} session={session} caseId={caseId} detail={detail} onClose={() => setPanel(null)} />
      )}
    </div>
  );
}

function focusBar(): void {
  document.querySelector<HTMLElement>('[role="toolbar"] button')?.focus();
}

/** Says when control was given or taken back, and hands back what is so now. */
function useToldChange(may: boolean, on: boolean): boolean {
  const w = useWords();
  const before = useRef(may);
  useEffect(() => {
    if (before.current === may) return;
    before.current = may;
    if (on) tell(may ? w.desktop.control.granted : w.desktop.control.taken);
  }, [may, on, w]);
  return may;
}
