import type { Overlay } from "../../ports.ts";
import { runAppEvents } from "./app-events.ts";
import { pointAt, type Display, type PlacedDisplay } from "./displays.ts";
import type { Pointer } from "../native-library.ts";
import { pointer, type Frameworks, type Rectangle } from "./frameworks.ts";
import type { ObjectiveC } from "./objective-c.ts";

const FRAME_POINTS = 3;
const FRAME_COLOUR = "#d9304f";
const STOP_HEIGHT = 30;
const LINE_POINTS = 4;
/** Above everything, the menu bar too; on every desktop; never in pictures of the screen. */
const LEVEL = 1_000;
const EVERYWHERE = (1 << 0) | (1 << 4) | (1 << 8);
const NOT_SHARED = 0;
const BUFFERED = 2;
/** An arrow's corners, from its tip. */
const ARROW = [[0, 0], [0, 17], [4, 13], [7, 19], [9, 18], [7, 12], [12, 12], [0, 0]] as const; // prettier-ignore

type Line = { colour: string; points: readonly (readonly [number, number])[]; filled: boolean };

/** The frame, the stop control and the experts' marks: windows without borders that clicks go through. */
export function openOverlay(
  mac: Frameworks,
  objc: ObjectiveC,
  placed: () => readonly PlacedDisplay[],
): Overlay & { close(): void } {
  let frame: Pointer[] = [];
  let stop: { window: number; act: () => void } | undefined;
  let marks: { display: Display; window: Pointer; layer: Pointer }[] = [];
  const endEvents = runAppEvents(objc, (window) => {
    if (window === stop?.window) stop.act();
  });

  /** Windows count from the bottom of the first display, whose corner is everybody's zero. */
  function flipped(x: number, y: number, width: number, height: number): Rectangle {
    const main = placed().find(({ display }) => display.primary)?.display;
    return { origin: { x, y: (main?.height ?? 0) - y - height }, size: { width, height } };
  }

  function colourOf(hex: string, alpha = 1): Pointer {
    const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
    const parts = [red, green, blue, alpha].map((part) => ["double", part] as const);
    return must(objc.send(objc.classOf("NSColor"), "colorWithSRGBRed:green:blue:alpha:", ...parts));
  }

  function makeWindow(place: Rectangle, through: boolean, colour: Pointer): Pointer {
    const window = must(
      objc.send(
        must(objc.send(objc.classOf("NSWindow"), "alloc")),
        "initWithContentRect:styleMask:backing:defer:",
        ["CGRect", place],
        ["uint64_t", 0],
        ["uint64_t", BUFFERED],
        ["bool", false],
      ),
    );
    objc.ask("void", window, "setReleasedWhenClosed:", ["bool", false]);
    objc.ask("void", window, "setLevel:", ["int64_t", LEVEL]);
    objc.ask("void", window, "setCollectionBehavior:", ["uint64_t", EVERYWHERE]);
    objc.ask("void", window, "setSharingType:", ["uint64_t", NOT_SHARED]);
    objc.ask("void", window, "setIgnoresMouseEvents:", ["bool", through]);
    objc.ask("void", window, "setOpaque:", ["bool", false]);
    objc.ask("void", window, "setHasShadow:", ["bool", false]);
    objc.ask("void", window, "setBackgroundColor:", colour);
    objc.ask("void", window, "orderFrontRegardless");
    return window;
  }

  function dismiss(window: Pointer): void {
    objc.ask("void", window, "orderOut:", null);
    objc.ask("void", window, "close");
    objc.ask("void", window, "release");
  }

  function drawFrame(words: string, act: () => void): void {
    const colour = colourOf(FRAME_COLOUR);
    for (const { display } of placed()) {
      const { x, y, width, height } = display;
      const sides = [
        flipped(x, y, width, FRAME_POINTS),
        flipped(x, y + height - FRAME_POINTS, width, FRAME_POINTS),
        flipped(x, y, FRAME_POINTS, height),
        flipped(x + width - FRAME_POINTS, y, FRAME_POINTS, height),
      ];
      for (const side of sides) frame.push(makeWindow(side, true, colour));
      if (!display.primary) continue;
      const label = must(objc.send(objc.classOf("NSTextField"), "labelWithString:", objc.text(words)));
      objc.ask("void", label, "setTextColor:", colourOf("#ffffff"));
      objc.ask("void", label, "sizeToFit");
      const { size } = objc.ask("CGRect", label, "frame") as Rectangle;
      const wide = Math.ceil(size.width) + 32;
      const window = makeWindow(flipped(x + (width - wide) / 2, y, wide, STOP_HEIGHT), false, colour);
      objc.ask("void", label, "setFrameOrigin:", ["CGPoint", { x: 16, y: (STOP_HEIGHT - size.height) / 2 }]);
      objc.ask("void", must(objc.send(window, "contentView")), "addSubview:", label);
      stop = { window: Number(objc.ask("int64_t", window, "windowNumber")), act };
      frame.push(window);
    }
  }

  function clearFrame(): void {
    for (const window of frame) dismiss(window);
    frame = [];
    stop = undefined;
  }

  function openMarks(): void {
    marks = placed().map(({ display }) => {
      const place = flipped(display.x, display.y, display.width, display.height);
      const window = makeWindow(place, true, colourOf("#000000", 0));
      const view = must(objc.send(window, "contentView"));
      objc.ask("void", view, "setWantsLayer:", ["bool", true]);
      return { display, window, layer: must(objc.send(view, "layer")) };
    });
  }

  function clearMarks(): void {
    for (const { window } of marks) dismiss(window);
    marks = [];
  }

  /** A line on one display, whose layer counts from its bottom. */
  function shapeOf(line: Line, display: Display): Pointer {
    const path = must(pointer(mac.CGPathCreateMutable()));
    line.points.forEach(([x, y], index) => {
      const [across, up] = [x - display.x, display.height - (y - display.y)];
      // A touch alone is a dot.
      if (index === 0) mac.CGPathMoveToPoint(path, null, across, up);
      if (index > 0 || line.points.length === 1) mac.CGPathAddLineToPoint(path, null, across + 0.01, up);
    });
    const shape = must(objc.send(objc.classOf("CAShapeLayer"), "layer"));
    const colour = objc.send(colourOf(line.colour), "CGColor");
    objc.ask("void", shape, "setPath:", path);
    objc.ask("void", shape, "setStrokeColor:", colour);
    objc.ask("void", shape, "setFillColor:", line.filled ? colour : null);
    objc.ask("void", shape, "setLineWidth:", ["double", line.filled ? 1 : LINE_POINTS]);
    objc.ask("void", shape, "setLineCap:", objc.text("round"));
    objc.ask("void", shape, "setLineJoin:", objc.text("round"));
    mac.CGPathRelease(path);
    return shape;
  }

  return {
    frame(shown) {
      objc.pool(() => {
        clearFrame();
        if (shown !== null) drawFrame(shown.words, shown.stop);
      });
    },
    marks({ pointers, lines }) {
      const at = (x: number, y: number): readonly [number, number] => {
        const point = pointAt(placed(), x, y);
        return [point.x, point.y];
      };
      const drawn: Line[] = [
        ...lines.map(({ colour, points }) => ({ colour, points: points.map(([x, y]) => at(x, y)), filled: false })),
        ...pointers.map(({ x, y, colour }) => {
          const [left, top] = at(x, y);
          return { colour, points: ARROW.map(([dx, dy]) => [left + dx, top + dy] as const), filled: true };
        }),
      ];
      objc.pool(() => {
        if (drawn.length === 0) return clearMarks();
        if (marks.length === 0) openMarks();
        for (const { display, layer } of marks) {
          const shapes = must(objc.send(objc.classOf("NSMutableArray"), "array"));
          for (const line of drawn) objc.ask("void", shapes, "addObject:", shapeOf(line, display));
          objc.ask("void", layer, "setSublayers:", shapes);
        }
        objc.ask("void", objc.classOf("CATransaction"), "flush");
      });
    },
    close() {
      endEvents();
      objc.pool(() => {
        clearFrame();
        clearMarks();
      });
    },
  };
}

function must(made: Pointer | null): Pointer {
  if (made === null) throw new Error("macOS did not give a window's part.");
  return made;
}
