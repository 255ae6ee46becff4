import { expect, it } from "vitest";
import { describeRegion } from "./overlay.ts";
import { colouredPixels, plainPixels } from "./pointer-shape.ts";

/** Rows of a mask, black and white, as GDI gives it: four bytes a pixel. */
function maskOf(...rows: string[]): Uint8Array {
  return Uint8Array.from(
    rows
      .join("")
      .split("")
      .flatMap((bit) => (bit === "1" ? [255, 255, 255, 0] : [0, 0, 0, 0])),
  );
}
/** A picture's pixels in words: black, white, or nothing. */
function seen(pixels: Uint8Array): string {
  return Array.from({ length: pixels.length / 4 }, (_, n) => {
    const [red = 0, , , alpha = 0] = pixels.subarray(n * 4, n * 4 + 4);
    return alpha === 0 ? "." : red === 255 ? "w" : "b";
  }).join("");
}

it("[R16] a pointer that shows the opposite of what is below is seen on any ground", () => {
  // The upper half says where it stands, the lower what is there: 0 0 black, 0 1 white, 1 0 nothing, 1 1 the opposite.
  expect(seen(plainPixels(maskOf("0011", "0101"), 4, 1))).toBe("bwwb");
  const bar = maskOf("11111", "11111", "11111", "00000", "00100", "00000");
  expect(seen(plainPixels(bar, 5, 3))).toBe([".www.", ".wbw.", ".www."].join(""));
});

it("[R16] a coloured pointer keeps its alpha, and an old one without it what its mask says", () => {
  const withAlpha = Uint8Array.of(1, 2, 3, 128, 4, 5, 6, 0);
  expect([...colouredPixels(withAlpha, maskOf("00"))]).toEqual([3, 2, 1, 128, 6, 5, 4, 0]);
  const without = Uint8Array.of(1, 2, 3, 0, 4, 5, 6, 0);
  expect([...colouredPixels(without, maskOf("01"))]).toEqual([3, 2, 1, 255, 6, 5, 4, 0]);
});

it("[R16] marks are described as the region that Windows cuts a window to", () => {
  const region = describeRegion([
    [10, 20, 4, 4],
    [-3, 50, 6, 1],
  ]);
  const numbers = Array.from({ length: region.length / 4 }, (_, n) => region.readInt32LE(n * 4));
  expect(numbers).toEqual([32, 1, 2, 32, -3, 20, 14, 51, 10, 20, 14, 24, -3, 50, 3, 51]);
});
