import type { Grab, Rect } from "./capture.ts";

/** A picture in memory: one word a pixel, 0x??RRGGBB, `stride` words from one row to the next. */
export type Pixels = {
  readonly words: Uint32Array<ArrayBufferLike>;
  readonly stride: number;
  readonly width: number;
  readonly height: number;
};

/** The byte of each word that means nothing is left out by this. */
export const COLOUR = 0xffffff;

/** A captured area as words; copied only where its memory is not aligned to words. */
export function pixelsOf(grab: Grab): Pixels {
  const { pixels, stride, width, height } = grab;
  if (pixels.byteOffset % 4 === 0 && stride % 4 === 0) {
    const words = new Uint32Array(pixels.buffer, pixels.byteOffset, Math.floor(pixels.byteLength / 4));
    return { words, stride: stride / 4, width, height };
  }
  const bytes = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) bytes.set(pixels.subarray(y * stride, y * stride + width * 4), y * width * 4);
  return { words: new Uint32Array(bytes.buffer), stride: width, width, height };
}

/** Copies a rectangle between two pictures of one size. */
export function copyRect(from: Pixels, to: Pixels, { x, y, width, height }: Rect): void {
  for (let row = y; row < y + height; row++) {
    const start = row * from.stride + x;
    to.words.set(from.words.subarray(start, start + width), row * to.stride + x);
  }
}

/** Moves a rectangle within a picture. */
export function moveRect({ words, stride }: Pixels, from: Rect, toX: number, toY: number): void {
  const { x, y, width, height } = from;
  for (let n = 0; n < height; n++) {
    // Downwards from the last row, so that no row is overwritten before it was read.
    const row = toY > y ? height - 1 - n : n;
    const start = (y + row) * stride + x;
    words.copyWithin((toY + row) * stride + toX, start, start + width);
  }
}

/** The smallest rectangle around two. */
export function around(a: Rect, b: Rect): Rect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  const right = Math.max(a.x + a.width, b.x + b.width);
  const bottom = Math.max(a.y + a.height, b.y + b.height);
  return { x, y, width: right - x, height: bottom - y };
}
