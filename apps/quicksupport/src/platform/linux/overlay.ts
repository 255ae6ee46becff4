import koffi from "koffi";
import type { ScreenCapture } from "@beckon/screen/capture.ts";
import type { Overlay } from "../../ports.ts";
import { boxesOf, colourNumber, FRAME_COLOUR, frameSides, type Box } from "../mark-boxes.ts";
import type { Display } from "./display.ts";

const PUMP_MS = 30;
const FRAME_PIXELS = 3;
const STOP_HEIGHT = 34;
const BUTTON_PRESS = 4;
const EXPOSE = 12;
const EVENTS = (1 << 2) | (1 << 15);
const SHAPE = { bounding: 0, input: 2, set: 0 };

/** The frame, the stop control and the experts' marks: windows that no window manager touches, through which clicks go. */
export function openOverlay(
  display: Display,
  { monitors, watchMonitors }: Pick<ScreenCapture, "monitors" | "watchMonitors">,
): Overlay & { close(): void } {
  const { x, d, root } = display;
  const pen = openPen(display);
  const bars: bigint[] = [];
  let stop: { window: bigint; words: string; act: () => void; width: number } | undefined;
  const marks = new Map<string, bigint>();
  let framed: Parameters<Overlay["frame"]>[0] = null;
  let framedFor = "";

  function makeWindow(box: Box, colour: number, through: boolean): bigint {
    // XSetWindowAttributes: background_pixel at 8, event_mask at 72, override_redirect at 88.
    const attributes = Buffer.alloc(112);
    attributes.writeBigUInt64LE(BigInt(colour), 8);
    attributes.writeBigInt64LE(BigInt(through ? 0 : EVENTS), 72);
    attributes.writeInt32LE(1, 88);
    const [left, top, width, height] = box;
    const mask = (1 << 1) | (1 << 9) | (1 << 11);
    const id = BigInt(
      x.XCreateWindow(
        d,
        root,
        left,
        top,
        Math.max(1, width),
        Math.max(1, height),
        0,
        0,
        1,
        null,
        mask,
        attributes,
      ) as number,
    );
    if (through) shape(id, SHAPE.input, []);
    return id;
  }

  function shape(window: bigint, kind: number, boxes: readonly Box[]): void {
    const bytes = Buffer.alloc(Math.max(1, boxes.length) * 8);
    boxes.forEach(([left, top, width, height], index) => {
      bytes.writeInt16LE(clamp(left), index * 8);
      bytes.writeInt16LE(clamp(top), index * 8 + 2);
      bytes.writeUInt16LE(Math.max(0, width), index * 8 + 4);
      bytes.writeUInt16LE(Math.max(0, height), index * 8 + 6);
    });
    x.XShapeCombineRectangles(d, window, kind, 0, 0, bytes, boxes.length, SHAPE.set, 0);
  }

  function drawFrame(words: string, act: () => void): void {
    const list = monitors();
    const key = JSON.stringify([list.map((one) => [one.x, one.y, one.width, one.height]), words]);
    if (stop !== undefined) stop.act = act;
    if (key === framedFor) return raise();
    clearFrame();
    framedFor = key;
    for (const monitor of list)
      for (const side of frameSides(monitor, FRAME_PIXELS)) bars.push(makeWindow(side, FRAME_COLOUR, true));
    const primary = list.find((one) => one.primary) ?? list[0];
    if (primary !== undefined) {
      const width = pen.width(words) + 44;
      const left = primary.x + Math.round((primary.width - width) / 2);
      const window = makeWindow([left, primary.y, width, STOP_HEIGHT], FRAME_COLOUR, false);
      stop = { window, words, act, width };
    }
    for (const window of [...bars, ...(stop ? [stop.window] : [])]) x.XMapRaised(d, window);
    paintStop();
    x.XFlush(d);
  }

  function raise(): void {
    for (const window of [...bars, ...(stop ? [stop.window] : [])]) x.XRaiseWindow(d, window);
    x.XFlush(d);
  }

  function paintStop(): void {
    if (stop !== undefined) pen.write(stop.window, stop.words, STOP_HEIGHT);
  }

  function clearFrame(): void {
    for (const window of bars.splice(0)) x.XDestroyWindow(d, window);
    if (stop !== undefined) x.XDestroyWindow(d, stop.window);
    stop = undefined;
    framedFor = "";
    x.XFlush(d);
  }

  /** Shows the boxes of one colour, and no others of it. */
  function showMarks(colour: string, boxes: readonly Box[]): void {
    const known = marks.get(colour);
    const window = known ?? makeWindow([0, 0, 32_000, 32_000], colourNumber(colour), true);
    marks.set(colour, window);
    shape(window, SHAPE.bounding, boxes);
    if (known === undefined) x.XMapRaised(d, window);
  }

  const timer = setInterval(() => {
    if (!display.alive || stop === undefined) return;
    display.events((event) => {
      const kind = event.readInt32LE(0);
      const window = event.readBigUInt64LE(32);
      if (window !== stop?.window) return;
      if (kind === BUTTON_PRESS) stop.act();
      else if (kind === EXPOSE) paintStop();
    });
  }, PUMP_MS);
  timer.unref();

  function drawAgain(): void {
    if (!display.alive) return;
    if (framed === null) clearFrame();
    else drawFrame(framed.words, framed.stop);
  }
  const stopWatching = watchMonitors(drawAgain);

  return {
    frame(shown) {
      framed = shown;
      drawAgain();
    },
    marks(shown) {
      if (!display.alive) return;
      const boxes = boxesOf(shown);
      for (const [colour, those] of boxes) showMarks(colour, those);
      for (const [colour, window] of marks) {
        if (boxes.has(colour)) continue;
        x.XDestroyWindow(d, window);
        marks.delete(colour);
      }
      x.XFlush(d);
    },
    close() {
      clearInterval(timer);
      stopWatching();
      if (!display.alive) return;
      clearFrame();
      for (const window of marks.values()) x.XDestroyWindow(d, window);
      marks.clear();
      display.sync();
    },
  };
}

/** Writes white words by Xft where it is there; without it the control is a plain red bar, which still stops. */
function openPen(display: Display) {
  const { x, d } = display;
  const nothing = { width: (words: string): number => words.length * 8, write: (): void => undefined };
  try {
    const xft = koffi.load("libXft.so.2");
    const call = (signature: string) => {
      const made: unknown = xft.func(signature);
      return made as (...given: unknown[]) => unknown;
    };
    const open = call("void *XftFontOpenName(void *d, int screen, const char *name)");
    const create = call("void *XftDrawCreate(void *d, unsigned long w, void *visual, unsigned long colours)");
    const destroy = call("void XftDrawDestroy(void *draw)");
    const colour = call(
      "int XftColorAllocName(void *d, void *visual, unsigned long colours, const char *name, uint8_t *into)",
    );
    const draw = call(
      "void XftDrawStringUtf8(void *draw, uint8_t *colour, void *font, int x, int y, const char *text, int length)",
    );
    const extents = call("void XftTextExtentsUtf8(void *d, void *font, const char *text, int length, uint8_t *into)");
    const font = open(d, 0, "sans-serif:bold:pixelsize=14");
    const visual = x.XDefaultVisual(d, 0);
    const colours = x.XDefaultColormap(d, 0);
    const white = Buffer.alloc(16);
    colour(d, visual, colours, "white", white);
    return {
      width(words: string): number {
        // An XGlyphInfo: width, height, x, y, xOff, yOff, two bytes each.
        const into = Buffer.alloc(12);
        extents(d, font, words, Buffer.byteLength(words), into);
        return into.readInt16LE(8);
      },
      write(window: bigint, words: string, height: number): void {
        x.XClearWindow(d, window);
        const on = create(d, window, visual, colours);
        draw(on, white, font, 22, Math.round(height / 2 + 5), words, Buffer.byteLength(words));
        destroy(on);
      },
    };
  } catch {
    return nothing;
  }
}

function clamp(value: number): number {
  return Math.max(-32_768, Math.min(32_767, value));
}
