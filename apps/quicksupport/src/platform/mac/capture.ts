import type { Grab, Pointer as ShownPointer, ScreenCapture } from "@beckon/screen/capture.ts";
import { pixelAt, placeDisplays, type Display, type PlacedDisplay } from "./displays.ts";
import { viewBytes, type Pointer } from "../native-library.ts";
import { watchMonitors } from "../watched-monitors.ts";
import { pointer, type Frameworks, type Point, type Rectangle } from "./frameworks.ts";
import type { ObjectiveC } from "./objective-c.ts";
import type { Permissions } from "./permissions.ts";
import { openPointerShape } from "./pointer-shape.ts";

const MOST_DISPLAYS = 16;
/** Blue, green, red and a byte that means nothing, as 32-bit numbers of this processor. */
const PIXELS = 6 | (2 << 12);
const NO_INTERPOLATION = 1;

/** A mac's screen, and where its displays are now. */
export type MacCapture = ScreenCapture & { placed(): readonly PlacedDisplay[]; close(): void };

/** The screen as pictures of whole displays, drawn into one memory. */
export function captureScreen(mac: Frameworks, objc: ObjectiveC, permissions: Permissions): MacCapture {
  const displays = watchMonitors(() => placeDisplays(readDisplays(mac)));
  const shape = openPointerShape(objc);
  let context: { at: Pointer; width: number; height: number } | undefined;

  function contextFor(width: number, height: number, image: Pointer): Pointer | null {
    if (context?.width === width && context.height === height) return context.at;
    release();
    // In the picture's own colours, so that they are taken over as they are.
    const colours = mac.CGImageGetColorSpace(image);
    const at = pointer(mac.CGBitmapContextCreate(null, width, height, 8, 0, colours, PIXELS));
    if (at === null) return null;
    mac.CGContextSetInterpolationQuality(at, NO_INTERPOLATION);
    context = { at, width, height };
    return at;
  }

  function release(): void {
    if (context !== undefined) mac.CGContextRelease(context.at);
    context = undefined;
  }

  return {
    placed: () => displays.list(),
    monitors: () => displays.list().map(({ monitor }) => monitor),
    watchMonitors: (changed) => displays.watch(changed),
    grab(area): Grab | "noScreen" | "notPermitted" | "locked" {
      if (!permissions.see()) return "notPermitted";
      if (isLocked(mac, objc)) return "locked";
      const { width, height } = area;
      if (width <= 0 || height <= 0) return "noScreen";
      let drawn = false;
      for (const { display, monitor } of displays.list()) {
        const outside =
          monitor.x >= area.x + width ||
          monitor.y >= area.y + height ||
          monitor.x + monitor.width <= area.x ||
          monitor.y + monitor.height <= area.y;
        if (outside) continue;
        const image = pointer(mac.CGDisplayCreateImage(display.id));
        if (image === null) continue;
        const at = contextFor(width, height, image);
        // A context counts from its bottom.
        const origin = { x: monitor.x - area.x, y: height - (monitor.y - area.y) - monitor.height };
        const place: Rectangle = { origin, size: { width: monitor.width, height: monitor.height } };
        if (at !== null) mac.CGContextDrawImage(at, place, image);
        drawn ||= at !== null;
        mac.CGImageRelease(image);
      }
      const data = drawn && context ? pointer(mac.CGBitmapContextGetData(context.at)) : null;
      if (data === null || context === undefined) return "noScreen";
      const stride = Number(mac.CGBitmapContextGetBytesPerRow(context.at));
      return { pixels: viewBytes(data, stride * height), stride, width, height, changed: null };
    },
    pointer(): ShownPointer | null {
      const event = pointer(mac.CGEventCreate(null));
      if (event === null) return null;
      const { x, y } = mac.CGEventGetLocation(event) as Point;
      mac.CFRelease(event);
      const at = pixelAt(displays.list(), x, y);
      const looks = shape.read();
      return at && looks && { ...at, shape: looks };
    },
    close() {
      displays.close();
      release();
    },
  };
}

function readDisplays(mac: Frameworks): Display[] {
  const [ids, count] = [new Uint32Array(MOST_DISPLAYS), new Uint32Array(1)];
  if (mac.CGGetActiveDisplayList(MOST_DISPLAYS, ids, count) !== 0) return [];
  const main = mac.CGMainDisplayID();
  return [...ids.subarray(0, count[0])].map((id) => {
    const { origin, size } = mac.CGDisplayBounds(id) as Rectangle;
    const mode = pointer(mac.CGDisplayCopyDisplayMode(id));
    const pixelWidth = mode === null ? size.width : Number(mac.CGDisplayModeGetPixelWidth(mode));
    const pixelHeight = mode === null ? size.height : Number(mac.CGDisplayModeGetPixelHeight(mode));
    if (mode !== null) mac.CGDisplayModeRelease(mode);
    return { id, ...origin, ...size, pixelWidth, pixelHeight, primary: id === main };
  });
}

/** Whether somebody has to sign in before anything can be seen or done. */
function isLocked(mac: Frameworks, objc: ObjectiveC): boolean {
  const session = pointer(mac.CGSessionCopyCurrentDictionary());
  if (session === null) return true;
  const locked = objc.pool(() => objc.send(session, "objectForKey:", objc.text("CGSSessionScreenIsLocked")) !== null);
  mac.CFRelease(session);
  return locked;
}
