import { expect, test } from "vitest";
import { photoSize } from "./photo-size.ts";
import { receiveScreen } from "./receive-screen.ts";
import { mix } from "./test-screens.ts";
import { openTestPhotos } from "./test-photos.ts";
import { openMemorySurface } from "./test-surface.ts";

const photos = await openTestPhotos();
const jpegOf = (width: number, height: number) =>
  photos.encode({ rgba: new Uint8Array(width * height * 4).fill(128), width, height }, 60);

/** The same photo, saying that it is larger. */
function inflated(width: number, height: number): Uint8Array {
  const jpeg = jpegOf(32, 24);
  const at = jpeg.findIndex((byte, n) => byte === 0xff && jpeg[n + 1] === 0xc0);
  jpeg.set([height >> 8, height & 0xff, width >> 8, width & 0xff], at + 5);
  return jpeg;
}

/** A frame of 100 × 100 pixels with one photo over 32 × 24 of them; whether it was drawn. */
async function draws(jpeg: Uint8Array): Promise<boolean> {
  let drawn = false;
  const receiver = receiveScreen({
    surface: {
      ...openMemorySurface(photos.decode),
      drawPhoto: () => Promise.resolve(void (drawn = true)),
    },
    answer: () => undefined,
    onPointer: () => undefined,
    onShape: () => undefined,
    onFrame: () => undefined,
    now: () => 0,
  });
  const message = Buffer.alloc(4 + 22 + 5 + 8 + jpeg.length);
  message.set([1, 0, 1, 0, 1, 17, 0, 0, 0, 1, 0, 0, 0, 100, 0, 100, 0, 1]);
  message[26] = 4;
  message.writeUInt32LE(8 + jpeg.length, 27);
  [0, 0, 32, 24].forEach((value, n) => message.writeUInt16LE(value, 31 + n * 2));
  message.set(jpeg, 39);
  receiver.receive(message);
  await new Promise((resolve) => setImmediate(resolve));
  return drawn;
}

test("a photo's size is what its coder was given", () => {
  for (const [width, height] of [
    [24, 24],
    [640, 7],
    [33, 301],
  ] as const)
    expect(photoSize(jpegOf(width, height))).toEqual({ width, height });
});

test("[X8] a customer's photo that asks for gigabytes, or is another kind of picture, is not given to the browser", async () => {
  expect(await draws(jpegOf(32, 24))).toBe(true);
  expect(await draws(jpegOf(16, 12))).toBe(true);
  expect(await draws(inflated(65_500, 65_500))).toBe(false);
  expect(await draws(inflated(33, 24))).toBe(false);
  const png = Buffer.from("89504e470d0a1a0a0000000d49484452000100000001000008060000", "hex");
  for (const other of [png, Buffer.from("<svg onload=x>"), Buffer.from([0xff, 0xd8]), new Uint8Array(0)])
    expect(await draws(other)).toBe(false);
});

test("[X8] whatever the bytes are, reading a photo's size ends", () => {
  for (let seed = 1; seed <= 500; seed += 1) {
    const bytes = Uint8Array.from({ length: mix(seed) % 400 }, (_, n) => mix(seed * 999 + n));
    bytes.set([0xff, 0xd8, 0xff].slice(0, bytes.length));
    const size = photoSize(bytes);
    expect(size === null || (size.width >= 0 && size.width <= 0xffff)).toBe(true);
  }
});
