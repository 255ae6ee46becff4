import type { Frameworks } from "./frameworks.ts";

const LOOK_EVERY_MS = 40;
/** The keys as the hardware has them, whatever window has the focus. */
const HARDWARE_STATE = 1;
/** Control, Option, Shift: left or right; and Q by its place. */
const HELD = [[59, 62], [58, 61], [56, 60], [12]] as const;

/** Calls `stop` when Control, Option, Shift and Q are held together, in any window; returns how to end that. */
export function watchStopKeys(mac: Frameworks, stop: () => void): () => void {
  let before = false;
  const timer = setInterval(() => {
    const now = HELD.every((keys) =>
      keys.some((keycode) => mac.CGEventSourceKeyState(HARDWARE_STATE, keycode) === true),
    );
    if (now && !before) stop();
    before = now;
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
