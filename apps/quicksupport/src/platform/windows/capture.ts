import type { ScreenTrouble } from "@beckon/protocol/peer.ts";
import type { Grab, Pointer as ShownPointer, PointerShape, Rect, ScreenCapture } from "@beckon/screen/capture.ts";
import { openPicture, type Picture } from "./bitmap.ts";
import { readPointerShape } from "./pointer-shape.ts";
import { openDensities, readDesktop, readMonitors } from "./desktop.ts";
import type { Pointer } from "../native-library.ts";
import { watchMonitors } from "../watched-monitors.ts";
import type { Windows } from "./libraries.ts";

/** How long a desktop that was open counts as open. */
const OPEN_FOR_MS = 200;
const COPY_WITH_LAYERS = 0x40cc0020;
const CURSOR_INFO_BYTES = 24;
const SHOWING = 1;
const MOST_SHAPES = 40;
const READ_OBJECTS = 1;
const NAME = 2;
const ARROW = 32_512n;

/** The screen by GDI, copied from the desktop as the monitors show it. What changed is not known. */
export function captureScreen(windows: Windows): ScreenCapture & { close(): void } {
  const scaleOf = openDensities();
  const monitors = watchMonitors(() => readMonitors(windows, scaleOf));
  const shapes = new Map<Pointer, PointerShape>();
  let picture: Picture | undefined;
  let plain: PointerShape | undefined;
  let opened = -Infinity;

  /** Whether the desktop that gets the input is the person's own, and not the sign-in screen or Windows' own question. */
  function isOpen(): boolean {
    if (performance.now() - opened < OPEN_FOR_MS) return true;
    const desktop = windows.OpenInputDesktop(0, 0, READ_OBJECTS) as Pointer | null;
    if (desktop === null) return false;
    const name = Buffer.alloc(64);
    const read = windows.GetUserObjectInformationW(desktop, NAME, name, name.length, null) as number;
    windows.CloseDesktop(desktop);
    const ours = read === 0 || name.toString("utf16le").split("\0", 1)[0]?.toLowerCase() === "default";
    if (ours) opened = performance.now();
    return ours;
  }

  function pictureFor({ width, height }: Rect): Picture | undefined {
    if (picture?.width === width && picture.height === height) return picture;
    picture?.free();
    picture = openPicture(windows, width, height);
    return picture;
  }

  /** What is shown for a pointer of another program that Windows keeps to itself. */
  function arrow(): PointerShape | undefined {
    plain ??= readPointerShape(windows, windows.LoadCursorW(null, ARROW) as Pointer);
    return plain;
  }

  return {
    monitors: () => monitors.list(),
    watchMonitors: (changed) => monitors.watch(changed),
    grab(area): Grab | ScreenTrouble {
      if (!isOpen()) return "locked";
      const desktop = readDesktop(windows);
      const within =
        area.x >= 0 && area.y >= 0 && area.x + area.width <= desktop.width && area.y + area.height <= desktop.height;
      if (!within || area.width <= 0 || area.height <= 0) return "noScreen";
      const into = pictureFor(area);
      if (into === undefined) return "noScreen";
      const { dc, width, height, pixels } = into;
      const screen = windows.GetDC(null) as Pointer | null;
      if (screen === null) return "noScreen";
      const [left, top] = [area.x + desktop.x, area.y + desktop.y];
      const copied = windows.BitBlt(dc, 0, 0, width, height, screen, left, top, COPY_WITH_LAYERS) as number;
      windows.ReleaseDC(null, screen);
      windows.GdiFlush();
      if (copied === 0) {
        // The desktop may just have been closed to us.
        opened = -Infinity;
        return isOpen() ? "noScreen" : "locked";
      }
      return { pixels, stride: width * 4, width, height, changed: null };
    },
    pointer(): ShownPointer | null {
      const info = Buffer.alloc(CURSOR_INFO_BYTES);
      info.writeUInt32LE(CURSOR_INFO_BYTES, 0);
      if ((windows.GetCursorInfo(info) as number) === 0) return null;
      const handle = info.readBigUInt64LE(8);
      if ((info.readUInt32LE(4) & SHOWING) === 0 || handle === 0n) return null;
      const shape = shapes.get(handle) ?? readPointerShape(windows, handle) ?? arrow();
      if (shape === undefined) return null;
      if (shapes.size >= MOST_SHAPES) shapes.clear();
      shapes.set(handle, shape);
      const desktop = readDesktop(windows);
      return { x: info.readInt32LE(16) - desktop.x, y: info.readInt32LE(20) - desktop.y, shape };
    },
    close() {
      monitors.close();
      picture?.free();
      picture = undefined;
    },
  };
}
