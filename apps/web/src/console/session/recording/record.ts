import type { Stroke } from "@beckon/session/remote-session.ts";
import type { PictureElement } from "../remote-picture.tsx";
import { drawRecorded, frameFor, sizeOf } from "./recording-canvas.ts";

const FRAMES_PER_SECOND = 12;
const PIECE_MS = 2000;
const BITS_PER_SECOND = 2_500_000;
const KINDS = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"];

/** Where a recording's pieces go, one after another. */
export type RecordingSink = {
  write(bytes: Uint8Array): Promise<void>;
  /** All of it is written. */
  finish(): Promise<void>;
};

export type Recording = { stop: () => Promise<void> };

export type RecordOptions = {
  element: () => PictureElement | null;
  strokes: () => readonly Stroke[];
  sink: RecordingSink;
  /** A piece could not be kept; the recording has stopped. */
  onFailed: () => void;
};

/** Whether this browser can record. */
export function canRecord(): boolean {
  return "MediaRecorder" in window && KINDS.some((kind) => MediaRecorder.isTypeSupported(kind));
}

/** Records what the expert sees as WebM, in pieces, until it is stopped. Voices are not part of it. */
export function record({ element, strokes, sink, onFailed }: RecordOptions): Recording {
  const canvas = document.createElement("canvas");
  const now = element();
  const { width, height } = now ? sizeOf(now) : { width: 1280, height: 720 };
  Object.assign(canvas, frameFor(width, height));
  const brush = canvas.getContext("2d", { alpha: false });
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
  if (!brush || mimeType === undefined) throw new Error("This browser cannot record.");
  const draw = () => drawRecorded(brush, element(), strokes());
  draw();
  const timer = setInterval(draw, 1000 / FRAMES_PER_SECOND);
  const recorder = new MediaRecorder(canvas.captureStream(FRAMES_PER_SECOND), {
    mimeType,
    videoBitsPerSecond: BITS_PER_SECOND,
  });
  let writing: Promise<void> = Promise.resolve();
  let failed = false;
  recorder.addEventListener("dataavailable", ({ data }) => {
    writing = writing
      .then(async () => {
        if (!failed && data.size > 0) await sink.write(new Uint8Array(await data.arrayBuffer()));
      })
      .catch(() => {
        if (failed) return;
        failed = true;
        stop();
        onFailed();
      });
  });
  const over = new Promise<void>((resolve, reject) => {
    recorder.addEventListener("stop", () => {
      writing.then(() => (failed ? undefined : sink.finish())).then(resolve, reject);
    });
  });
  recorder.start(PIECE_MS);

  function stop(): void {
    clearInterval(timer);
    if (recorder.state !== "inactive") recorder.stop();
    for (const track of recorder.stream.getTracks()) track.stop();
  }
  return {
    stop() {
      stop();
      return over;
    },
  };
}
