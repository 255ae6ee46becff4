import type { Point } from "@beckon/session/remote-session.ts";

export type Size = { width: number; height: number };

/** The size at which a picture of `picture` pixels fits into `box`, or its actual size. All in CSS pixels. */
export function shownSize(picture: Size, box: Size, real: boolean, pixelRatio: number): Size {
  if (picture.width === 0 || picture.height === 0) return { width: 0, height: 0 };
  const scale = real ? 1 / pixelRatio : Math.min(box.width / picture.width, box.height / picture.height);
  return { width: Math.floor(picture.width * scale), height: Math.floor(picture.height * scale) };
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
