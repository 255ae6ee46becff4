import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { tell } from "../../controls/notices.tsx";
import { useMe } from "../../live/use-live.tsx";
import { useWords } from "../../words/use-words.tsx";
import { ToolButton } from "../bar/tool-button.tsx";
import { useSessionValue } from "../use-remote.ts";
import type { RecordingState } from "./use-recording.ts";

/** Asks to record, begins, and ends it. */
export function RecordButton({ session, recording }: { session: RemoteSession; recording: RecordingState }) {
  const w = useWords();
  const granted = useSessionValue(session, "privileges").includes("record");
  const offered = useSessionValue(session, "host")?.offers.includes("record") ?? false;
  const { keep } = useMe().company.recordings;
  if (!offered || keep === "off") return null;
  if (!granted) {
    return (
      <ToolButton
        icon="record"
        label={w.desktop.recording.ask}
        onPress={() => {
          session.ask("record");
          tell(w.desktop.recording.asked);
        }}
      />
    );
  }
  return (
    <ToolButton
      icon={recording.on ? "stop" : "record"}
      label={recording.on ? w.desktop.recording.stop : w.desktop.recording.start}
      on={recording.on}
      onPress={() => void recording.toggle()}
    />
  );
}

/** Seen by everybody who looks at the picture, and never hidden, while a recording is kept [R19]. */
export function RecordingMark() {
  const w = useWords();
  return (
    <p
      role="status"
      className="pointer-events-none absolute bottom-3 left-3 z-20 flex items-center gap-1.5 rounded-full bg-danger px-2.5 py-1 text-xs font-semibold text-on-danger"
    >
      <span aria-hidden="true" className="size-2 rounded-full bg-current" />
      {w.desktop.recording.on}
    </p>
  );
}
