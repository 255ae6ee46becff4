import type { Monitor } from "@beckon/protocol/peer.ts";
import type { Grab, Pointer as ShownPointer, PointerShape, Rect, ScreenCapture } from "@beckon/screen/capture.ts";
import { viewBytes, type Pointer } from "../native-library.ts";
import { watchMonitors } from "../watched-monitors.ts";
import { readInt, readLong, type Display } from "./display.ts";

const MOST_RECTS = 64;
const ZPIXMAP = 2;
const ALL_PLANES = 0xffffffffn;

/** The screen by X shared memory, with XDamage to tell what changed; `scale` is what the desktop says of its density. */
export function captureScreen(display: Display, scale: () => number): ScreenCapture & { close(): void } {
  const { x, d, root } = display;
  const depth = x.XDefaultDepth(d, 0) as number;
  if (depth !== 24 && depth !== 32) throw new Error(`The screen has ${depth} bits a pixel; the program needs 24.`);
  const damage = watchDamage(display);
  let memory: SharedImage | undefined;
  let pointer: { serial: bigint; shape: PointerShape } | undefined;

  const monitors = watchMonitors(
    () => (display.alive ? readMonitors(display, scale()) : []),
    () => {
      if (!display.alive) return;
      memory?.free();
      memory = undefined;
    },
  );

  function imageFor(area: Rect): SharedImage | undefined {
    if (memory?.width === area.width && memory.height === area.height) return memory;
    memory?.free();
    memory = shareImage(display, depth, area.width, area.height);
    return memory;
  }

  return {
    monitors: () => monitors.list(),
    watchMonitors: (changed) => monitors.watch(changed),
    grab(area): Grab | "noScreen" {
      if (!display.alive || area.width <= 0 || area.height <= 0) return "noScreen";
      const fresh =
        memory?.width !== area.width || memory.height !== area.height || memory.x !== area.x || memory.y !== area.y;
      const image = imageFor(area);
      if (image === undefined) return "noScreen";
      image.x = area.x;
      image.y = area.y;
      const seen = damage.take(area);
      const { width, height, stride, pixels } = image;
      const changed = fresh ? null : seen;
      if (changed !== null && changed.length === 0) return { pixels, stride, width, height, changed };
      display.sync();
      const taken = x.XShmGetImage(d, root, image.image, area.x, area.y, ALL_PLANES) as number;
      // Refused where the area reaches out of a screen that has just become smaller.
      if (taken === 0 || display.sync() !== 0) {
        damage.forget();
        return "noScreen";
      }
      return { pixels, stride, width, height, changed };
    },
    pointer(): ShownPointer | null {
      if (!display.alive) return null;
      const image = x.XFixesGetCursorImage(d) as Pointer | null;
      if (image === null || image === 0n) return null;
      const head = viewBytes(image, 12);
      const view = new DataView(head.buffer);
      const [left, top] = [view.getInt16(0, true), view.getInt16(2, true)];
      const serial = readLong(image, 16);
      if (pointer?.serial !== serial) {
        const [width, height] = [view.getUint16(4, true), view.getUint16(6, true)];
        const pixels = readCursor(readLong(image, 24), width * height);
        pointer = {
          serial,
          shape: { width, height, hotX: view.getUint16(8, true), hotY: view.getUint16(10, true), pixels },
        };
      }
      x.XFree(image);
      return { x: left, y: top, shape: pointer.shape };
    },
    close() {
      monitors.close();
      memory?.free();
      memory = undefined;
    },
  };
}

type SharedImage = {
  readonly image: Pointer;
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  readonly pixels: Uint8Array;
  x: number;
  y: number;
  free(): void;
};

function shareImage(display: Display, depth: number, width: number, height: number): SharedImage | undefined {
  const { x, d, sync } = display;
  // An XShmSegmentInfo: the segment's name there (8 bytes), its id (4), and its address here (8, at 16).
  const info = Buffer.alloc(32);
  const image = x.XShmCreateImage(
    d,
    x.XDefaultVisual(d, 0),
    depth,
    ZPIXMAP,
    null,
    info,
    width,
    height,
  ) as Pointer | null;
  if (image === null || image === 0n) return undefined;
  const stride = readInt(image, 44);
  const id = x.shmget(0, stride * height, 0o1600) as number;
  if (id < 0) return undefined;
  const address = x.shmat(id, null, 0) as Pointer;
  info.writeInt32LE(id, 8);
  info.writeBigUInt64LE(address, 16);
  // The image's own pointer to its bytes.
  new DataView(viewBytes(image + 16n, 8).buffer).setBigUint64(0, address, true);
  sync();
  x.XShmAttach(d, info);
  const refused = sync() !== 0;
  // It goes with the last who uses it, also when this program is killed.
  x.shmctl(id, 0, null);
  if (refused) {
    x.shmdt(address);
    return undefined;
  }
  return {
    image,
    width,
    height,
    stride,
    pixels: viewBytes(address, stride * height),
    x: Number.NaN,
    y: Number.NaN,
    free() {
      if (display.alive) {
        x.XShmDetach(d, info);
        sync();
      }
      x.XFree(image);
      x.shmdt(address);
    },
  };
}

/** What was drawn since it was asked last; everything, as null, when nobody can say. */
function watchDamage(display: Display) {
  const { x, d, root } = display;
  const codes = new Int32Array(2);
  if ((x.XDamageQueryExtension(d, codes.subarray(0, 1), codes.subarray(1)) as number) === 0)
    return { take: (): readonly Rect[] | null => null, forget: () => undefined };
  const NON_EMPTY = 3;
  const watched = x.XDamageCreate(d, root, NON_EMPTY);
  const parts = x.XFixesCreateRegion(d, null, 0);
  const event = codes[0] ?? 0;
  let dirty = true;
  let unknown = true;
  return {
    take(area: Rect): readonly Rect[] | null {
      display.events((happened) => {
        if (happened.readInt32LE(0) === event) dirty = true;
      });
      if (!dirty) return [];
      dirty = false;
      x.XDamageSubtract(d, watched, 0, parts);
      const count = new Int32Array(1);
      const list = x.XFixesFetchRegion(d, parts, count) as Pointer | null;
      if (list === null || list === 0n) return null;
      const rects = readRects(list, count[0] ?? 0, area);
      x.XFree(list);
      const all = unknown;
      unknown = false;
      return all || rects.length > MOST_RECTS ? null : rects;
    },
    forget() {
      unknown = true;
      dirty = true;
    },
  };
}

/** Rectangles of 8 bytes each, cut to the area and counted from its corner. */
function readRects(list: Pointer, count: number, area: Rect): Rect[] {
  if (count === 0) return [];
  const view = new DataView(viewBytes(list, count * 8).buffer);
  const rects: Rect[] = [];
  for (let at = 0; at < count * 8; at += 8) {
    const left = Math.max(0, view.getInt16(at, true) - area.x);
    const top = Math.max(0, view.getInt16(at + 2, true) - area.y);
    const right = Math.min(area.width, view.getInt16(at, true) + view.getUint16(at + 4, true) - area.x);
    const bottom = Math.min(area.height, view.getInt16(at + 2, true) + view.getUint16(at + 6, true) - area.y);
    if (right > left && bottom > top) rects.push({ x: left, y: top, width: right - left, height: bottom - top });
  }
  return rects;
}

const MONITOR_BYTES = 56;

function readMonitors({ x, d, root }: Display, scale: number): Monitor[] {
  const count = new Int32Array(1);
  const list = x.XRRGetMonitors(d, root, 1, count) as Pointer | null;
  const found: Monitor[] = [];
  if (list !== null && list !== 0n) {
    for (let index = 0; index < (count[0] ?? 0); index += 1) {
      const at = list + BigInt(index * MONITOR_BYTES);
      const [left, top, width, height] = [20, 24, 28, 32].map((offset) => readInt(at, offset)) as [
        number,
        number,
        number,
        number,
      ];
      const name = `${index + 1}`;
      found.push({ id: index, name, x: left, y: top, width, height, scale, primary: readInt(at, 8) !== 0 });
    }
    x.XRRFreeMonitors(list);
  }
  if (found.length > 0 && !found.some(({ primary }) => primary)) {
    const [first] = found;
    if (first !== undefined) found[0] = { ...first, primary: true };
  }
  return found;
}

/** A pointer's pixels: `unsigned long` each, premultiplied; given as red, green, blue, alpha. */
function readCursor(at: Pointer, count: number): Uint8Array {
  const longs = viewBytes(at, count * 8);
  const pixels = new Uint8Array(count * 4);
  for (let index = 0; index < count; index += 1) {
    const [blue = 0, green = 0, red = 0, alpha = 0] = longs.subarray(index * 8, index * 8 + 4);
    const plain = (value: number): number => (alpha === 0 ? 0 : Math.min(255, Math.round((value * 255) / alpha)));
    pixels.set([plain(red), plain(green), plain(blue), alpha], index * 4);
  }
  return pixels;
}
