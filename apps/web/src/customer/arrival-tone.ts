/** A short tone when somebody comes or writes; no file, no network. */
export type ArrivalTone = {
  readonly on: boolean;
  turn(on: boolean): void;
  /** Plays if it is on and the browser lets it: two rising notes for `arrival`, one for `message`. */
  play(what: "arrival" | "message"): void;
};

const MEMORY = "beckon.sound";
const NOTES = { arrival: [523, 784], message: [659] } as const;

/** What sounds later than this after it was meant to would only puzzle, in ms. */
const LATE_MS = 1_000;

/**
 * Makes the tone; whether it is on is remembered in this browser. `untouched`: this window is one of ours, and may sound
 * before anybody has touched it.
 */
export function arrivalTone(untouched = false): ArrivalTone {
  let on = localStorage.getItem(MEMORY) !== "off";
  let audio: AudioContext | undefined;
  // Browsers let a page sound only after it was touched: the first touch opens the way for later.
  const wake = (): void => {
    audio ??= new AudioContext();
    if (audio.state === "suspended") void audio.resume();
  };
  addEventListener("pointerdown", wake, { once: true });
  addEventListener("keydown", wake, { once: true });

  return {
    get on() {
      return on;
    },
    turn(next) {
      on = next;
      localStorage.setItem(MEMORY, on ? "on" : "off");
      if (on) wake();
    },
    play(what) {
      if (!on) return;
      if (untouched) audio ??= new AudioContext();
      if (audio?.state === "running") sing(audio, what);
      else if (untouched && audio) void singSoon(audio, what);
    },
  };
}

async function singSoon(audio: AudioContext, what: keyof typeof NOTES): Promise<void> {
  const asked = performance.now();
  await audio.resume();
  if (performance.now() - asked < LATE_MS) sing(audio, what);
}

function sing(audio: AudioContext, what: keyof typeof NOTES): void {
  NOTES[what].forEach((frequency, index) => ring(audio, frequency, audio.currentTime + index * 0.16));
}

function ring(audio: AudioContext, frequency: number, at: number): void {
  const note = audio.createOscillator();
  const volume = audio.createGain();
  note.type = "sine";
  note.frequency.value = frequency;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.18, at + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.32);
  note.connect(volume).connect(audio.destination);
  note.start(at);
  note.stop(at + 0.34);
}
