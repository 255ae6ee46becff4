import { useEffect, useRef, useState } from "preact/hooks";
import type { VisitSession } from "@beckon/customer/customer-state.ts";
import type { SessionValues } from "@beckon/session/remote-session.ts";
import { captureMicrophone } from "../capture.ts";
import { useValue } from "./use-value.ts";

/** Both microphones of a session; ours is off until it is turned on here. */
export type VoiceControl = { mine: boolean; theirs: boolean; failed: boolean; turn: (on: boolean) => void };

/** Plays the voices of the experts who are there, and turns our microphone on and off for all of them. */
export function useVoice(remote: VisitSession, others: readonly VisitSession[] = []): VoiceControl {
  const voice = useValue(remote, "voice");
  const [failed, setFailed] = useState(false);
  const track = useRef<MediaStreamTrack | null>(null);
  const hearing = useRef(new Set<VisitSession>());
  const all = [remote, ...others];

  const silence = (): void => {
    track.current?.stop();
    track.current = null;
  };
  useEffect(() => silence, []);

  // Who comes later hears us as well, and each is heard.
  useEffect(() => {
    const came = all.filter((one) => !hearing.current.has(one));
    hearing.current = new Set(all);
    for (const one of came) if (track.current !== null) one.setMicrophone(track.current);
  });
  usePlayed(all, () => setFailed(true));

  const turn = async (on: boolean): Promise<void> => {
    setFailed(false);
    silence();
    if (!on) return all.forEach((one) => one.setMicrophone(null));
    const captured = await captureMicrophone();
    if (!captured) return setFailed(true);
    if (remote.get("state").is === "ended") return captured.stop();
    track.current = captured;
    for (const one of hearing.current) one.setMicrophone(captured);
  };
  return { mine: voice.mine, theirs: voice.theirs, failed, turn: (on) => void turn(on) };
}

/** Plays what these sessions send, for as long as they are there. */
function usePlayed(remotes: readonly VisitSession[], onFailed: () => void): void {
  const playing = useRef(new Map<VisitSession, () => void>());
  useEffect(() => {
    for (const [remote, stop] of playing.current) {
      if (remotes.includes(remote)) continue;
      stop();
      playing.current.delete(remote);
    }
    for (const remote of remotes) {
      if (!playing.current.has(remote)) playing.current.set(remote, play(remote, onFailed));
    }
  });
  useEffect(() => () => playing.current.forEach((stop) => stop()), []);
}

function play(remote: VisitSession, onFailed: () => void): () => void {
  const speaker = new Audio();
  const follow = ({ stream }: SessionValues["voice"]): void => {
    if (speaker.srcObject === stream) return;
    speaker.srcObject = stream;
    // A browser that wants a click first has had one: the customer's "Allow".
    if (stream) speaker.play().catch(onFailed);
  };
  follow(remote.get("voice"));
  const stop = remote.on("voice", follow);
  return () => {
    stop();
    speaker.srcObject = null;
  };
}
