import type { Pointer } from "../native-library.ts";
import type { ObjectiveC } from "./objective-c.ts";

const PUMP_MS = 30;
const NO_DOCK_ICON = 1;
const ANY_EVENT = 0xffff_ffff_ffff_ffffn;
const LEFT_MOUSE_DOWN = 1;
const MODE = "kCFRunLoopDefaultMode";

/** Makes this process one with windows, and hands out their events; returns how to end that. `pressed` gets a window's number. */
export function runAppEvents(objc: ObjectiveC, pressed: (window: number) => void): () => void {
  const app = objc.send(objc.classOf("NSApplication"), "sharedApplication");
  if (app === null) throw new Error("macOS gives this program no windows.");
  objc.ask("bool", app, "setActivationPolicy:", ["int64_t", NO_DOCK_ICON]);
  objc.ask("void", app, "finishLaunching");
  const next = (): Pointer | null =>
    objc.send(app, "nextEventMatchingMask:untilDate:inMode:dequeue:", ["uint64_t", ANY_EVENT], null, objc.text(MODE), [
      "bool",
      true,
    ]);
  const timer = setInterval(() => {
    objc.pool(() => {
      for (let event = next(); event !== null; event = next()) {
        const kind = Number(objc.ask("uint64_t", event, "type"));
        if (kind === LEFT_MOUSE_DOWN) pressed(Number(objc.ask("int64_t", event, "windowNumber")));
        objc.ask("void", app, "sendEvent:", event);
      }
    });
  }, PUMP_MS);
  timer.unref();
  return () => clearInterval(timer);
}
