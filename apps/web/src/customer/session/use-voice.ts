import { useEffect, useRef, useState } from "preact/hooks";
import type { VisitSession } from "@beckon/customer/customer-state.ts";
import { captureMicrophone } from "../capture.ts";
import { useValue } from "./use-value.ts";

/** Both microphones of a session; ours is off until it is turned on here. */
export type VoiceControl = { mine: boolean; theirs: boolean; failed: boolean; turn: (on: boolean) => void };

/** Plays the expert's voice and turns our microphone on and off. */
export function useVoice(remote: VisitSession): VoiceControl {
  const voice = useValue(remote, "voice");
  const [failed, setFailed] = useState(false);
  const track = useRef<MediaStreamTrack | null>(null);

  const silence = (): void => {
    track.current?.stop();
    track.current = null;
  };
  useEffect(() => silence, [remote]);

  useEffect(() => {
    if (!voice.stream) return undefined;
    const speaker = new Audio();
    speaker.srcObject = voice.stream;
    // A browser that wants a click first has had one: the customer's "Allow".
    speaker.play().catch(() => setFailed(true));
    return () => {
      speaker.srcObject = null;
    };
  }, [voice.stream]);

  const turn = async (on: boolean): Promise<void> => {
    setFailed(false);
    silence();
    if (!on) return remote.setMicrophone(null);
    const captured = await captureMicrophone();
    if (!captured) return setFailed(true);
    if (remote.get("state").is === "ended") return captured.stop();
    track.current = captured;
    remote.setMicrophone(captured);
  };
  return { mine: voice.mine, theirs: voice.theirs, failed, turn: (on) => void turn(on) };
}
