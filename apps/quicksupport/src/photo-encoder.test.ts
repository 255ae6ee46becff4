import { expect, test } from "vitest";
import { openTestPhotos } from "../../../packages/screen/src/test-photos.ts";
import { openPhotoEncoder } from "./photo-encoder.ts";

function slope(width: number, height: number): Uint8Array<ArrayBuffer> {
  const rgba = new Uint8Array(width * height * 4);
  for (let n = 0; n < width * height; n++) rgba.set([(n % width) * 2, Math.floor(n / width) * 2, 90, 255], n * 4);
  return rgba;
}

test("photos come out as JPEGs of what went in, in order, and the lower the quality the smaller", async () => {
  const encoder = openPhotoEncoder();
  const [fine, coarse] = await Promise.all([
    encoder.encode({ rgba: slope(100, 61), width: 100, height: 61 }, 90),
    encoder.encode({ rgba: slope(100, 61), width: 100, height: 61 }, 20),
  ]);
  expect(coarse.length).toBeLessThan(fine.length);
  const seen = (await openTestPhotos()).decode(fine);
  expect([seen.width, seen.height]).toEqual([100, 61]);
  const given = slope(100, 61);
  const furthest = seen.rgba.reduce((most, value, n) => Math.max(most, Math.abs(value - (given[n] ?? 0))), 0);
  expect(furthest).toBeLessThan(24);
  await encoder.close();
});

test("a photo that is too small is refused, and the next photo is coded", async () => {
  const encoder = openPhotoEncoder();
  await expect(encoder.encode({ rgba: slope(8, 8), width: 8, height: 8 }, 50)).rejects.toThrow("photo");
  const jpeg = await encoder.encode({ rgba: slope(24, 24), width: 24, height: 24 }, 50);
  expect([...jpeg.subarray(0, 2)]).toEqual([0xff, 0xd8]);
  await encoder.close();
  await expect(encoder.encode({ rgba: slope(8, 8), width: 8, height: 8 }, 50)).rejects.toThrow("closed");
});
