import type { RemoteSession } from "@beckon/session/remote-session.ts";
import type { RefObject } from "react";
import { useCallback, useEffect, useRef, useState } from "react";
import { Refused } from "../../calls/call.ts";
import { tell } from "../../controls/notices.tsx";
import { useMe, useSayRefusal } from "../../live/use-live.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { PictureElement } from "../remote-picture.tsx";
import { useSessionValue } from "../use-remote.ts";
import { openRecordingSink } from "./recording-sink.ts";
import type { Recording } from "./record.ts";
import { record, recordedMedia } from "./record.ts";
import { watchEvents } from "./watch-events.ts";

export type RecordingState = { on: boolean; toggle: () => Promise<void> };

/** Records while the customer grants it [R19]: taking it back, or the session's end, ends the recording at once. */
export function useRecording(
  session: RemoteSession,
  caseId: string,
  code: string,
  element: RefObject<PictureElement | null>,
): RecordingState {
  const w = useWords();
  const say = useSayRefusal();
  const now = useMe().company.recordings;
  // What the customer was told when the session began [R19].
  const [told] = useState(now);
  const granted = useSessionValue(session, "privileges").includes("record");
  const ended = useSessionValue(session, "state").is === "ended";
  const running = useRef<{ recording: Recording; unwatch: () => void } | null>(null);
  const [on, setOn] = useState(false);

  const stop = useCallback(async (): Promise<boolean> => {
    if (!running.current) return false;
    const { recording, unwatch } = running.current;
    running.current = null;
    unwatch();
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
    const media = recordedMedia();
    if (media === undefined || now.keep === "off" || told.keep === "off") {
      tell(w.desktop.recording.cannot, true);
      return;
    }
    try {
      const sink = await openRecordingSink(told, { caseId, media, name: w.desktop.recording.name(code) });
      if (!session.get("privileges").includes("record") || running.current) return await sink.finish();
      const recording = record({
        element: () => element.current,
        strokes: () => session.get("pen"),
        sink,
        onFailed(because) {
          fail(because);
          void stop();
        },
      });
      running.current = { recording, unwatch: watchEvents(session, recording.note) };
      session.tellRecording(true);
      setOn(true);
    } catch (because) {
      fail(because);
    }
  }

  function fail(because: unknown): void {
    tell(because instanceof Refused ? say(because.refusal) : w.desktop.recording.failed, true);
  }

  return {
    on,
    async toggle() {
      if (!on) await start();
      else if (await stop()) tell(told.keep === "server" ? w.desktop.recording.kept : w.desktop.recording.saved);
    },
  };
}
