import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
