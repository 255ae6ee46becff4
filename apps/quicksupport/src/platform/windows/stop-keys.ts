import type { MessagePump } from "./message-pump.ts";
import type { Windows } from "./libraries.ts";

const HOT_KEY = 0x312;
const ALT = 1;
const CONTROL = 2;
const SHIFT = 4;
const ONCE = 0x4000;
const Q = 0x51;
const LOOK_MS = 30;
/** Control, Alt, Shift and Q, by their virtual keys. */
const TOGETHER = [0x11, 0x12, 0x10, Q];

/** Takes Ctrl+Alt+Shift+Q from the whole desktop: it stops, whatever window has the focus. Returns how to give it back. */
export function watchStopKeys(windows: Windows, pump: MessagePump, stop: () => void): () => void {
  const window = pump.makeWindow({ more: 0, style: 0, hidden: true }, ({ what }) => {
    if (what === HOT_KEY) stop();
  });
  const taken = (windows.RegisterHotKey(window, 1, CONTROL | ALT | SHIFT | ONCE, Q) as number) !== 0;
  // Another program has these keys for itself: they are looked at instead.
  let together = false;
  const look = (): void => {
    const before = together;
    together = TOGETHER.every((key) => ((windows.GetAsyncKeyState(key) as number) & 0x8000) !== 0);
    if (together && !before) stop();
  };
  const timer = taken ? undefined : setInterval(look, LOOK_MS);
  timer?.unref();
  return () => {
    clearInterval(timer);
    windows.UnregisterHotKey(window, 1);
    pump.destroyWindow(window);
  };
}
