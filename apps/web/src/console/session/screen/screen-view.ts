import type { ScreenStats } from "@beckon/screen/surface.ts";
import type { FromView, ToView } from "./view-messages.ts";

/** The customer's pointer, in pixels of the picture from its top left. `shape.url` can be an image or a CSS cursor. */
export type SeenPointer = {
  x: number;
  y: number;
  shape: { url: string; width: number; height: number; hotX: number; hotY: number } | null;
};

/** What a view tells the page it stands on. */
export type ScreenViewHandlers = {
  /** Goes to the other side, as it is (`answerScreen`). */
  onAnswer(message: Uint8Array): void;
  /** The picture's size in pixels; the canvas has it already. */
  onSize(width: number, height: number): void;
  /** Null: it is not known, or not over the part that is shown. */
  onPointer(pointer: SeenPointer | null): void;
};

/** A picture of the customer's desktop on a canvas. */
export type ScreenView = {
  /** Takes each message of the stream, in order. */
  receive(message: Uint8Array): void;
  /** What was measured last; told four times a second. */
  stats(): ScreenStats;
  /** Ends the worker. The canvas keeps its last picture and cannot be used for another view. */
  close(): void;
};

/** Draws a screen's stream on `canvas` from a worker. The canvas must be fresh: no context, no view before. */
export function openScreenView(canvas: HTMLCanvasElement, handlers: ScreenViewHandlers): ScreenView {
  const worker = new Worker(new URL("./screen-worker.ts", import.meta.url), { type: "module", name: "screen" });
  let stats: ScreenStats = { framesPerSecond: 0, decodeMs: 0, frameMs: 0, bytesPerSecond: 0 };
  let shape: SeenPointer["shape"] = null;
  let closed = false;

  worker.addEventListener("message", ({ data }: MessageEvent<FromView>) => {
    if (closed) return;
    switch (data.type) {
      case "answer":
        return handlers.onAnswer(data.message);
      case "size":
        return handlers.onSize(data.width, data.height);
      case "stats":
        stats = data.stats;
        return undefined;
      case "shape":
        forget(shape);
        shape = { ...data.shape, url: URL.createObjectURL(data.image) };
        return undefined;
      case "pointer":
        return handlers.onPointer(data.at === null ? null : { ...data.at, shape });
    }
  });
  const offscreen = canvas.transferControlToOffscreen();
  send({ type: "canvas", canvas: offscreen }, [offscreen]);

  function send(message: ToView, transfer: Transferable[]): void {
    worker.postMessage(message, transfer);
  }

  return {
    receive(message) {
      // The worker gets the memory itself, unless more than the message lives in it.
      const whole = message.byteLength === message.buffer.byteLength && message.buffer instanceof ArrayBuffer;
      const own = whole ? message : message.slice();
      send({ type: "receive", message: own }, [own.buffer as ArrayBuffer]);
    },
    stats: () => stats,
    close() {
      if (closed) return;
      closed = true;
      worker.terminate();
      forget(shape);
    },
  };
}

function forget(shape: SeenPointer["shape"]): void {
  if (shape !== null) URL.revokeObjectURL(shape.url);
}
