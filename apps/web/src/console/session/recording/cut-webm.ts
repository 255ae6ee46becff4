import { lengthOf, readElement, readNumber } from "./ebml.ts";

const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const TIMESTAMP = 0xe7;
const SIMPLE_BLOCK = 0xa3;
const BLOCK_GROUP = 0xa0;
/** Their insides are read as if they stood beside them. */
const ENTERED = new Set([SEGMENT, CLUSTER, BLOCK_GROUP]);
const BLOCK = 0xa1;
const KEY_FRAME = 0x80;

/** A part of a WebM stream. `at`: it begins where a picture stands alone, at this time in milliseconds; null: it goes on with the one before. */
export type WebmPart = { at: number | null; until: number; bytes: Uint8Array<ArrayBuffer> };

/**
 * Cuts a WebM stream, as a MediaRecorder writes it, before each cluster that begins with a key frame: there a player can begin.
 * `push` takes what came and gives back all that is decided; times are the stream's own, whose unit browsers write as 1 ms.
 */
export function makeWebmCutter(): { push(bytes: Uint8Array): WebmPart[] } {
  let held = new Uint8Array(0);
  /** How far `held` has been read, as elements and parts of elements. */
  let read = 0;
  /** Where the cluster begins whose first block is not known yet. */
  let clusterAt: number | null = null;
  let clusterTime = 0;
  let at: number | null = null;
  let until = 0;

  function push(bytes: Uint8Array): WebmPart[] {
    const all = new Uint8Array(held.length + bytes.length);
    all.set(held);
    all.set(bytes, held.length);
    held = all;
    const parts: WebmPart[] = [];
    for (;;) {
      const element = readElement(held, read);
      if (element === null) break;
      const { id, start, size } = element;
      if (id === CLUSTER) clusterAt = read;
      const whole = ENTERED.has(id) ? start : start + size;
      if (whole > held.length) break;
      read = whole;
      if (id === TIMESTAMP) clusterTime = readNumber(held, start, size);
      if (id === SIMPLE_BLOCK || id === BLOCK) {
        const { time, isKey } = readBlock(held, start);
        if (clusterAt !== null && isKey && id === SIMPLE_BLOCK) {
          take(parts, clusterAt);
          at = clusterTime + time;
        }
        clusterAt = null;
        until = Math.max(until, clusterTime + time);
      }
    }
    take(parts, clusterAt ?? read);
    return parts;
  }

  /** Hands out what stands before `end`. */
  function take(parts: WebmPart[], end: number): void {
    if (end === 0) return;
    parts.push({ at, until, bytes: held.slice(0, end) });
    at = null;
    held = held.slice(end);
    read -= end;
    if (clusterAt !== null) clusterAt -= end;
  }

  return { push };
}

function readBlock(bytes: Uint8Array, start: number): { time: number; isKey: boolean } {
  const track = lengthOf(bytes[start]);
  const time = (readNumber(bytes, start + track, 2) << 16) >> 16;
  return { time, isKey: ((bytes[start + track + 2] ?? 0) & KEY_FRAME) !== 0 };
}
