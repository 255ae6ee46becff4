import { drawTiles } from "./draw-tiles.ts";
import {
  CONTENT_LENGTH,
  FLAG,
  FORMAT_VERSION,
  MAX_MESSAGE,
  MAX_OPERATION,
  MAX_PIXELS,
  MAX_POINTER_SIDE,
  MAX_SIDE,
  MAX_WORK,
  MESSAGE_HEADER,
  OPERATION,
  OPERATION_HEADER,
  writeAnswer,
} from "./format.ts";
import { openFrameMeter } from "./frame-meter.ts";
import { photoSize } from "./photo-size.ts";
import type { ScreenStats, SeenShape, Surface } from "./surface.ts";
import { unpack } from "./unpack.ts";

/** Bytes that may wait to be drawn; the sender's window is far smaller. */
const MAX_WAITING = 32 * 1024 * 1024;

export type ScreenReceiverParts = {
  surface: Surface;
  /** Sends an answer to the other side. */
  answer(message: Uint8Array<ArrayBuffer>): void;
  /** Where the pointer is in the picture; null when it is not there. */
  onPointer(at: { x: number; y: number } | null): void;
  onShape(shape: SeenShape): void;
  /** All of a frame is drawn. */
  onFrame(frame: { id: number; capturedAt: number }): void;
  /** Milliseconds that never go back. */
  now(): number;
};

export type ScreenReceiver = {
  /** Takes a message of the stream; whatever it is, nothing is thrown. */
  receive(message: Uint8Array): void;
  stats(): ScreenStats;
  /** Nothing is drawn or answered any more. */
  close(): void;
};

/** The stream's decoder: draws what it is sent, in order, and asks for a whole frame when something is not right. */
export function receiveScreen(parts: ScreenReceiverParts): ScreenReceiver {
  const { surface, answer, now } = parts;
  const meter = openFrameMeter();
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let drawing = false;
  let closed = false;

  let epoch = -1;
  let bytesDone = 0;
  let lastFrame = 0;
  let part = 0;
  // Nothing is drawn before a frame that is whole.
  let inStep = false;
  let asked = false;
  let size = { width: 0, height: 0 };
  let frame: { id: number; capturedAt: number } | null = null;
  let rest: Uint8Array = new Uint8Array(0);
  // Pixels that the message being drawn has painted.
  let painted = 0;

  async function drawWaiting(): Promise<void> {
    drawing = true;
    for (let message = waiting.shift(); message !== undefined && !closed; message = waiting.shift()) {
      waitingBytes -= message.length;
      const drawn = takeMessage(message);
      if (drawn !== undefined) await drawn;
    }
    drawing = false;
  }

  /** Draws one message; a promise only where something takes time. */
  function takeMessage(message: Uint8Array): Promise<void> | undefined {
    const begun = now();
    painted = 0;
    if (!enterEpoch(message)) return undefined;
    bytesDone = (bytesDone + message.length) >>> 0;
    const operations = inStepWith(message);
    const drawn = operations === null ? undefined : drawAll(operations, isAside(message) ? "aside" : "frame");
    if (drawn !== undefined) return drawn.then(() => acknowledge(begun));
    acknowledge(begun);
    return undefined;
  }

  function enterEpoch(message: Uint8Array): boolean {
    const fits = message.length >= MESSAGE_HEADER && message.length <= MAX_MESSAGE;
    if (!fits || message[0] !== FORMAT_VERSION) {
      lose();
      return false;
    }
    const theirs = message[1] ?? 0;
    if (theirs === epoch) return true;
    epoch = theirs;
    bytesDone = 0;
    asked = false;
    inStep = false;
    rest = new Uint8Array(0);
    return true;
  }

  /** The operations in a message that follows what came before; null for one to be passed over. */
  function inStepWith(message: Uint8Array): Uint8Array | null {
    const content = message.subarray(MESSAGE_HEADER);
    if (isAside(message)) return content;
    if (((message[2] ?? 0) & FLAG.begins) !== 0) {
      if (frame !== null && inStep) lose();
      part = 0;
      rest = new Uint8Array(0);
      frame = null;
    } else if (!inStep) return null;
    if ((message[3] ?? 0) !== (part & 0xff)) {
      lose();
      return null;
    }
    part += 1;
    return content;
  }

  function drawAll(content: Uint8Array, where: "aside" | "frame"): Promise<void> | undefined {
    let bytes = content;
    if (where === "frame" && rest.length > 0) {
      bytes = new Uint8Array(rest.length + content.length);
      bytes.set(rest);
      bytes.set(content, rest.length);
    }
    return drawFrom(bytes, 0, where);
  }

  function drawFrom(bytes: Uint8Array, start: number, where: "aside" | "frame"): Promise<void> | undefined {
    let at = start;
    try {
      while (at + OPERATION_HEADER <= bytes.length) {
        const view = new DataView(bytes.buffer, bytes.byteOffset + at, bytes.length - at);
        const kind = view.getUint8(0);
        const length = view.getUint32(1, true);
        if (length > MAX_OPERATION) throw new Error("An operation of an impossible size");
        const end = at + OPERATION_HEADER + length;
        if (end > bytes.length) break;
        const drawn = drawOne(kind, bytes.subarray(at + OPERATION_HEADER, end), where);
        at = end;
        if (drawn !== undefined) {
          return drawn.then(
            () => (closed ? undefined : drawFrom(bytes, at, where)),
            () => lose(),
          );
        }
        if (!inStep && where === "frame") return undefined;
      }
      if (where === "frame") rest = bytes.slice(at);
      else if (at !== bytes.length) throw new Error("A message is cut off");
    } catch {
      lose();
    }
    return undefined;
  }

  /** Throws when the content is not what its kind says. */
  function drawOne(kind: number, content: Uint8Array, where: "aside" | "frame"): Promise<void> | undefined {
    const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
    if (where === "aside" || kind === OPERATION.pointer || kind === OPERATION.shape) return takePointer(kind, view);
    if (kind === OPERATION.begin) return beginFrame(view);
    if (frame === null) throw new Error("Nothing was begun");
    if (kind === OPERATION.tiles) {
      drawTiles(unpack(content.subarray(4), view.getUint32(0, true)), surface, size, paint);
    } else if (kind === OPERATION.move) {
      const [x, y, width, height, toX, toY] = readRect(view, CONTENT_LENGTH.move);
      insist(toX + width <= size.width && toY + height <= size.height);
      paint(width * height);
      surface.copy(x, y, width, height, toX, toY);
    } else if (kind === OPERATION.photo) {
      const [x, y, width, height] = readRect(view, CONTENT_LENGTH.photo);
      const jpeg = content.slice(CONTENT_LENGTH.photo);
      const real = photoSize(jpeg);
      insist(real !== null && real.width <= width && real.height <= height);
      paint(width * height);
      return surface.drawPhoto(jpeg, x, y, width, height);
    } else if (kind === OPERATION.end) {
      insist(view.byteLength === CONTENT_LENGTH.end && view.getUint32(0, true) === frame.id);
      finishFrame(frame);
    } else throw new Error("An unknown operation");
    return undefined;
  }

  function beginFrame(view: DataView): undefined {
    insist(view.byteLength === CONTENT_LENGTH.begin);
    const [width, height] = [view.getUint16(4, true), view.getUint16(6, true)];
    insist(width > 0 && height > 0 && width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_PIXELS);
    const whole = view.getUint8(8) === 1;
    if (whole) {
      inStep = true;
      asked = false;
    }
    insist(inStep);
    if (width !== size.width || height !== size.height) {
      insist(whole);
      size = { width, height };
      surface.resize(width, height);
    }
    frame = { id: view.getUint32(0, true), capturedAt: view.getFloat64(9, true) };
    meter.begin(now());
  }

  /** Throws when one message would paint the picture over and over. */
  function paint(pixels: number): void {
    painted += pixels;
    insist(painted <= MAX_WORK * size.width * size.height);
  }

  /** A rectangle's place and, for a move, where it goes; it has an area and lies within the picture. */
  function readRect(view: DataView, length: number): [number, number, number, number, number, number] {
    const at = (n: number) => (n * 2 < length ? view.getUint16(n * 2, true) : 0);
    const [x, y, width, height] = [at(0), at(1), at(2), at(3)];
    insist(width > 0 && height > 0 && x + width <= size.width && y + height <= size.height);
    return [x, y, width, height, at(4), at(5)];
  }

  function takePointer(kind: number, view: DataView): undefined {
    if (kind === OPERATION.pointer) {
      insist(view.byteLength === CONTENT_LENGTH.pointer);
      const [x, y] = [view.getInt32(0, true), view.getInt32(4, true)];
      parts.onPointer(view.getUint8(8) === 1 ? { x, y } : null);
      return;
    }
    insist(kind === OPERATION.shape);
    const [width, height] = [view.getUint16(0, true), view.getUint16(2, true)];
    const [hotX, hotY] = [view.getUint16(4, true), view.getUint16(6, true)];
    insist(width > 0 && height > 0 && width <= MAX_POINTER_SIDE && height <= MAX_POINTER_SIDE);
    insist(view.getUint32(8, true) === width * height * 4);
    const packed = new Uint8Array(view.buffer, view.byteOffset + CONTENT_LENGTH.shape, view.byteLength - 12);
    const rgba = new Uint8ClampedArray(unpack(packed, width * height * 4));
    parts.onShape({ width, height, hotX, hotY, rgba });
  }

  function finishFrame(done: { id: number; capturedAt: number }): void {
    lastFrame = done.id;
    frame = null;
    meter.finish(now());
    parts.onFrame(done);
  }

  function acknowledge(begun: number): void {
    if (closed || epoch < 0) return;
    const decodeMs = now() - begun;
    meter.drew(decodeMs);
    answer(writeAnswer({ is: "done", epoch, bytes: bytesDone, frame: lastFrame, decodeMs }));
  }

  /** What is shown can no longer be trusted: asks for all of it, once. */
  function lose(): void {
    inStep = false;
    frame = null;
    rest = new Uint8Array(0);
    if (asked || closed) return;
    asked = true;
    answer(writeAnswer({ is: "whole", epoch: epoch & 0xff }));
  }

  return {
    receive(message) {
      if (closed) return;
      meter.received(message.length, now());
      if (waitingBytes + message.length > MAX_WAITING) {
        waiting = [];
        waitingBytes = 0;
        lose();
        return;
      }
      waiting.push(message);
      waitingBytes += message.length;
      if (!drawing) void drawWaiting();
    },
    stats: () => meter.stats(now()),
    close() {
      closed = true;
      waiting = [];
    },
  };
}

function isAside(message: Uint8Array): boolean {
  return ((message[2] ?? 0) & FLAG.aside) !== 0;
}

function insist(right: boolean): void {
  if (!right) throw new Error("Not what the format says");
}
