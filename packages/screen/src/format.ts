/**
 * The screen stream's bytes, little-endian; docs/screen-format.md describes them. A message is a header of four bytes
 * and a piece of a frame's operations; an operation is its kind, its length and its content.
 */
export const FORMAT_VERSION = 1;
/** No message is longer, in bytes. */
export const MAX_MESSAGE = 64 * 1024;
export const MESSAGE_HEADER = 4;
/** An operation's kind (1 byte) and length (4 bytes). */
export const OPERATION_HEADER = 5;
/** No operation's content is longer, in bytes. */
export const MAX_OPERATION = 8 * 1024 * 1024;
/** No tiles or pointer shapes unpack to more, in bytes: one zstd window, so that its size stands in its header. */
export const MAX_UNPACKED = 512 * 1024;
/** No picture is wider or higher, in pixels … */
export const MAX_SIDE = 16_384;
/** … or larger. */
export const MAX_PIXELS = 64 * 1024 * 1024;
export const MAX_POINTER_SIDE = 256;
/** No message paints more than so many pictures' pixels. */
export const MAX_WORK = 16;

/** Bits of a message's third byte. */
export const FLAG = { begins: 1, aside: 2 } as const;

export const OPERATION = { begin: 1, tiles: 2, move: 3, photo: 4, end: 5, pointer: 6, shape: 7 } as const;
export const CONTENT_LENGTH = { begin: 17, move: 12, photo: 8, end: 4, pointer: 9, shape: 12 } as const;

/** How a rectangle inside tiles is coded. */
export const CODING = { fill: 0, palette: 1, raw: 2 } as const;
/** Place, size and coding of one rectangle inside tiles. */
export const RECT_LENGTH = 9;

const ANSWER = { done: 1, whole: 2 } as const;
const ANSWER_LENGTH = 14;

/** What a decoder answers. `bytes` counts whole messages since the epoch began, modulo 2³². */
export type Answer =
  | { is: "done"; epoch: number; bytes: number; frame: number; decodeMs: number }
  | { is: "whole"; epoch: number };

/** An answer as bytes. */
export function writeAnswer(answer: Answer): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(answer.is === "done" ? ANSWER_LENGTH : 3);
  const view = new DataView(bytes.buffer);
  bytes[0] = FORMAT_VERSION;
  bytes[1] = ANSWER[answer.is];
  bytes[2] = answer.epoch;
  if (answer.is === "done") {
    view.setUint32(4, answer.bytes, true);
    view.setUint32(8, answer.frame, true);
    view.setUint16(12, Math.min(0xffff, Math.round(answer.decodeMs)), true);
  }
  return bytes;
}

/** The answer these bytes are; null when they are none. */
export function readAnswer(bytes: Uint8Array): Answer | null {
  const [version, kind, epoch] = bytes;
  if (version !== FORMAT_VERSION || epoch === undefined) return null;
  if (kind === ANSWER.whole && bytes.length === 3) return { is: "whole", epoch };
  if (kind !== ANSWER.done || bytes.length !== ANSWER_LENGTH) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    is: "done",
    epoch,
    bytes: view.getUint32(4, true),
    frame: view.getUint32(8, true),
    decodeMs: view.getUint16(12, true),
  };
}
