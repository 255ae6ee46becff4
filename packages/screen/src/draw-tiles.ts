import { CODING, RECT_LENGTH } from "./format.ts";
import { restoreRaw } from "./raw-pixels.ts";
import type { Surface } from "./surface.ts";

type Place = { x: number; y: number; width: number; height: number; coding: number };

/**
 * Draws unpacked tiles; throws when they are not what the format says, having drawn what came before. `paint` is told how many
 * pixels each rectangle covers, before it is drawn.
 */
export function drawTiles(
  body: Uint8Array,
  surface: Surface,
  { width, height }: { width: number; height: number },
  paint: (pixels: number) => void,
): void {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const colours = view.getUint16(0, true);
  const rects = view.getUint16(2, true);
  if (colours > 256) throw new Error("Too many colours");
  const placesAt = 4 + colours * 3;
  let at = placesAt + rects * RECT_LENGTH;
  if (at > body.length) throw new Error("Tiles are cut off");

  const palette = new Uint32Array(256);
  for (let n = 0; n < colours; n++) {
    const from = 4 + n * 3;
    palette[n] = (0xff000000 | ((body[from + 2] ?? 0) << 16) | ((body[from + 1] ?? 0) << 8) | (body[from] ?? 0)) >>> 0;
  }

  for (let n = 0; n < rects; n++) {
    const place = readPlace(view, placesAt + n * RECT_LENGTH);
    if (place.x + place.width > width || place.y + place.height > height) throw new Error("A tile outside the picture");
    const length = codedLength(place);
    if (at + length > body.length) throw new Error("Tiles are cut off");
    paint(place.width * place.height);
    draw(place, body.subarray(at, at + length), palette, surface);
    at += length;
  }
  if (at !== body.length) throw new Error("Tiles are too long");
}

function readPlace(view: DataView, at: number): Place {
  return {
    x: view.getUint16(at, true),
    y: view.getUint16(at + 2, true),
    width: view.getUint16(at + 4, true),
    height: view.getUint16(at + 6, true),
    coding: view.getUint8(at + 8),
  };
}

function codedLength({ width, height, coding }: Place): number {
  if (coding === CODING.fill) return 1;
  if (coding === CODING.palette) return width * height;
  if (coding === CODING.raw) return width * height * 3;
  throw new Error("A tile of an unknown coding");
}

function draw(place: Place, data: Uint8Array, palette: Uint32Array, surface: Surface): void {
  const { x, y, width, height, coding } = place;
  if (width === 0 || height === 0) return;
  if (coding === CODING.fill) {
    const colour = palette[data[0] ?? 0] ?? 0;
    surface.fill(x, y, width, height, colour & 0xff, (colour >> 8) & 0xff, (colour >> 16) & 0xff);
    return;
  }
  const words = new Uint32Array(width * height);
  if (coding === CODING.raw) restoreRaw(data, width, height, words);
  else for (let n = 0; n < words.length; n++) words[n] = palette[data[n] ?? 0] ?? 0;
  surface.putPixels(x, y, width, height, new Uint8ClampedArray(words.buffer));
}
