import { ByteWriter } from "./bytes.ts";
import type { Rect } from "./capture.ts";
import { CODING, MAX_UNPACKED, RECT_LENGTH } from "./format.ts";
import { Palette } from "./palette.ts";
import { COLOUR, type Pixels } from "./pixels.ts";
import { foldRaw } from "./raw-pixels.ts";

const counted = new Palette();

/** Whether the rectangle has more than 256 colours. */
export function hasManyColours({ words, stride }: Pixels, { x, y, width, height }: Rect): boolean {
  counted.clear();
  let last = -1;
  for (let row = y; row < y + height; row++) {
    const end = row * stride + x + width;
    for (let at = end - width; at < end; at++) {
      const colour = (words[at] ?? 0) & COLOUR;
      if (colour === last) continue;
      last = colour;
      if (counted.find(colour) < 0) return true;
    }
  }
  return false;
}

/** Room for the palette, the count of rectangles and some slack. */
const HEAD = 4 + 256 * 3;
const MAX_DATA = MAX_UNPACKED - HEAD;

type Packed = { rect: Rect; coding: number };

/** Collects rectangles into batches, which share a palette and are packed together. `out` takes each batch's bytes. */
export class TilePacker {
  readonly #out: (body: Uint8Array<ArrayBuffer>) => void;
  readonly #palette = new Palette();
  readonly #data = new Uint8Array(MAX_DATA);
  readonly #writer = new ByteWriter();
  #rects: Packed[] = [];
  #length = 0;

  constructor(out: (body: Uint8Array<ArrayBuffer>) => void) {
    this.#out = out;
  }

  /** Exact pixels; any size. */
  add(pixels: Pixels, rect: Rect, manyColours: boolean): void {
    const bytes = rect.width * rect.height * (manyColours ? 3 : 1);
    if (bytes > MAX_DATA / 4 && rect.height > 1) {
      const upper = { ...rect, height: rect.height >> 1 };
      this.add(pixels, upper, manyColours);
      this.add(pixels, { ...rect, y: rect.y + upper.height, height: rect.height - upper.height }, manyColours);
      return;
    }
    if (this.#length + bytes + (this.#rects.length + 1) * RECT_LENGTH > MAX_DATA) this.flush();
    if (manyColours) return this.#addRaw(pixels, rect);
    if (this.#addPalette(pixels, rect)) return;
    this.flush();
    if (this.#addPalette(pixels, rect)) return;
    // Few colours in each tile, many in all of them.
    if (rect.width <= 1) return this.#addRaw(pixels, rect);
    const left = { ...rect, width: rect.width >> 1 };
    this.add(pixels, left, false);
    this.add(pixels, { ...rect, x: rect.x + left.width, width: rect.width - left.width }, false);
  }

  /** Hands out what was collected, if anything was. */
  flush(): void {
    if (this.#rects.length === 0) return;
    const writer = this.#writer;
    writer.clear();
    writer.u16(this.#palette.size);
    writer.u16(this.#rects.length);
    for (const colour of this.#palette.colours.subarray(0, this.#palette.size)) {
      writer.u8((colour >> 16) & 0xff);
      writer.u8((colour >> 8) & 0xff);
      writer.u8(colour & 0xff);
    }
    for (const { rect, coding } of this.#rects) {
      writer.u16(rect.x);
      writer.u16(rect.y);
      writer.u16(rect.width);
      writer.u16(rect.height);
      writer.u8(coding);
    }
    writer.put(this.#data.subarray(0, this.#length));
    this.#rects = [];
    this.#length = 0;
    this.#palette.clear();
    this.#out(writer.written());
  }

  #addRaw(pixels: Pixels, rect: Rect): void {
    foldRaw(pixels, rect, this.#data, this.#length);
    this.#length += rect.width * rect.height * 3;
    this.#rects.push({ rect, coding: CODING.raw });
  }

  /** False, and nothing done, when the palette has no room for the colours. */
  #addPalette({ words, stride }: Pixels, rect: Rect): boolean {
    const { x, y, width, height } = rect;
    const before = this.#palette.size;
    const data = this.#data;
    const first = (words[y * stride + x] ?? 0) & COLOUR;
    let last = -1;
    let number = 0;
    let to = this.#length;
    let plain = true;
    for (let row = y; row < y + height; row++) {
      const end = row * stride + x + width;
      for (let at = end - width; at < end; at++) {
        const colour = (words[at] ?? 0) & COLOUR;
        if (colour !== last) {
          last = colour;
          number = this.#palette.find(colour);
          if (number < 0) {
            this.#palette.shrink(before);
            return false;
          }
          if (colour !== first) plain = false;
        }
        data[to++] = number;
      }
    }
    this.#length += plain ? 1 : width * height;
    this.#rects.push({ rect, coding: plain ? CODING.fill : CODING.palette });
    return true;
  }
}
