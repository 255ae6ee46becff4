import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { Button } from "../../controls/button.tsx";
import { tell } from "../../controls/notices.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { Tool } from "../tool.ts";
import { useSessionValue } from "../use-remote.ts";
import { ToolButton } from "./tool-button.tsx";

const INKS = [
  ["red", "#e5342b"],
  ["yellow", "#f5c211"],
  ["green", "#1fa85a"],
  ["blue", "#2f6fed"],
] as const;

type Props = {
  session: RemoteSession;
  tool: Tool;
  onTool: (tool: Tool) => void;
  colour: string;
  onColour: (colour: string) => void;
};

/** What the expert's pointer does: control, point, or draw; what is not granted is asked for here. */
export function DrawingTools({ session, tool, onTool, colour, onColour }: Props) {
  const w = useWords();
  const privileges = useSessionValue(session, "privileges");
  const host = useSessionValue(session, "host");
  const hasInk = useSessionValue(session, "pen").length > 0;
  return (
    <>
      {host?.offers.includes("control") &&
        (privileges.includes("control") ? (
          <ToolButton
            icon="control"
            label={w.desktop.control.use}
            on={tool === "control"}
            onPress={() => onTool("control")}
          />
        ) : (
          <Button
            icon="control"
            onPress={() => {
              session.ask("control");
              onTool("control");
              tell(w.desktop.control.asked);
            }}
          >
            {w.desktop.control.ask}
          </Button>
        ))}
      {privileges.includes("point") ? (
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
    </>
  );
}
