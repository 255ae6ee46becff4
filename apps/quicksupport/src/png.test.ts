import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { decodePng, encodePng, type PlainPicture } from "./png.ts";

it("[R14] a picture comes back from its PNG as it was", async () => {
  const pictures = fc
    .record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 40 }) })
    .chain(({ width, height }) =>
      fc
        .uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })
        .map((rgba): PlainPicture => ({ width, height, rgba })),
    );
  await fc.assert(
    fc.asyncProperty(pictures, async (picture) => {
      expect(await decodePng(await encodePng(picture))).toEqual(picture);
    }),
  );
});

it("[R14] PNGs of all kinds that other programs write are read as they show them", async () => {
  const folder = mkdtempSync(join(tmpdir(), "beckon-png-"));
  const convert = (...words: string[]): void => expect(spawnSync("convert", words).status).toBe(0);
  const source = join(folder, "source.png");
  convert("-size", "37x23", "plasma:red-blue", "-depth", "8", source);
  const kinds: Record<string, string[]> = {
    gray1: ["-monochrome", "PNG:"],
    gray4: ["-colorspace", "Gray", "-depth", "4", "PNG:"],
    gray16: ["-colorspace", "Gray", "-depth", "16", "PNG:"],
    palette2: ["+dither", "-colors", "4", "PNG8:"],
    palette8: ["-colors", "200", "PNG8:"],
    rgb8: ["PNG24:"],
    rgb16: ["-depth", "16", "PNG48:"],
    rgba8: ["-alpha", "set", "-channel", "A", "-evaluate", "set", "60%", "+channel", "PNG32:"],
    grayAlpha: ["-colorspace", "Gray", "-alpha", "set", "-channel", "A", "-evaluate", "set", "30%", "+channel", "PNG:"],
  };
  for (const [kind, [...words]] of Object.entries(kinds)) {
    const path = join(folder, `${kind}.png`);
    convert(source, ...words.slice(0, -1), `${words.at(-1)}${path}`);
    convert(path, "-depth", "8", `RGBA:${path}.rgba`);
    const read = await decodePng(readFileSync(path));
    const shown = readFileSync(`${path}.rgba`);
    // 16 bits are rounded to 8 in more than one way.
    const off = Math.max(...shown.map((value, index) => Math.abs(value - (read?.rgba[index] ?? -999))));
    expect([kind, read?.rgba.length, off <= (kind.endsWith("16") ? 1 : 0)]).toEqual([kind, shown.length, true]);
  }
  rmSync(folder, { recursive: true });
});

it("[R14] what is no whole PNG is none", async () => {
  const whole = await encodePng({ width: 3, height: 2, rgba: new Uint8Array(24).fill(9) });
  for (let length = 0; length < whole.length - 12; length += 1)
    expect(await decodePng(whole.subarray(0, length))).toBeUndefined();
  expect(await decodePng(Buffer.from("GIF89a"))).toBeUndefined();
});

it("[X18] a kilobyte that unpacks to millions of pixels does not hold Stop up, and larger ones are not unpacked", async () => {
  const pngOf = (side: number): Buffer => {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(side, 0);
    header.writeUInt32BE(side, 4);
    header.set([1, 3], 8);
    const rows = Buffer.alloc(side * (Math.ceil(side / 8) + 1), 1);
    const part = (name: string, body: Buffer): Buffer[] => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(body.length);
      return [length, Buffer.from(name), body, Buffer.alloc(4)];
    };
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    return Buffer.concat([
      signature,
      ...part("IHDR", header),
      ...part("PLTE", Buffer.alloc(6, 7)),
      ...part("IDAT", deflateSync(rows)),
      ...part("IEND", Buffer.alloc(0)),
    ]);
  };
  const small = pngOf(2_000);
  expect(small.length).toBeLessThan(1_500);
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const picture = await decodePng(small);
  clearInterval(timer);
  expect([picture?.width, picture?.rgba[0]]).toEqual([2_000, 7]);
  // Other programs share this processor.
  expect(longest).toBeLessThan(300);
  expect(await decodePng(pngOf(8_000))).toBeUndefined();
});
