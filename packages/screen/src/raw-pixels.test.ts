import { expect, test } from "vitest";
import { foldRaw, restoreRaw } from "./raw-pixels.ts";

// By hand from docs/screen-format.md: both sides could be wrong alike, and would no longer be what the page says.
const colours = [0x102030, 0x112233, 0x0f2035, 0x142430];
const green = [0x20, 0x02, 0x00, 0x02];
const red = [0x10 - 0x20, 0x01 - 0x02, (0x0f - 0x10) & 0xff, 0x14 - 0x10 - 0x02];
const blue = [0x30 - 0x20, 0x03 - 0x02, 0x05, (0x30 - 0x35 - 0x02) & 0xff];
const folded = Uint8Array.from([...green, ...red, ...blue]);

test("raw pixels are folded as the format page says, and restored from that", () => {
  const pixels = { words: Uint32Array.from(colours), stride: 2, width: 2, height: 2 };
  const out = new Uint8Array(12);
  foldRaw(pixels, { x: 0, y: 0, width: 2, height: 2 }, out, 0);
  expect([...out]).toEqual([...folded]);
  const restored = new Uint32Array(4);
  restoreRaw(folded, 2, 2, restored);
  expect([...new Uint8Array(restored.buffer)]).toEqual(
    colours.flatMap((colour) => [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255, 255]),
  );
});
