import type { Pointer } from "../native-library.ts";
import { openPicture } from "./bitmap.ts";
import type { Windows } from "./libraries.ts";

const HEIGHT = 34;
const LETTERS = 15;
const BESIDE = 22;
const BOLD = 600;
const CLEAR_LETTERS = 4;
const MEASURE = 0x400 | 0x20 | 0x800;
const CENTRED = 0x1 | 0x4 | 0x20 | 0x800;
const SEE_THROUGH = 1;
const WHITE = 0xffffff;
/** Source over, with each pixel's own alpha. */
const BLEND = Buffer.from([0, 0, 255, 1]);
const BY_ALPHA = 2;

/** Draws white words on a coloured ground into a layered window, as wide as they are; `at` places it, knowing the width. */
export function drawLabel(
  windows: Windows,
  window: Pointer,
  label: { words: string; colour: number; scale: number; at(width: number): { left: number; top: number } },
): void {
  const { words, colour, scale } = label;
  const height = Math.round(HEIGHT * scale);
  const letters = -Math.round(LETTERS * scale);
  const font = windows.CreateFontW(letters, 0, 0, 0, BOLD, 0, 0, 0, 1, 0, 0, CLEAR_LETTERS, 0, "Segoe UI");
  const measured = openPicture(windows, 1, 1);
  if (measured === undefined) return;
  const box = Buffer.alloc(16);
  const before = windows.SelectObject(measured.dc, font);
  windows.DrawTextW(measured.dc, words, -1, box, MEASURE);
  windows.SelectObject(measured.dc, before);
  measured.free();
  const width = box.readInt32LE(8) + Math.round(2 * BESIDE * scale);

  const picture = openPicture(windows, width, height);
  if (picture === undefined) return;
  const { dc, pixels } = picture;
  for (let at = 0; at < pixels.length; at += 4)
    pixels.set([colour & 0xff, (colour >> 8) & 0xff, (colour >> 16) & 0xff, 255], at);
  const plain = windows.SelectObject(dc, font);
  windows.SetBkMode(dc, SEE_THROUGH);
  windows.SetTextColor(dc, WHITE);
  windows.DrawTextW(dc, words, -1, rectangle(0, 0, width, height), CENTRED);
  windows.GdiFlush();
  // GDI knows no alpha: where it drew letters it left none.
  for (let at = 3; at < pixels.length; at += 4) pixels[at] = 255;
  const { left, top } = label.at(width);
  windows.UpdateLayeredWindow(window, null, pair(left, top), pair(width, height), dc, pair(0, 0), 0, BLEND, BY_ALPHA);
  windows.SelectObject(dc, plain);
  windows.DeleteObject(font);
  picture.free();
}

function pair(one: number, other: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeInt32LE(one, 0);
  bytes.writeInt32LE(other, 4);
  return bytes;
}

function rectangle(left: number, top: number, right: number, bottom: number): Buffer {
  return Buffer.concat([pair(left, top), pair(right, bottom)]);
}
