import type { Rect } from "./capture.ts";
import type { Pixels } from "./pixels.ts";

/**
 * Pixels of many colours, made easy to pack: three planes (green, red less green, blue less green), each value less what
 * its neighbours left, above and above left promise. Written to `out` from `at`; needs three bytes a pixel.
 */
export function foldRaw({ words, stride }: Pixels, { x, y, width, height }: Rect, out: Uint8Array, at: number): void {
  const size = width * height;
  for (let row = 0; row < height; row++) {
    const here = (y + row) * stride + x;
    let left = row > 0 ? (words[here - stride] ?? 0) : 0;
    let corner = left;
    for (let column = 0; column < width; column++) {
      const colour = words[here + column] ?? 0;
      const above = row > 0 ? (words[here + column - stride] ?? 0) : left;
      const to = at + row * width + column;
      const green = fold(colour, left, above, corner, 8);
      out[to] = green;
      out[to + size] = fold(colour, left, above, corner, 16) - green;
      out[to + size * 2] = fold(colour, left, above, corner, 0) - green;
      left = colour;
      corner = above;
    }
  }
}

/** The reverse of `foldRaw`, into words of red, green, blue, alpha. */
export function restoreRaw(folded: Uint8Array, width: number, height: number, out: Uint32Array): void {
  const size = width * height;
  for (let row = 0; row < height; row++) {
    const here = row * width;
    let left = row > 0 ? (out[here - width] ?? 0) : 0;
    let corner = left;
    for (let n = here; n < here + width; n++) {
      const above = row > 0 ? (out[n - width] ?? 0) : left;
      const greenLess = folded[n] ?? 0;
      const green = (promise(left, above, corner, 8) + greenLess) & 0xff;
      const red = (promise(left, above, corner, 0) + (folded[n + size] ?? 0) + greenLess) & 0xff;
      const blue = (promise(left, above, corner, 16) + (folded[n + size * 2] ?? 0) + greenLess) & 0xff;
      left = (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
      corner = above;
      out[n] = left;
    }
  }
}

function fold(colour: number, left: number, above: number, corner: number, shift: number): number {
  return ((colour >>> shift) & 0xff) - promise(left, above, corner, shift);
}

/** What three neighbours let expect: the plane through them, kept between left and above. */
function promise(left: number, above: number, corner: number, shift: number): number {
  const l = (left >>> shift) & 0xff;
  const a = (above >>> shift) & 0xff;
  const c = (corner >>> shift) & 0xff;
  if (c >= l && c >= a) return l < a ? l : a;
  if (c <= l && c <= a) return l > a ? l : a;
  return l + a - c;
}
