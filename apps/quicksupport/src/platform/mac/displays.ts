import type { Monitor } from "@beckon/protocol/peer.ts";

/** A display as macOS tells of it: its place in points, which all displays share, and its own pixels. */
export type Display = {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  readonly primary: boolean;
};

/** A display with its place on the desktop in pixels. */
export type PlacedDisplay = { readonly display: Display; readonly monitor: Monitor };

/**
 * Places displays on one desktop of pixels, from its top left. Each keeps its own pixels; its corner is counted in those of the
 * densest display, so that none overlaps another, and beside a denser one there may be a gap.
 */
export function placeDisplays(displays: readonly Display[]): PlacedDisplay[] {
  const scaleOf = ({ pixelWidth, width }: Display): number => (width > 0 ? pixelWidth / width : 1);
  const densest = Math.max(1, ...displays.map(scaleOf));
  const left = Math.min(...displays.map(({ x }) => x));
  const top = Math.min(...displays.map(({ y }) => y));
  return displays.map((display, index) => ({
    display,
    monitor: {
      id: index,
      name: `${index + 1}`,
      x: Math.round((display.x - left) * densest),
      y: Math.round((display.y - top) * densest),
      width: display.pixelWidth,
      height: display.pixelHeight,
      scale: Math.min(4, Math.max(1, scaleOf(display))),
      primary: display.primary,
    },
  }));
}

/** The point that a pixel of the desktop is at, on its own display; pixels in a gap belong to the nearest one. */
export function pointAt(placed: readonly PlacedDisplay[], x: number, y: number): { x: number; y: number } {
  const away = ({ monitor }: PlacedDisplay): number =>
    Math.max(monitor.x - x, 0, x - (monitor.x + monitor.width - 1)) +
    Math.max(monitor.y - y, 0, y - (monitor.y + monitor.height - 1));
  const [nearest] = placed.toSorted((a, b) => away(a) - away(b));
  if (nearest === undefined) return { x, y };
  const { display, monitor } = nearest;
  const within = (value: number, most: number): number => Math.min(Math.max(value, 0), most);
  return {
    x: display.x + within(((x - monitor.x) * display.width) / display.pixelWidth, display.width - 1),
    y: display.y + within(((y - monitor.y) * display.height) / display.pixelHeight, display.height - 1),
  };
}

/** The pixel of the desktop that a point is at; null when no display shows it. */
export function pixelAt(placed: readonly PlacedDisplay[], x: number, y: number): { x: number; y: number } | null {
  const found = placed.find(
    ({ display }) =>
      x >= display.x && y >= display.y && x < display.x + display.width && y < display.y + display.height,
  );
  if (found === undefined) return null;
  const { display, monitor } = found;
  return {
    x: monitor.x + Math.round(((x - display.x) * display.pixelWidth) / display.width),
    y: monitor.y + Math.round(((y - display.y) * display.pixelHeight) / display.height),
  };
}
