import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type { PhotoPixels } from "@beckon/screen/photo-pixels.ts";
import type { PhotoDone, PhotoOrder } from "./photo-worker.ts";

/** What the encoder is made of. A program in one file hands in the worker's code and the bytes it carries. */
export type PhotoEncoderParts = { worker: URL | { code: string }; wasm: Uint8Array };

export type PhotoEncoder = {
  /** A JPEG; `quality` from 1 to 100. Rejects when it cannot be made. */
  encode(photo: PhotoPixels, quality: number): Promise<Uint8Array>;
  close(): Promise<void>;
};

/** Codes photos in a thread of its own, in the order they come: the pointer and the keys never wait for a picture. */
export function openPhotoEncoder(parts: PhotoEncoderParts = partsBeside()): PhotoEncoder {
  const waiting = new Map<number, { resolve(jpeg: Uint8Array): void; reject(reason: Error): void }>();
  const { wasm } = parts;
  const worker =
    parts.worker instanceof URL
      ? new Worker(parts.worker, { workerData: { wasm } })
      : new Worker(parts.worker.code, { eval: true, workerData: { wasm } });
  // The module lives as long as its sessions, not as long as this thread.
  worker.unref();
  let ended: Error | null = null;
  let count = 0;

  worker.on("message", ({ id, jpeg }: PhotoDone) => {
    const order = waiting.get(id);
    waiting.delete(id);
    if (jpeg === null) order?.reject(new Error("This picture could not be coded as a photo"));
    else order?.resolve(jpeg);
  });
  worker.on("error", (reason) => end(reason instanceof Error ? reason : new Error(String(reason))));
  worker.on("exit", () => end(new Error("The photo encoder has ended")));

  function end(reason: Error): void {
    ended ??= reason;
    for (const order of waiting.values()) order.reject(ended);
    waiting.clear();
  }

  return {
    encode({ rgba, width, height }, quality) {
      return new Promise((resolve, reject) => {
        if (ended !== null) return reject(ended);
        const order: PhotoOrder = { id: count++, rgba, width, height, quality };
        waiting.set(order.id, { resolve, reject });
        worker.postMessage(order, [rgba.buffer]);
      });
    },
    async close() {
      end(new Error("The photo encoder was closed"));
      await worker.terminate();
    },
  };
}

/** As the project lies in its folder. */
function partsBeside(): PhotoEncoderParts {
  const wasm = createRequire(import.meta.url).resolve("@cornerstonejs/codec-libjpeg-turbo-8bit/wasm");
  return { worker: new URL("photo-worker.ts", import.meta.url), wasm: readFileSync(wasm) };
}
