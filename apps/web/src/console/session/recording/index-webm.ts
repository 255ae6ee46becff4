import { makeWebmCutter } from "./cut-webm.ts";
import { readElement, writeElement, writeNumber } from "./ebml.ts";

const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const DURATION = 0x4489;
const CUES = 0x1c53bb6b;
const CUE_POINT = 0xbb;
const CUE_TIME = 0xb3;
const CUE_POSITIONS = 0xb7;
const CUE_TRACK = 0xf7;
const CUE_CLUSTER = 0xf1;
/** Browsers number the only track so. */
const TRACK = [1];

type Place = { at: number; position: number };

/**
 * Gives a WebM file what a recorder cannot know while it writes: how long it is, and where a player can begin. `push` takes
 * all of the file, piece by piece; `into` gives that file back with both, copying nothing but its head.
 */
export function makeWebmIndex(): { push(bytes: Uint8Array): void; into(file: Blob): Blob } {
  const cutter = makeWebmCutter();
  const head: number[] = [];
  const places: Place[] = [];
  let read = 0;
  let duration = 0;
  return {
    push(bytes) {
      for (const { at, until, bytes: part } of cutter.push(bytes)) {
        if (at !== null) places.push({ at, position: read });
        if (places.length === 0) head.push(...part);
        read += part.length;
        duration = until;
      }
    },
    into(file) {
      if (places.length === 0) return file;
      return new Blob([headWith(Uint8Array.from(head), places, duration), file.slice(head.length)]);
    },
  };
}

function headWith(head: Uint8Array, places: readonly Place[], duration: number): Uint8Array<ArrayBuffer> {
  const before: number[] = [];
  const inside: number[] = [];
  for (let at = 0, element = readElement(head, at); element !== null; element = readElement(head, at)) {
    const { id, start, size } = element;
    const end = id === SEGMENT ? start : start + size;
    if (id === EBML) before.push(...head.subarray(at, end));
    else if (id === INFO) inside.push(...infoWith(head.subarray(start, end), duration));
    else if (id !== SEGMENT) inside.push(...head.subarray(at, end));
    at = end;
  }
  // Positions count from the segment's start, in numbers of one length: the index has its size before it is known what it says.
  const length = inside.length + cues(places, 0).length;
  return Uint8Array.from([...before, ...writeElement(SEGMENT, null), ...inside, ...cues(places, length - head.length)]);
}

function infoWith(info: Uint8Array, duration: number): number[] {
  const kept: number[] = [];
  for (let at = 0, element = readElement(info, at); element !== null; element = readElement(info, at)) {
    const end = element.start + element.size;
    if (element.id !== DURATION) kept.push(...info.subarray(at, end));
    at = end;
  }
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, duration);
  return writeElement(INFO, [...kept, ...writeElement(DURATION, [...bytes])]);
}

function cues(places: readonly Place[], moved: number): number[] {
  const points = places.flatMap(({ at, position }) => {
    const positions = [
      ...writeElement(CUE_TRACK, TRACK),
      ...writeElement(CUE_CLUSTER, writeNumber(Math.max(0, position + moved))),
    ];
    return writeElement(CUE_POINT, [
      ...writeElement(CUE_TIME, writeNumber(at)),
      ...writeElement(CUE_POSITIONS, positions),
    ]);
  });
  return writeElement(CUES, points);
}
