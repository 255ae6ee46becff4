import type { Monitor } from "@beckon/protocol/peer.ts";
import type { Overlay } from "../../ports.ts";
import { boxesOf, colourNumber, FRAME_COLOUR, frameSides, type Box } from "../mark-boxes.ts";
import type { Pointer } from "../native-library.ts";
import { readDesktop } from "./desktop.ts";
import type { Windows } from "./libraries.ts";
import type { MessagePump } from "./message-pump.ts";
import { drawLabel } from "./label.ts";

const STYLE = {
  popup: 0x80000000,
  topmost: 0x8,
  clickThrough: 0x20,
  noTaskbar: 0x80,
  layered: 0x80000,
  noFocus: 0x8000000,
} as const;
const OVER_ALL = 0xffffffffffffffffn;
const PLACE = { keep: 0x1 | 0x2, noFocus: 0x10, show: 0x40 } as const;
const WHOLE_ALPHA = 2;
const NOT_IN_PICTURES = 0x11;
const PRESSED = 0x201;
const HAND = 32_649;
const LOOK_MS = 1_000;
const FRAME_PIXELS = 3;

type Shown = { words: string; stop: () => void };

/** The frame, the stop control and the experts' marks: windows over all others, through which clicks go, but for the control. */
export function openOverlay(
  windows: Windows,
  pump: MessagePump,
  monitors: () => readonly Monitor[],
): Overlay & { close(): void } {
  const bars: Pointer[] = [];
  const marks = new Map<string, Pointer>();
  let control: Pointer | undefined;
  let shown: Shown | null = null;
  let framedFor = "";

  /** Moves a box from the desktop's corner to where Windows counts from. */
  function place([x, y, width, height]: Box): Box {
    const { x: left, y: top } = readDesktop(windows);
    return [x + left, y + top, width, height];
  }

  function makeBlind(box: Box, colour: number): Pointer {
    const more = STYLE.topmost | STYLE.clickThrough | STYLE.noTaskbar | STYLE.layered | STYLE.noFocus;
    const window = pump.makeWindow({ more, style: STYLE.popup, box: place(box), colour });
    windows.SetLayeredWindowAttributes(window, 0, 255, WHOLE_ALPHA);
    // The expert's picture is the screen without our frame and their own marks; Windows before 2004 does not know that.
    windows.SetWindowDisplayAffinity(window, NOT_IN_PICTURES);
    return window;
  }

  function raise(): void {
    for (const window of [...bars, ...(control === undefined ? [] : [control])])
      windows.SetWindowPos(window, OVER_ALL, 0, 0, 0, 0, PLACE.keep | PLACE.noFocus | PLACE.show);
  }

  function drawFrame({ words }: Shown): void {
    const list = monitors();
    const key = JSON.stringify([list.map(({ x, y, width, height }) => [x, y, width, height]), words]);
    if (key === framedFor) return raise();
    clearFrame();
    framedFor = key;
    for (const monitor of list)
      for (const side of frameSides(monitor, Math.round(FRAME_PIXELS * monitor.scale)))
        bars.push(makeBlind(side, FRAME_COLOUR));
    const primary = list.find((one) => one.primary) ?? list[0];
    if (primary !== undefined) control = makeControl(primary, words);
    raise();
  }

  function makeControl(primary: Monitor, words: string): Pointer {
    const more = STYLE.topmost | STYLE.noTaskbar | STYLE.layered | STYLE.noFocus;
    const window = pump.makeWindow({ more, style: STYLE.popup, title: words, cursor: HAND }, ({ what }) => {
      if (what === PRESSED) shown?.stop();
    });
    drawLabel(windows, window, {
      words,
      colour: FRAME_COLOUR,
      scale: primary.scale,
      at(width) {
        const [left, top] = place([primary.x + Math.round((primary.width - width) / 2), primary.y, 0, 0]);
        return { left, top };
      },
    });
    return window;
  }

  function clearFrame(): void {
    for (const window of bars.splice(0)) pump.destroyWindow(window);
    if (control !== undefined) pump.destroyWindow(control);
    control = undefined;
    framedFor = "";
  }

  /** Shows the boxes of one colour, and no others of it. */
  function showMarks(colour: string, boxes: readonly Box[]): void {
    const { width, height } = readDesktop(windows);
    const window = marks.get(colour) ?? makeBlind([0, 0, width, height], colourNumber(colour));
    marks.set(colour, window);
    // From here on the region is the system's.
    const bytes = describeRegion(boxes);
    windows.SetWindowRgn(window, windows.ExtCreateRegion(null, bytes.length, bytes), 1);
    windows.SetWindowPos(window, OVER_ALL, ...place([0, 0, width, height]), PLACE.noFocus | PLACE.show);
  }

  // Monitors come and go, and other windows want to be on top as well.
  const timer = setInterval(() => {
    if (shown !== null) drawFrame(shown);
  }, LOOK_MS);
  timer.unref();

  return {
    frame(wanted) {
      shown = wanted;
      if (wanted === null) clearFrame();
      else drawFrame(wanted);
    },
    marks(wanted) {
      const boxes = boxesOf(wanted);
      for (const [colour, those] of boxes) showMarks(colour, those);
      for (const [colour, window] of marks) {
        if (boxes.has(colour)) continue;
        pump.destroyWindow(window);
        marks.delete(colour);
      }
    },
    close() {
      clearInterval(timer);
      shown = null;
      clearFrame();
      for (const window of marks.values()) pump.destroyWindow(window);
      marks.clear();
    },
  };
}

/** Boxes as `ExtCreateRegion` takes them: a RGNDATA of 32 bytes, then left, top, right, bottom of each. */
export function describeRegion(boxes: readonly Box[]): Buffer {
  const HEAD = 32;
  const bytes = Buffer.alloc(HEAD + boxes.length * 16);
  bytes.writeUInt32LE(HEAD, 0);
  bytes.writeUInt32LE(1, 4);
  bytes.writeUInt32LE(boxes.length, 8);
  bytes.writeUInt32LE(boxes.length * 16, 12);
  const bounds = [
    Math.min(...boxes.map(([x]) => x)),
    Math.min(...boxes.map(([, y]) => y)),
    Math.max(...boxes.map(([x, , width]) => x + width)),
    Math.max(...boxes.map(([, y, , height]) => y + height)),
  ];
  bounds.forEach((value, index) => bytes.writeInt32LE(value, 16 + index * 4));
  boxes.forEach(([x, y, width, height], index) => {
    [x, y, x + width, y + height].forEach((value, side) => bytes.writeInt32LE(value, HEAD + index * 16 + side * 4));
  });
  return bytes;
}
