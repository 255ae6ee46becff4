import type { RecordingEvent } from "@beckon/protocol/recordings.ts";
import type { Stroke } from "@beckon/session/remote-session.ts";
import type { PictureElement } from "../remote-picture.tsx";
import { drawRecorded, frameFor, sizeOf } from "./recording-canvas.ts";

const FRAMES_PER_SECOND = 12;
const PIECE_MS = 2000;
const BITS_PER_SECOND = 2_500_000;
/** A player can begin at key frames only. */
const KEY_FRAME_EVERY_MS = 5000;
const KINDS = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"];

/** Where a recording's pieces go, one after another. */
export type RecordingSink = {
  write(bytes: Uint8Array): Promise<void>;
  /** Something happened in the session, where that is kept along. */
  note?(event: RecordingEvent): void;
  /** All of it is written. */
  finish(): Promise<void>;
};

/** `note` says what happens, at the time it happens in the recording. */
export type Recording = { note(what: RecordingEvent["what"]): void; stop(): Promise<void> };

export type RecordOptions = {
  element: () => PictureElement | null;
  strokes: () => readonly Stroke[];
  sink: RecordingSink;
  /** A piece could not be kept; the recording has stopped. */
  onFailed: (because: unknown) => void;
};

/** What this browser records as; undefined when it cannot. */
export function recordedMedia(): string | undefined {
  return "MediaRecorder" in window ? KINDS.find((kind) => MediaRecorder.isTypeSupported(kind)) : undefined;
}

/** Records what the expert sees as WebM, in pieces, until it is stopped. Voices are not part of it. */
export function record({ element, strokes, sink, onFailed }: RecordOptions): Recording {
  const canvas = document.createElement("canvas");
  const now = element();
  const { width, height } = now ? sizeOf(now) : { width: 1280, height: 720 };
  Object.assign(canvas, frameFor(width, height));
  const brush = canvas.getContext("2d", { alpha: false });
  const mimeType = recordedMedia();
  if (!brush || mimeType === undefined) throw new Error("This browser cannot record.");
  const draw = () => drawRecorded(brush, element(), strokes());
  draw();
  const timer = setInterval(draw, 1000 / FRAMES_PER_SECOND);
  const how = { mimeType, videoBitsPerSecond: BITS_PER_SECOND, videoKeyFrameIntervalDuration: KEY_FRAME_EVERY_MS };
  const recorder = new MediaRecorder(canvas.captureStream(FRAMES_PER_SECOND), how);
  let writing: Promise<void> = Promise.resolve();
  let failed = false;
  recorder.addEventListener("dataavailable", ({ data }) => {
    writing = writing
      .then(async () => {
        if (!failed && data.size > 0) await sink.write(new Uint8Array(await data.arrayBuffer()));
      })
      .catch((because: unknown) => {
        if (failed) return;
        failed = true;
        stop();
        onFailed(because);
      });
  });
  const over = new Promise<void>((resolve, reject) => {
    recorder.addEventListener("stop", () => {
      writing.then(() => (failed ? undefined : sink.finish())).then(resolve, reject);
    });
  });
  recorder.start(PIECE_MS);
  const begun = performance.now();

  function stop(): void {
    clearInterval(timer);
    if (recorder.state !== "inactive") recorder.stop();
    for (const track of recorder.stream.getTracks()) track.stop();
  }
  return {
    note: (what) => sink.note?.({ at: Math.round(performance.now() - begun), what }),
    stop() {
      stop();
      return over;
    },
  };
}
