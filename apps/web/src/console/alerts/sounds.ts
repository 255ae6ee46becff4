import type { Sound } from "@beckon/domain/notice.ts";

let audio: AudioContext | undefined;

/** Tones of a sound: its pitch in hertz, when it begins and how long it rings, in seconds. */
const TONES: Record<Sound, { shape: OscillatorType; tones: readonly (readonly [number, number, number])[] }> = {
  chime: {
    shape: "sine",
    tones: [
      [659, 0, 0.45],
      [880, 0.16, 0.45],
    ],
  },
  bell: {
    shape: "sine",
    tones: [
      [1046, 0, 1.2],
      [2093, 0, 0.6],
      [3140, 0, 0.25],
    ],
  },
  knock: {
    shape: "triangle",
    tones: [
      [180, 0, 0.12],
      [180, 0.18, 0.12],
      [180, 0.46, 0.12],
    ],
  },
};

/** Plays a sound softly. Silent where the browser has not let this page make sound yet. */
export function playSound(sound: Sound): void {
  audio ??= new AudioContext();
  const context = audio;
  // Without a press on the page the browser keeps audio suspended; the next call tries again.
  if (context.state === "suspended") void context.resume();
  const { shape, tones } = TONES[sound];
  for (const [tone, start, length] of tones) {
    const from = context.currentTime + start;
    const oscillator = new OscillatorNode(context, { type: shape, frequency: tone });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.linearRampToValueAtTime(0.18, from + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.001, from + length);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(from);
    oscillator.stop(from + length + 0.05);
  }
}
