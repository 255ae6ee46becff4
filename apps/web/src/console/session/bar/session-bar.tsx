import type { RemoteSession } from "@beckon/session/remote-session.ts";
import type { ReactNode } from "react";
import { useState } from "react";
import { Button } from "../../controls/button.tsx";
import { Icon } from "../../controls/icon.tsx";
import { useNow } from "../../live/use-now.ts";
import { useWords } from "../../words/use-words.tsx";
import type { ScreenMeter } from "../desktop-surface.tsx";
import type { Tool } from "../tool.ts";
import type { Panel } from "../panels/session-panel.tsx";
import { useSessionValue } from "../use-remote.ts";
import { Connection } from "./connection.tsx";
import { DrawingTools } from "./drawing-tools.tsx";
import { FourWordsButton } from "./four-words-button.tsx";
import { BarLine, ToolButton } from "./tool-button.tsx";
import { useFullScreen } from "./use-full-screen.ts";
import { useMicrophone } from "./use-microphone.ts";

type Props = {
  session: RemoteSession;
  shown: boolean;
  /** Whether the picture below belongs to the customer's computer: the bar must not lie over it unseen. */
  stepsAside: boolean;
  meter: ScreenMeter | null;
  name: string;
  since: number | null;
  tool: Tool;
  onTool: (tool: Tool) => void;
  colour: string;
  onColour: (colour: string) => void;
  real: boolean;
  onReal: (real: boolean) => void;
  panel: Panel | null;
  onPanel: (panel: Panel | null) => void;
  onEnd: () => void;
  /** There as a colleague: going ends nobody else's session. */
  colleague: boolean;
  /** What a whole desktop has besides. */
  desktop: ReactNode;
  record: ReactNode;
};

/** The session's controls; they get out of the way when nobody moves, and come back on any movement or focus. */
export function SessionBar(props: Props) {
  const { session, shown, real, onReal, panel, onPanel } = props;
  const w = useWords();
  const voice = useSessionValue(session, "voice");
  const others = Math.max(0, useSessionValue(session, "people").length - 1);
  const [full, toggleFull] = useFullScreen();
  const toggleMicrophone = useMicrophone(session);
  const lines = useSessionValue(session, "chat");
  const theirs = lines.filter(({ from }) => from === "customer").length;
  const [read, setRead] = useState(theirs);
  const unread = panel === "chat" ? 0 : theirs - read;
  const hidden = props.stepsAside ? "pointer-events-none" : "pointer-coarse:pointer-events-none";

  return (
    <div
      role="toolbar"
      aria-label={w.session.bar}
      className={`popup absolute inset-x-2 top-2 z-20 mx-auto flex w-fit max-w-[calc(100%-1rem)] flex-wrap items-center justify-center gap-1 p-1.5 focus-within:pointer-events-auto focus-within:translate-y-0 focus-within:opacity-100 has-data-popup-open:translate-y-0 has-data-popup-open:opacity-100 ${shown ? "" : `-translate-y-2 opacity-0 ${hidden}`} transition duration-(--motion)`}
    >
      <span className="flex min-w-0 items-center gap-2 px-2">
        <span className="max-w-40 truncate font-semibold">{props.name}</span>
        {props.since !== null && <Duration since={props.since} />}
      </span>
      <Connection session={session} meter={props.meter} />
      <BarLine />
      <ToolButton
        icon={real ? "fit" : "real"}
        label={real ? w.session.fit : w.session.real}
        onPress={() => onReal(!real)}
      />
      <ToolButton
        icon={full ? "window" : "full"}
        label={full ? w.desktop.view.leaveFull : w.desktop.view.full}
        onPress={toggleFull}
      />
      <DrawingTools {...props} />
      {props.desktop}
      <BarLine />
      <FourWordsButton session={session} />
      <ToolButton
        icon="chat"
        label={unread > 0 ? w.session.unread(unread) : w.session.panel}
        on={panel === "chat"}
        count={unread}
        onPress={() => {
          setRead(theirs);
          onPanel(panel === "chat" ? null : "chat");
        }}
      />
      <ToolButton
        icon="team"
        label={others > 0 ? w.people.others(others) : w.desktop.rights.title}
        count={others}
        on={panel === "rights"}
        onPress={() => onPanel(panel === "rights" ? null : "rights")}
      />
      {props.record}
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
        {props.colleague ? w.people.leave : w.session.end}
      </Button>
    </div>
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
