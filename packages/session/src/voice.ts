import type { Voice } from "./session-values.ts";

/** Both microphones of a session, each off until its person switches it on. */
export type SessionVoice = {
  /** Sends this microphone's sound, or none; the track before is stopped. */
  speak(track: MediaStreamTrack | null): void;
  /** Says again whether this side's microphone is on. */
  repeat(): void;
  /** The track on which the other side's voice comes in. */
  receive(track: MediaStreamTrack): void;
  /** The other side says whether its microphone is on. */
  hear(on: boolean): void;
  /** Stops the microphone at once and plays nothing any more. */
  stop(): void;
};

/** Both off; `show` gets each new value, `tell` says to the other side whether this microphone is on. */
export function makeVoice(options: {
  show: (voice: Voice) => void;
  tell: (on: boolean) => void;
  setAudio: (track: MediaStreamTrack | null) => void;
}): SessionVoice {
  const { show, tell, setAudio } = options;
  let microphone: MediaStreamTrack | null = null;
  let theirs = false;
  let received: MediaStream | undefined;

  function present(): void {
    show({ mine: microphone !== null, theirs, stream: theirs ? (received ?? null) : null });
  }

  function speak(track: MediaStreamTrack | null): void {
    if (track === microphone) return;
    microphone?.stop();
    microphone = track;
    setAudio(track);
    tell(track !== null);
    present();
    // Unplugged, or taken back in the browser.
    track?.addEventListener("ended", () => {
      if (microphone === track) speak(null);
    });
  }

  return {
    speak,
    repeat: () => tell(microphone !== null),
    receive(track) {
      received = new MediaStream([track]);
      present();
    },
    hear(on) {
      theirs = on;
      present();
    },
    stop() {
      microphone?.stop();
      microphone = null;
      theirs = false;
      received = undefined;
      setAudio(null);
      present();
    },
  };
}
