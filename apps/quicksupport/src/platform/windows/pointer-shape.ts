import type { PointerShape } from "@beckon/screen/capture.ts";
import type { Pointer } from "../native-library.ts";
import { readBitmap } from "./bitmap.ts";
import type { Windows } from "./libraries.ts";

const ICON_INFO_BYTES = 32;

/** What a pointer looks like; undefined when Windows does not say. */
export function readPointerShape(windows: Windows, handle: Pointer): PointerShape | undefined {
  const info = Buffer.alloc(ICON_INFO_BYTES);
  if ((windows.GetIconInfo(handle, info) as number) === 0) return undefined;
  const [mask, colours] = [info.readBigUInt64LE(16), info.readBigUInt64LE(24)];
  const masked = mask === 0n ? undefined : readBitmap(windows, mask);
  const coloured = colours === 0n ? undefined : readBitmap(windows, colours);
  for (const bitmap of [mask, colours]) if (bitmap !== 0n) windows.DeleteObject(bitmap);
  if (masked === undefined) return undefined;
  const hot = { hotX: info.readUInt32LE(4), hotY: info.readUInt32LE(8) };
  if (coloured !== undefined) {
    const { width, height } = coloured;
    return { width, height, ...hot, pixels: colouredPixels(coloured.pixels, masked.pixels) };
  }
  const height = Math.floor(masked.height / 2);
  return { width: masked.width, height, ...hot, pixels: plainPixels(masked.pixels, masked.width, height) };
}

/** A coloured pointer as red, green, blue, alpha; older ones have no alpha but a mask that is white where nothing is. */
export function colouredPixels(colours: Uint8Array, mask: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(colours.length);
  let hasAlpha = false;
  for (let at = 3; at < colours.length; at += 4) hasAlpha ||= colours[at] !== 0;
  for (let at = 0; at < colours.length; at += 4) {
    const [blue = 0, green = 0, red = 0, alpha = 0] = colours.subarray(at, at + 4);
    pixels.set([red, green, blue, hasAlpha ? alpha : mask[at] === 0 ? 255 : 0], at);
  }
  return pixels;
}

/**
 * A pointer of black, white, nothing and "the opposite of what is below", as a text cursor is. The opposite can't be drawn
 * elsewhere: it becomes black with a white edge, to be seen on any ground. `mask` is two pictures, one above the other.
 */
export function plainPixels(mask: Uint8Array, width: number, height: number): Uint8Array {
  const pixels = new Uint8Array(width * height * 4);
  const bit = (x: number, y: number, half: number): boolean => mask[((y + half * height) * width + x) * 4] !== 0;
  const isOpposite = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && bit(x, y, 0) && bit(x, y, 1);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      if (!bit(x, y, 0)) {
        const value = bit(x, y, 1) ? 255 : 0;
        pixels.set([value, value, value, 255], at);
      } else if (bit(x, y, 1)) pixels.set([0, 0, 0, 255], at);
      else if ([-1, 0, 1].some((down) => [-1, 0, 1].some((across) => isOpposite(x + across, y + down))))
        pixels.set([255, 255, 255, 255], at);
    }
  return pixels;
}
