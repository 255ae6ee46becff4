import { parentPort, workerData } from "node:worker_threads";
import { LEAST_PHOTO } from "@beckon/screen/photo-pixels.ts";
import openLibrary, { type JpegLibrary } from "@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs";

/** Pixels to code, and where the answer belongs. */
export type PhotoOrder = { id: number; rgba: Uint8Array<ArrayBuffer>; width: number; height: number; quality: number };
/** The JPEG; null when it could not be made. */
export type PhotoDone = { id: number; jpeg: Uint8Array<ArrayBuffer> | null };

const COLOURS_QUARTERED = 2;

const port = parentPort;
const { wasm } = workerData as { wasm: Uint8Array };

// In a function, because a program in one file runs this as a script, which cannot wait at its top.
void work();

async function work(): Promise<void> {
  const encode = openEncoder(await openLibrary({ wasmBinary: wasm }));
  port?.on("message", (order: PhotoOrder) => {
    const done: PhotoDone = { id: order.id, jpeg: encode(order) };
    port.postMessage(done, done.jpeg === null ? [] : [done.jpeg.buffer]);
  });
}

function openEncoder(library: JpegLibrary): (order: PhotoOrder) => Uint8Array<ArrayBuffer> | null {
  let encoder = new library.JPEGEncoder();
  return ({ rgba, width, height, quality }) => {
    // The library would write beyond its memory.
    if (width < LEAST_PHOTO || height < LEAST_PHOTO || rgba.length < width * height * 4) return null;
    try {
      const pixels = encoder.getDecodedBuffer({ width, height, bitsPerSample: 8, componentCount: 3, isSigned: false });
      dropAlpha(rgba, width * height, pixels);
      encoder.setProgressive(false);
      encoder.setSubSampling(COLOURS_QUARTERED);
      encoder.setQuality(quality);
      encoder.encode();
      return encoder.getEncodedBuffer().slice();
    } catch {
      // The library throws numbers, and is of no use afterwards; the sender only needs to know that there is no photo.
      encoder = new library.JPEGEncoder();
      return null;
    }
  };
}

function dropAlpha(rgba: Uint8Array, count: number, out: Uint8Array): void {
  for (let n = 0, from = 0, to = 0; n < count; n++, from += 4, to += 3) {
    out[to] = rgba[from] ?? 0;
    out[to + 1] = rgba[from + 1] ?? 0;
    out[to + 2] = rgba[from + 2] ?? 0;
  }
}
