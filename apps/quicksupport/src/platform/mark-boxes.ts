import type { Overlay } from "../ports.ts";

/** A rectangle of a mark: left, top, width, height in desktop pixels. */
export type Box = readonly [x: number, y: number, width: number, height: number];

type Marks = Parameters<Overlay["marks"]>[0];

/** The colour of the frame and its control, as 0xrrggbb. */
export const FRAME_COLOUR = 0xd9304f;
const LINE_PIXELS = 4;
const MOST_BOXES = 4_000;
/** Each colour has a window of its own; whoever draws in more draws on in the first. */
const MOST_COLOURS = 8;
/** An arrow, row by row: how wide it is. */
const ARROW = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 8, 8, 5, 5, 4, 4];

/** Marks as boxes by their colour: few enough colours, and boxes of each, to be shown at once whatever is drawn. */
export function boxesOf({ pointers, lines }: Marks): Map<string, Box[]> {
  const boxes = new Map<string, Box[]>();
  const listOf = (colour: string): Box[] => {
    const known = boxes.get(colour);
    if (known !== undefined) return known;
    if (boxes.size >= MOST_COLOURS) return boxes.values().next().value ?? [];
    const fresh: Box[] = [];
    boxes.set(colour, fresh);
    return fresh;
  };
  for (const { x, y, colour } of pointers) {
    const [left, top] = [Math.round(x), Math.round(y)];
    const arrow = listOf(colour);
    ARROW.forEach((width, row) => arrow.push([left, top + row, width, 1]));
  }
  // The newest lines first: of more than can be shown, what was drawn long ago is left out.
  for (const { colour, points } of lines.toReversed()) addAlong(points, listOf(colour));
  return boxes;
}

/** The four sides of a frame within a monitor. */
export function frameSides(monitor: { x: number; y: number; width: number; height: number }, thick: number): Box[] {
  const { x, y, width, height } = monitor;
  return [
    [x, y, width, thick],
    [x, y + height - thick, width, thick],
    [x, y, thick, height],
    [x + width - thick, y, thick, height],
  ];
}

/** `#rrggbb` as a number; the frame's colour when it is none. */
export function colourNumber(colour: string): number {
  const number = Number.parseInt(colour.slice(1), 16);
  return Number.isNaN(number) ? FRAME_COLOUR : number;
}

/** Adds a line as small boxes, near enough to each other to look whole; its end is kept when there is no room for all. */
function addAlong(points: readonly (readonly [number, number])[], boxes: Box[]): void {
  const half = LINE_PIXELS / 2;
  for (let index = points.length - 1; index >= 0; index -= 1) {
    const [left, top] = points[index] ?? [0, 0];
    const [fromLeft, fromTop] = points[index - 1] ?? [left, top];
    const steps = Math.max(1, Math.ceil(Math.hypot(left - fromLeft, top - fromTop) / half));
    for (let step = steps; step >= 1; step -= 1) {
      if (boxes.length >= MOST_BOXES) return;
      const at = (from: number, to: number): number => Math.round(from + ((to - from) * step) / steps - half);
      boxes.push([at(fromLeft, left), at(fromTop, top), LINE_PIXELS, LINE_PIXELS]);
    }
  }
}
