import type { RemoteSession } from "@beckon/session/remote-session.ts";
import type { RefObject } from "react";
import { useCallback, useEffect, useRef, useState } from "react";
import { tell } from "../../controls/notices.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { PictureElement } from "../remote-picture.tsx";
import { useSessionValue } from "../use-remote.ts";
import { openRecordingSink } from "./recording-sink.ts";
import type { Recording } from "./record.ts";
import { canRecord, record } from "./record.ts";

export type RecordingState = { on: boolean; toggle: () => Promise<void> };

/** Records while the customer grants it [R19]: taking it back, or the session's end, ends the recording at once. */
export function useRecording(
  session: RemoteSession,
  caseId: string,
  code: string,
  element: RefObject<PictureElement | null>,
): RecordingState {
  const w = useWords();
  const granted = useSessionValue(session, "privileges").includes("record");
  const ended = useSessionValue(session, "state").is === "ended";
  const running = useRef<Recording | null>(null);
  const [on, setOn] = useState(false);

  const stop = useCallback(async (): Promise<boolean> => {
    const recording = running.current;
    if (!recording) return false;
    running.current = null;
    setOn(false);
    session.tellRecording(false);
    try {
      await recording.stop();
      return true;
    } catch {
      return false;
    }
  }, [session]);

  useEffect(() => {
    if (granted && !ended) return;
    void stop().then((kept) => kept && tell(w.desktop.recording.takenBack));
  }, [granted, ended, stop, w]);
  useEffect(
    () => () => {
      void stop();
    },
    [stop],
  );

  async function start(): Promise<void> {
    if (!canRecord()) {
      tell(w.desktop.recording.cannot, true);
      return;
    }
    try {
      const sink = await openRecordingSink(caseId, w.desktop.recording.name(code));
      if (!session.get("privileges").includes("record") || running.current) return;
      running.current = record({
        element: () => element.current,
        strokes: () => session.get("pen"),
        sink,
        onFailed() {
          tell(w.desktop.recording.failed, true);
          void stop();
        },
      });
      session.tellRecording(true);
      setOn(true);
    } catch {
      tell(w.desktop.recording.failed, true);
    }
  }

  return {
    on,
    async toggle() {
      if (!on) await start();
      else if (await stop()) tell(w.desktop.recording.saved);
    },
  };
}
