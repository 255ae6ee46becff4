let audio: AudioContext | undefined;

/** Plays two soft tones. Silent where the browser has not let this page make sound yet. */
export function playChime(): void {
  audio ??= new AudioContext();
  const context = audio;
  // Without a press on the page the browser keeps audio suspended; the next call tries again.
  if (context.state === "suspended") void context.resume();
  for (const [tone, start] of [
    [659, 0],
    [880, 0.16],
  ] as const) {
    const from = context.currentTime + start;
    const oscillator = new OscillatorNode(context, { type: "sine", frequency: tone });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.linearRampToValueAtTime(0.18, from + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.001, from + 0.45);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(from);
    oscillator.stop(from + 0.5);
  }
}
