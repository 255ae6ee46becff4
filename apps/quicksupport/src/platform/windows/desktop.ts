import type { Monitor } from "@beckon/protocol/peer.ts";
import type { Rect } from "@beckon/screen/capture.ts";
import { loadLibrary, type Pointer } from "../native-library.ts";
import type { Windows } from "./libraries.ts";

const METRICS = { left: 76, top: 77, width: 78, height: 79 } as const;
const MONITOR_INFO_BYTES = 104;
const PRIMARY = 1;
const EFFECTIVE_DPI = 0;
const USUAL_DPI = 96;

/** All monitors together, in the pixels Windows counts: the primary one's corner is at 0, others may lie left of and above it. */
export function readDesktop(windows: Windows): Rect {
  const read = (what: number): number => windows.GetSystemMetrics(what) as number;
  return { x: read(METRICS.left), y: read(METRICS.top), width: read(METRICS.width), height: read(METRICS.height) };
}

let awareness: "real" | undefined;
/** Makes the pixels of this process the monitors' own, each monitor with its own density. To be called before any window is made. */
export function seeRealPixels(): void {
  if (awareness !== undefined) return;
  awareness = "real";
  const PER_MONITOR_2 = 0xfffffffffffffffcn;
  try {
    const user = loadLibrary("user32.dll", { SetProcessDpiAwarenessContext: "int NAME(void *context)" });
    user.SetProcessDpiAwarenessContext(PER_MONITOR_2);
  } catch {
    // Windows before 1703 has the older call for the same.
    const core = loadLibrary("shcore.dll", { SetProcessDpiAwareness: "int NAME(int awareness)" });
    core.SetProcessDpiAwareness(2);
  }
}

/** A density's reader, by `GetDpiForMonitor`. */
export type Densities = (monitor: Pointer) => number;
export function openDensities(): Densities {
  const core = loadLibrary("shcore.dll", {
    GetDpiForMonitor: "int NAME(void *monitor, int kind, uint8_t *x, uint8_t *y)",
  });
  return (monitor) => {
    const [x, y] = [Buffer.alloc(4), Buffer.alloc(4)];
    const failed = (core.GetDpiForMonitor(monitor, EFFECTIVE_DPI, x, y) as number) !== 0;
    return failed ? 1 : Math.max(1, x.readUInt32LE(0) / USUAL_DPI);
  };
}

/** The monitors from left to right, placed on the desktop as counted from its top left. */
export function readMonitors(windows: Windows, scaleOf: Densities): Monitor[] {
  const handles: Pointer[] = [];
  windows.EnumDisplayMonitors(null, null, (monitor: Pointer) => handles.push(monitor) && 1, 0);
  const { x: left, y: top } = readDesktop(windows);
  const found = handles.flatMap((handle) => {
    const info = Buffer.alloc(MONITOR_INFO_BYTES);
    info.writeUInt32LE(MONITOR_INFO_BYTES, 0);
    if ((windows.GetMonitorInfoW(handle, info) as number) === 0) return [];
    const [x, y, right, bottom] = [4, 8, 12, 16].map((at) => info.readInt32LE(at)) as [number, number, number, number];
    return [
      {
        x: x - left,
        y: y - top,
        width: right - x,
        height: bottom - y,
        scale: scaleOf(handle),
        primary: (info.readUInt32LE(36) & PRIMARY) !== 0,
      },
    ];
  });
  return found
    .toSorted((one, other) => one.x - other.x || one.y - other.y)
    .map((one, id) => ({ id, name: `${id + 1}`, ...one }));
}
