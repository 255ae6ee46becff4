import * as fc from "fast-check";
import { ByteWriter } from "./bytes.ts";
import { CODING, FORMAT_VERSION, OPERATION } from "./format.ts";
import { compress } from "./test-pair.ts";

/** Pieces of a stream that may or may not be what the format says, as an attacker would write them. */
export type WildMessage = Uint8Array<ArrayBuffer>;

/** Mostly what the format allows, so that much gets far enough to be drawn; now and then something else. */
function mostly<T>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ arbitrary: right, weight: 40 }, { arbitrary: wrong, weight: 1 });
}
const side = mostly(fc.integer({ min: 1, max: 15 }), fc.constantFrom(0, 100, 256, 16_384, 65_535));
const frame = mostly(fc.constant(7), fc.nat(0xffffffff));

function content(fill: (writer: ByteWriter) => void): Uint8Array {
  const writer = new ByteWriter();
  fill(writer);
  return writer.written().slice();
}

const begin = fc.tuple(frame, side, side, fc.nat(2)).map(([id, width, height, whole]) =>
  content((writer) => {
    writer.u32(id);
    writer.u16(width);
    writer.u16(height);
    writer.u8(whole);
    writer.f64(1);
  }),
);
const move = fc.array(side, { minLength: 6, maxLength: 6 }).map((values) =>
  content((writer) => {
    for (const value of values) writer.u16(value);
  }),
);
const rect = fc.tuple(
  side,
  side,
  side,
  side,
  mostly(fc.constantFrom<number>(...Object.values(CODING)), fc.constant(9)),
);
const tiles = fc
  .record({
    colours: mostly(fc.constantFrom(1, 2, 256), fc.constantFrom(257, 65_535)),
    rects: fc.array(rect, { maxLength: 6 }),
    repeat: mostly(fc.constant(1), fc.constant(3000)),
    spare: mostly(fc.constant(0), fc.constant(1)),
    length: mostly(fc.constant("right"), fc.constantFrom("wrong", "huge")),
  })
  .map(({ colours, rects, repeat, spare, length }) => {
    const all = Array.from({ length: repeat }, () => rects).flat();
    const body = content((writer) => {
      writer.u16(colours);
      writer.u16(all.length);
      writer.put(new Uint8Array(Math.min(colours, 300) * 3).fill(77));
      for (const [x, y, width, height, coding] of all) {
        for (const value of [x, y, width, height]) writer.u16(value);
        writer.u8(coding);
      }
      for (const [, , width, height, coding] of all) {
        const bytes = coding === CODING.fill ? 1 : width * height * (coding === CODING.raw ? 3 : 1);
        if (writer.length < 200_000) writer.put(new Uint8Array(Math.min(bytes, 60_000)).fill(1));
      }
      writer.put(new Uint8Array(spare));
    });
    return content((writer) => {
      writer.u32(length === "right" ? body.length : length === "wrong" ? body.length + 1 : 0xffffffff);
      writer.put(compress(body));
    });
  });
const photo = fc.tuple(side, side, side, side, side, side).map(([x, y, width, height, codedWidth, codedHeight]) =>
  content((writer) => {
    for (const value of [x, y, width, height]) writer.u16(value);
    writer.put(Uint8Array.from([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8]));
    for (const value of [codedHeight, codedWidth]) writer.put(Uint8Array.from([value >> 8, value & 0xff]));
    writer.put(new Uint8Array(40));
  }),
);
const end = frame.map((id) => content((writer) => writer.u32(id)));
const shape = fc.tuple(side, side, fc.boolean()).map(([width, height, honest]) =>
  content((writer) => {
    for (const value of [width, height, 0, 0]) writer.u16(value);
    const bytes = Math.min(width * height * 4, 300_000);
    writer.u32(honest ? bytes : 0xffffff);
    writer.put(compress(new Uint8Array(bytes)));
  }),
);
const anything = fc.uint8Array({ maxLength: 40 });
const operation = fc.oneof(
  begin.map((body) => ({ kind: OPERATION.begin as number, body })),
  move.map((body) => ({ kind: OPERATION.move as number, body })),
  tiles.map((body) => ({ kind: OPERATION.tiles as number, body })),
  photo.map((body) => ({ kind: OPERATION.photo as number, body })),
  end.map((body) => ({ kind: OPERATION.end as number, body })),
  shape.map((body) => ({ kind: OPERATION.shape as number, body })),
  fc.record({ kind: fc.nat(9), body: anything }),
);
// A frame that begins as it should, so that most of what follows gets as far as being looked at.
const honestBegin = fc
  .tuple(fc.integer({ min: 1, max: 130 }), fc.integer({ min: 1, max: 130 }))
  .map(([width, height]) => ({
    kind: OPERATION.begin as number,
    body: content((writer) => {
      writer.u32(7);
      writer.u16(width);
      writer.u16(height);
      writer.u8(1);
      writer.f64(1);
    }),
  }));
const lie = mostly(fc.constant(0), fc.constantFrom(-1, 1, 1e7, 2 ** 31));

/** A message with a frame, mostly one that begins well and then says whatever it likes. */
export const wildMessage: fc.Arbitrary<WildMessage> = fc
  .record({
    head: fc.oneof(
      { arbitrary: fc.constant([FORMAT_VERSION, 5, 1, 0]), weight: 6 },
      {
        arbitrary: fc.constantFrom([FORMAT_VERSION, 5, 2, 0], [FORMAT_VERSION, 5, 0, 1], [FORMAT_VERSION, 6, 1, 0]),
        weight: 2,
      },
      { arbitrary: fc.array(fc.nat(255), { maxLength: 4 }), weight: 1 },
    ),
    first: fc.option(honestBegin, { freq: 4 }),
    more: fc.array(fc.tuple(operation, lie), { maxLength: 5 }),
    repeat: fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 500),
    cut: mostly(fc.constant(0), fc.nat(30)),
  })
  .map(({ head, first, more, repeat, cut }) => {
    const bytes = content((writer) => {
      writer.put(Uint8Array.from(head));
      const put = ({ kind, body }: { kind: number; body: Uint8Array }, lies: number): void => {
        writer.u8(kind);
        writer.u32(Math.max(0, body.length + lies));
        writer.put(body);
      };
      if (first !== null) put(first, 0);
      for (let n = 0; n < repeat && writer.length < 60_000; n++) for (const [one, lies] of more) put(one, lies);
    });
    return bytes.slice(0, Math.max(0, bytes.length - cut));
  });
