import type { Display } from "./display.ts";

const PUMP_MS = 25;
const KEY_PRESS = 2;
const CONTROL_ALT_SHIFT = 4 | 8 | 1;
/** With CapsLock, NumLock, both or none. */
const LOCKS = [0, 2, 16, 18];
const Q = 0x71;

/** Takes Ctrl+Alt+Shift+Q from the whole desktop: it stops, whatever window has the focus. Returns how to give it back. */
export function watchStopKeys(display: Display, stop: () => void): () => void {
  const { x, d, root } = display;
  const keycode = x.XKeysymToKeycode(d, Q) as number;
  for (const lock of LOCKS) x.XGrabKey(d, keycode, CONTROL_ALT_SHIFT | lock, root, 0, 1, 1);
  display.sync();
  const timer = setInterval(() => {
    display.events((event) => {
      if (event.readInt32LE(0) === KEY_PRESS) stop();
    });
  }, PUMP_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    for (const lock of LOCKS) x.XUngrabKey(d, keycode, CONTROL_ALT_SHIFT | lock, root);
    display.sync();
  };
}
