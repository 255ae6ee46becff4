import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { useEffect, useRef } from "react";
import { useSessionValue } from "./use-remote.ts";

/** Plays the customer's voice while their microphone is on. */
export function RemoteVoice({ session }: { session: RemoteSession }) {
  const { stream } = useSessionValue(session, "voice");
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    if (audio.current) audio.current.srcObject = stream;
  }, [stream]);
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- a live voice has none
  return <audio ref={audio} autoPlay />;
}
