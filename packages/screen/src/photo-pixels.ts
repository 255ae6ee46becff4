import type { Rect } from "./capture.ts";
import type { Pixels } from "./pixels.ts";

/** Pixels to be coded with loss: red, green, blue, 255, row by row. */
export type PhotoPixels = { rgba: Uint8Array<ArrayBuffer>; width: number; height: number };

/** No photo is narrower or lower, in pixels: there a JPEG's head outweighs it. */
export const LEAST_PHOTO = 24;

/** A copy of the rectangle; with `scale` 2 each four pixels become one of their average colour. */
export function takePhoto(pixels: Pixels, rect: Rect, scale: 1 | 2): PhotoPixels {
  const width = Math.ceil(rect.width / scale);
  const height = Math.ceil(rect.height / scale);
  const out = new Uint32Array(width * height);
  if (scale === 1) copyTurned(pixels, rect, out);
  else halve(pixels, rect, out);
  return { rgba: new Uint8Array(out.buffer), width, height };
}

function copyTurned({ words, stride }: Pixels, { x, y, width, height }: Rect, out: Uint32Array): void {
  let to = 0;
  for (let row = y; row < y + height; row++) {
    const end = row * stride + x + width;
    for (let at = end - width; at < end; at++) out[to++] = turn(words[at] ?? 0);
  }
}

function halve({ words, stride }: Pixels, { x, y, width, height }: Rect, out: Uint32Array): void {
  let to = 0;
  for (let row = 0; row < height; row += 2) {
    const start = (y + row) * stride + x;
    // The last column and row of an odd size stand alone.
    const below = row + 1 < height ? stride : 0;
    for (let column = 0; column < width; column += 2) {
      const at = start + column;
      const right = column + 1 < width ? 1 : 0;
      const low = at + below;
      out[to++] = turn(average(words[at] ?? 0, words[at + right] ?? 0, words[low] ?? 0, words[low + right] ?? 0));
    }
  }
}

function average(a: number, b: number, c: number, d: number): number {
  // Red and blue in one sum, green in another: none reaches into the next.
  const redBlue = (a & 0xff00ff) + (b & 0xff00ff) + (c & 0xff00ff) + (d & 0xff00ff) + 0x20002;
  const green = (a & 0xff00) + (b & 0xff00) + (c & 0xff00) + (d & 0xff00) + 0x200;
  return ((redBlue >>> 2) & 0xff00ff) | ((green >>> 2) & 0xff00);
}

/** 0x??RRGGBB to the word whose bytes are red, green, blue, 255. */
function turn(colour: number): number {
  return (0xff000000 | ((colour & 0xff) << 16) | (colour & 0xff00) | ((colour >>> 16) & 0xff)) >>> 0;
}
