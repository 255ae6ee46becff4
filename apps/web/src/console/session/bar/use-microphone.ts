import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { useEffect, useRef } from "react";
import { tell } from "../../controls/notices.tsx";
import { useWords } from "../../words/use-words.tsx";

/** Turns the microphone on and off; it is off at first, and off again when the session is left. */
export function useMicrophone(session: RemoteSession): () => void {
  const w = useWords();
  const track = useRef<MediaStreamTrack | null>(null);
  useEffect(() => () => track.current?.stop(), [session]);
  return () => {
    if (track.current) {
      track.current.stop();
      track.current = null;
      session.setMicrophone(null);
      return;
    }
    navigator.mediaDevices
      .getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } })
      .then((stream) => {
        track.current = stream.getAudioTracks()[0] ?? null;
        session.setMicrophone(track.current);
      })
      .catch(() => tell(w.session.micBlocked, true));
  };
}
