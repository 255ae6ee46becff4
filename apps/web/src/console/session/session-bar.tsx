import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { useState } from "react";
import { Button, buttonLook } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import type { IconName } from "../controls/icon.tsx";
import { tell } from "../controls/notices.tsx";
import { useNow } from "../live/use-now.ts";
import { useWords } from "../words/use-words.tsx";
import type { Tool } from "./tool.ts";
import { FourWordsButton } from "./four-words-button.tsx";
import { Quality } from "./quality.tsx";
import { useMicrophone } from "./use-microphone.ts";
import { useSessionValue } from "./use-remote.ts";

const INKS = [
  ["red", "#e5342b"],
  ["yellow", "#f5c211"],
  ["green", "#1fa85a"],
  ["blue", "#2f6fed"],
] as const;

type Props = {
  session: RemoteSession;
  shown: boolean;
  name: string;
  since: number | null;
  tool: Tool;
  onTool: (tool: Tool) => void;
  colour: string;
  onColour: (colour: string) => void;
  real: boolean;
  onReal: (real: boolean) => void;
  panel: boolean;
  onPanel: (open: boolean) => void;
  onEnd: () => void;
};

/** The session's controls; they get out of the way when nobody moves, and come back on any movement or focus. */
export function SessionBar(props: Props) {
  const { session, shown, tool, onTool, colour, onColour, real, onReal, panel, onPanel } = props;
  const w = useWords();
  const mayPoint = useSessionValue(session, "privileges").includes("point");
  const voice = useSessionValue(session, "voice");
  const hasInk = useSessionValue(session, "pen").length > 0;
  const toggleMicrophone = useMicrophone(session);
  const lines = useSessionValue(session, "chat");
  const theirs = lines.filter(({ from }) => from === "customer").length;
  const [read, setRead] = useState(theirs);
  const unread = panel ? 0 : theirs - read;

  return (
    <div
      role="toolbar"
      aria-label={w.session.bar}
      className={`popup absolute inset-x-2 top-2 z-20 mx-auto flex w-fit max-w-[calc(100%-1rem)] flex-wrap items-center justify-center gap-1 p-1.5 focus-within:translate-y-0 focus-within:opacity-100 ${shown ? "" : "-translate-y-2 opacity-0 pointer-coarse:pointer-events-none"} transition duration-(--motion)`}
    >
      <span className="flex min-w-0 items-center gap-2 px-2">
        <span className="max-w-40 truncate font-semibold">{props.name}</span>
        {props.since !== null && <Duration since={props.since} />}
      </span>
      <Quality session={session} />
      <Line />
      <ToolButton
        icon={real ? "fit" : "real"}
        label={real ? w.session.fit : w.session.real}
        onPress={() => onReal(!real)}
      />
      {mayPoint ? (
        <>
          <ToolButton
            icon="pointer"
            label={w.session.pointer}
            on={tool === "pointer"}
            onPress={() => onTool("pointer")}
          />
          <ToolButton icon="pen" label={w.session.pen} on={tool === "pen"} onPress={() => onTool("pen")} />
          {tool === "pen" &&
            INKS.map(([word, ink]) => (
              <button
                key={ink}
                type="button"
                aria-label={w.session.colour(w.session.colours[word])}
                title={w.session.colours[word]}
                aria-pressed={colour === ink}
                onClick={() => onColour(ink)}
                className="grid size-8 place-items-center rounded-sm aria-pressed:bg-accent-soft pointer-coarse:size-10"
              >
                <svg viewBox="0 0 16 16" className="size-4" aria-hidden="true">
                  <circle cx="8" cy="8" r="6.5" fill={ink} className="stroke-edge" />
                </svg>
              </button>
            ))}
          <ToolButton icon="eraser" label={w.session.clear} disabled={!hasInk} onPress={() => session.clearPen()} />
        </>
      ) : (
        <Button
          icon="pointer"
          title={w.session.mayNotPoint}
          onPress={() => {
            session.ask("point");
            tell(w.session.askedPoint);
          }}
        >
          {w.session.askPoint}
        </Button>
      )}
      <Line />
      <FourWordsButton session={session} />
      <ToolButton
        icon="chat"
        label={unread > 0 ? w.session.unread(unread) : w.session.panel}
        on={panel}
        count={unread}
        onPress={() => {
          setRead(theirs);
          onPanel(!panel);
        }}
      />
      <ToolButton
        icon={voice.mine ? "mic" : "micOff"}
        label={voice.mine ? w.session.micOff : w.session.micOn}
        on={voice.mine}
        onPress={toggleMicrophone}
      />
      {voice.theirs && (
        <span className="text-progress" title={w.session.theyTalk} role="status">
          <Icon name="sound" />
          <span className="sr-only">{w.session.theyTalk}</span>
        </span>
      )}
      <Button tone="danger" icon="end" onPress={props.onEnd}>
        {w.session.end}
      </Button>
    </div>
  );
}

function Line() {
  return <span aria-hidden="true" className="mx-1 hidden h-5 w-px bg-line sm:block" />;
}

function ToolButton({
  icon,
  label,
  on,
  count = 0,
  disabled = false,
  onPress,
}: {
  icon: IconName;
  label: string;
  on?: boolean;
  count?: number;
  disabled?: boolean;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={on}
      disabled={disabled}
      onClick={onPress}
      className={`${buttonLook("ghost", true)} relative aria-pressed:bg-accent-soft aria-pressed:text-accent-text`}
    >
      <Icon name={icon} />
      {count > 0 && (
        <span className="absolute -top-0.5 -right-0.5 rounded-full bg-accent px-1 text-[0.625rem] font-semibold text-on-accent">
          {count}
        </span>
      )}
    </button>
  );
}

function Duration({ since }: { since: number }) {
  const w = useWords();
  const now = useNow();
  return (
    <span className="text-muted" title={w.session.time}>
      <span className="sr-only">{w.session.time} </span>
      {w.f.clock(now - since)}
    </span>
  );
}
