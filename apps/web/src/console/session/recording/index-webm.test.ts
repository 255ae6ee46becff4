import { expect, it } from "vitest";
import { readElement, readNumber, writeElement, writeNumber } from "./ebml.ts";
import { makeWebmIndex } from "./index-webm.ts";

const CLUSTER = 0x1f43b675;
const INFO = 0x1549a966;
const CUES = 0x1c53bb6b;
const key = (time: number) => [
  ...writeElement(CLUSTER, null),
  ...writeElement(0xe7, writeNumber(time)),
  ...writeElement(0xa3, [0x81, 0, 0, 0x80, 7]),
];
const HEAD = [
  ...writeElement(0x1a45dfa3, [0x42]),
  ...writeElement(0x18538067, null),
  ...writeElement(INFO, [
    ...writeElement(0x2ad7b1, [0x0f, 0x42, 0x40]),
    ...writeElement(0x4489, Array<number>(8).fill(0)),
  ]),
  ...writeElement(0x1654ae6b, [1, 2, 3]),
];
const FILM = [...HEAD, ...key(0), ...writeElement(0xa3, [0x81, 0, 80, 0, 9]), ...key(5061), ...key(70_000)];

async function indexed(pieces: number[][]): Promise<Uint8Array> {
  const index = makeWebmIndex();
  for (const piece of pieces) index.push(Uint8Array.from(piece));
  const whole = index.into(new Blob([Uint8Array.from(pieces.flat())]));
  return new Uint8Array(await whole.arrayBuffer());
}

/** All elements in a stretch that have this id. */
function find(bytes: Uint8Array, from: number, until: number, wanted: number) {
  const found: { start: number; size: number }[] = [];
  for (let at = from; at < until;) {
    const element = readElement(bytes, at);
    if (element === null) break;
    if (element.id === wanted) found.push(element);
    const isOpen = element.id === 0x18538067 || element.id === CLUSTER;
    at = isOpen ? element.start : element.start + element.size;
  }
  return found;
}

it("[R22] a saved file says how long it is, and its index leads to each picture that stands alone", async () => {
  const bytes = await indexed([FILM.slice(0, 50), FILM.slice(50, 200), FILM.slice(200)]);
  const view = new DataView(bytes.buffer);
  const only = (id: number, from: number, until: number) => {
    const [element, ...others] = find(bytes, from, until, id);
    if (element === undefined) throw new Error(`No ${id.toString(16)}.`);
    expect(others).toEqual([]);
    return { ...element, end: element.start + element.size };
  };
  const number = ({ start, size }: { start: number; size: number }) => readNumber(bytes, start, size);

  const info = only(INFO, 0, bytes.length);
  expect(view.getFloat64(only(0x4489, info.start, info.end).start)).toBe(70_000);
  expect(number(only(0x2ad7b1, info.start, info.end))).toBe(1_000_000);
  const segment = only(0x18538067, 0, bytes.length).start;
  const cues = only(CUES, 0, bytes.length);
  const led = find(bytes, cues.start, cues.end, 0xbb).map((point) => {
    const end = point.start + point.size;
    const positions = only(0xb7, point.start, end);
    const at = segment + number(only(0xf1, positions.start, positions.end));
    const cluster = readElement(bytes, at);
    expect(cluster?.id).toBe(CLUSTER);
    return {
      says: number(only(0xb3, point.start, end)),
      is: number(only(0xe7, cluster?.start ?? 0, (cluster?.start ?? 0) + 17)),
    };
  });
  expect(led).toEqual([0, 5061, 70_000].map((time) => ({ says: time, is: time })));
  // Nothing of the film is another.
  expect(bytes.slice(cues.end)).toEqual(Uint8Array.from(FILM.slice(HEAD.length)));
});

it("[R22] what has no picture in it is saved as it is", async () => {
  expect([...(await indexed([HEAD]))]).toEqual(HEAD);
});
