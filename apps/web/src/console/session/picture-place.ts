import type { Point } from "@beckon/session/remote-session.ts";

export type Size = { width: number; height: number };
/** Where a picture stands in its box, and how large; `scale`: pixels of the screen for one of the picture. */
export type Place = Size & { left: number; top: number; scale: number };

/** Up to here, fitting the window would enlarge a picture only to blur it. */
const NOT_WORTH_ENLARGING = 1.25;

/**
 * Where a picture of `picture` pixels stands in `box`: as large as fits, or at its actual size. In CSS pixels, on whole
 * pixels of the screen, so that what is shown one to one is exact.
 */
export function shownPlace(picture: Size, box: Size, real: boolean, pixelRatio: number): Place {
  if (picture.width === 0 || picture.height === 0) return { width: 0, height: 0, left: 0, top: 0, scale: 1 };
  const fit = Math.min(box.width / picture.width, box.height / picture.height) * pixelRatio;
  const exact = real || (fit >= 1 && fit < NOT_WORTH_ENLARGING);
  const scale = exact ? 1 : fit;
  const onPixel = (pixels: number) => Math.floor(pixels) / pixelRatio;
  const width = onPixel(picture.width * scale);
  const height = onPixel(picture.height * scale);
  const middle = (room: number) => Math.max(0, onPixel((room * pixelRatio) / 2));
  return { width, height, left: middle(box.width - width), top: middle(box.height - height), scale };
}

/** How the browser should scale: whole enlargements keep their edges, everything else is smoothed. */
export function renderingAt(scale: number): "auto" | "pixelated" {
  return scale >= 2 && Math.abs(scale - Math.round(scale)) < 0.01 ? "pixelated" : "auto";
}

/** Where in the picture a place of the window is, as fractions; clamped to the picture. */
export function placeIn(
  rect: { left: number; top: number; width: number; height: number },
  x: number,
  y: number,
): Point {
  const within = (value: number) => Math.min(1, Math.max(0, value));
  if (rect.width === 0 || rect.height === 0) return [0, 0];
  return [within((x - rect.left) / rect.width), within((y - rect.top) / rect.height)];
}

/** How far to move the view when the pointer is at `at` of a window `room` long: near an edge, the more the nearer. */
export function edgePan(at: number, room: number): number {
  const EDGE = 28;
  if (room < EDGE * 3) return 0;
  if (at < EDGE) return -Math.ceil((EDGE - at) / 2);
  if (at > room - EDGE) return Math.ceil((at - (room - EDGE)) / 2);
  return 0;
}
