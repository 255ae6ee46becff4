import { expect, it } from "vitest";
import { makeWebmCutter, type WebmPart } from "./cut-webm.ts";

const HEAD = [0x1a, 0x45, 0xdf, 0xa3, 0x81, 0x42];
const SEGMENT = [0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
const TRACKS = [0x16, 0x54, 0xae, 0x6b, 0x83, 1, 2, 3];
const CLUSTER = [0x1f, 0x43, 0xb6, 0x75, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
/** A cluster of unknown length, as browsers write them while they record. */
const cluster = (time: number) => [...CLUSTER, 0xe7, 0x82, time >> 8, time & 255];
const block = (time: number, isKey: boolean) => [
  0xa3,
  0x40,
  0x06,
  0x81,
  (time >> 8) & 255,
  time & 255,
  isKey ? 0x80 : 0,
  9,
  9,
];
const START = [...HEAD, ...SEGMENT, ...TRACKS];
const FILM = [
  START,
  [...cluster(0), ...block(0, true), ...block(80, false)],
  [...cluster(500), ...block(0, false), ...block(40, true)], // begins with no key frame: goes on with the one before
  [...cluster(1000), ...block(-3, true), ...block(80, false)],
];

function cut(pieces: number[][]): WebmPart[] {
  const cutter = makeWebmCutter();
  return pieces.flatMap((piece) => cutter.push(Uint8Array.from(piece)));
}

it("[R22] a stream is cut where a player can begin, and says when that is", () => {
  const parts = cut([FILM.flat()]);
  expect(parts.map(({ at, until }) => [at, until])).toEqual([
    [null, 0],
    [0, 540],
    [997, 1080],
  ]);
  expect(parts.map(({ bytes }) => [...bytes])).toEqual([FILM[0], [...(FILM[1] ?? []), ...(FILM[2] ?? [])], FILM[3]]);
});

it("[R22] however a stream comes in, nothing of it is lost and it is cut in the same places", () => {
  const film = FILM.flat();
  for (let size = 1; size < film.length; size += 1) {
    const pieces = Array.from({ length: Math.ceil(film.length / size) }, (_, at) =>
      film.slice(at * size, (at + 1) * size),
    );
    const parts = cut(pieces);
    expect(parts.flatMap(({ bytes }) => [...bytes])).toEqual(film);
    expect(parts.flatMap(({ at }) => at ?? [])).toEqual([0, 997]);
    const firsts = parts.filter(({ at }) => at !== null).map(({ bytes }) => bytes[0]);
    expect(firsts).toEqual([0x1f, 0x1f]);
  }
});
