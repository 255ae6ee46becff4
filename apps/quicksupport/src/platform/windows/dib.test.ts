import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { PlainPicture } from "../../png.ts";
import { readText, writeText } from "./clipboard.ts";
import { readDib, writeDib, writeDibV5 } from "./dib.ts";

const pictures = fc
  .record({ width: fc.integer({ min: 1, max: 20 }), height: fc.integer({ min: 1, max: 20 }) })
  .chain(({ width, height }) =>
    fc
      .uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })
      .map((rgba): PlainPicture => ({ width, height, rgba })),
  );

it("[R14] a picture comes back from Windows' clipboard as it was; without alpha it stands on white", async () => {
  await fc.assert(
    fc.asyncProperty(pictures, async (picture) => {
      const seen = picture.rgba.some((value, index) => index % 4 === 3 && value !== 0);
      if (seen) expect(await readDib(await writeDibV5(picture))).toEqual(picture);
      const flat = await readDib(await writeDib(picture));
      picture.rgba.forEach((value, index) => {
        const alpha = (picture.rgba[index | 3] ?? 0) / 255;
        const wanted = index % 4 === 3 ? 255 : value * alpha + 255 * (1 - alpha);
        expect(Math.abs((flat?.rgba[index] ?? -9) - wanted)).toBeLessThanOrEqual(1);
      });
    }),
  );
});

/** A DIB with rows as they are given, from the bottom. */
function dib(about: { width: number; height: number; bits: number; packing?: number }, behind: number[]): Buffer {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(about.width, 4);
  header.writeInt32LE(about.height, 8);
  header.writeUInt16LE(about.bits, 14);
  header.writeUInt32LE(about.packing ?? 0, 16);
  return Buffer.concat([header, Buffer.from(behind)]);
}

it("[R14] pictures of older programs are read: palettes, 16 and 24 bits, rows from the top", async () => {
  const twoColours = [0, 0, 255, 0, 0, 255, 0, 0];
  expect(
    (await readDib(dib({ width: 2, height: 2, bits: 1 }, [...twoColours, 0x40, 0, 0, 0, 0x80, 0, 0, 0])))?.rgba,
  ).toEqual(Uint8Array.of(0, 255, 0, 255, 255, 0, 0, 255, 255, 0, 0, 255, 0, 255, 0, 255));
  expect((await readDib(dib({ width: 1, height: -2, bits: 24 }, [1, 2, 3, 0, 4, 5, 6, 0])))?.rgba).toEqual(
    Uint8Array.of(3, 2, 1, 255, 6, 5, 4, 255),
  );
  expect((await readDib(dib({ width: 1, height: 1, bits: 16 }, [0x00, 0x7c, 0, 0])))?.rgba).toEqual(
    Uint8Array.of(255, 0, 0, 255),
  );
  const masks = [0, 0xf8, 0, 0, 0xe0, 0x07, 0, 0, 0x1f, 0, 0, 0];
  expect(
    (await readDib(dib({ width: 1, height: 1, bits: 16, packing: 3 }, [...masks, 0xe0, 0x07, 0, 0])))?.rgba,
  ).toEqual(Uint8Array.of(0, 255, 0, 255));
});

it("[R14] what is no whole bitmap is none, whatever its header says", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 200 }),
      fc.integer({ min: -9, max: 9 }),
      fc.integer(),
      async (bytes, width, height) => {
        const made = dib({ width, height, bits: [1, 4, 8, 16, 24, 32][Math.abs(height) % 6] ?? 1 }, [...bytes]);
        const read = await readDib(made);
        if (read !== undefined) expect(read.rgba.length).toBe(read.width * read.height * 4);
        await readDib(bytes);
      },
    ),
  );
});

it("[R14] text has Windows' ends of lines there, and ours here", () => {
  expect(writeText("a\nb\r\n🙂").toString("utf16le")).toBe("a\r\nb\r\n🙂\0");
  expect(readText(Buffer.concat([writeText("ñ\n漢"), Buffer.from([7, 7, 7])]))).toBe("ñ\n漢");
});
