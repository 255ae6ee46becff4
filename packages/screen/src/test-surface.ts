import type { Surface } from "./surface.ts";

export type MemorySurface = Surface & {
  width: number;
  height: number;
  /** Red, green, blue and alpha of each pixel in one word. */
  words: Uint32Array<ArrayBuffer>;
  photos: number;
  moves: number;
};

/** A surface in memory; `decode` turns a JPEG into red, green, blue, alpha, and throws when it is none. */
export function openMemorySurface(
  decode: (jpeg: Uint8Array) => { width: number; height: number; rgba: Uint8Array<ArrayBuffer> },
): MemorySurface {
  const surface: MemorySurface = {
    width: 0,
    height: 0,
    words: new Uint32Array(0),
    photos: 0,
    moves: 0,
    resize(width, height) {
      surface.width = width;
      surface.height = height;
      surface.words = new Uint32Array(width * height);
    },
    putPixels(x, y, width, height, rgba) {
      if (rgba.length !== width * height * 4) throw new Error("Pixels of another size");
      const from = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
      for (let row = 0; row < height; row++) {
        surface.words.set(from.subarray(row * width, (row + 1) * width), (y + row) * surface.width + x);
      }
    },
    fill(x, y, width, height, red, green, blue) {
      const word = (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
      for (let row = y; row < y + height; row++) {
        surface.words.fill(word, row * surface.width + x, row * surface.width + x + width);
      }
    },
    copy(x, y, width, height, toX, toY) {
      surface.moves += 1;
      const rows = Array.from({ length: height }, (_, row) => {
        const start = (y + row) * surface.width + x;
        return surface.words.slice(start, start + width);
      });
      rows.forEach((row, n) => surface.words.set(row, (toY + n) * surface.width + toX));
    },
    async drawPhoto(jpeg, x, y, width, height) {
      surface.photos += 1;
      const photo = decode(jpeg);
      // As late as a browser's decoder, so that what follows would overtake it if it could.
      await Promise.resolve();
      const from = new Uint32Array(photo.rgba.buffer);
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) {
          const at =
            Math.floor((row * photo.height) / height) * photo.width + Math.floor((column * photo.width) / width);
          surface.words[(y + row) * surface.width + x + column] = from[at] ?? 0;
        }
      }
    },
  };
  return surface;
}
