import { receiveScreen, type ScreenReceiver } from "@beckon/screen/receive-screen.ts";
import type { SeenShape } from "@beckon/screen/surface.ts";
import { drawOnCanvas } from "./canvas-surface.ts";
import type { FromView, ToView } from "./view-messages.ts";

const STATS_EVERY = 250;
let receiver: ScreenReceiver | null = null;

addEventListener("message", ({ data }: MessageEvent<ToView>) => {
  if (data.type === "receive") receiver?.receive(data.message);
  else receiver = openReceiver(data.canvas);
});

function openReceiver(canvas: OffscreenCanvas): ScreenReceiver {
  let shapes = Promise.resolve();
  const opened = receiveScreen({
    surface: drawOnCanvas(canvas, (width, height) => tell({ type: "size", width, height })),
    answer: (message) => tell({ type: "answer", message }, [message.buffer]),
    // Behind the shapes that came before it.
    onPointer: (at) => void (shapes = shapes.then(() => tell({ type: "pointer", at }))),
    onShape: (shape) => void (shapes = shapes.then(() => tellShape(shape))),
    onFrame: () => {},
    now: () => performance.now(),
  });
  setInterval(() => tell({ type: "stats", stats: opened.stats() }), STATS_EVERY);
  return opened;
}

async function tellShape({ width, height, hotX, hotY, rgba }: SeenShape): Promise<void> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.putImageData(new ImageData(rgba, width, height), 0, 0);
  const image = await canvas.convertToBlob({ type: "image/png" });
  tell({ type: "shape", image, shape: { width, height, hotX, hotY } });
}

function tell(message: FromView, transfer: Transferable[] = []): void {
  // The page's types know a window's postMessage only; a worker's takes these two.
  (globalThis as unknown as { postMessage(message: FromView, transfer: Transferable[]): void }).postMessage(
    message,
    transfer,
  );
}
