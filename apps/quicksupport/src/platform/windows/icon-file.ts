import { decodePng, type PlainPicture } from "../../png.ts";

const SMALLER = [64, 48, 32, 24, 16];
const HEAD = 6;
const ENTRY = 16;
const BITMAP_HEADER = 40;

/** A PNG of at least 128 pixels as an .ico file with the smaller sizes that Windows shows. Throws for what is no such PNG. */
export async function iconFile(png: Uint8Array): Promise<Uint8Array> {
  const picture = await decodePng(png);
  if (picture === undefined || picture.width !== picture.height || picture.width < 64 || picture.width > 256)
    throw new Error("This is no picture for an icon.");
  const images: { side: number; bytes: Uint8Array }[] = [
    { side: picture.width, bytes: png },
    ...SMALLER.map((side) => ({ side, bytes: bitmap(shrink(picture, side)) })),
  ];
  const head = Buffer.alloc(HEAD + ENTRY * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let at = head.length;
  images.forEach(({ side, bytes }, index) => {
    const entry = HEAD + index * ENTRY;
    // 256 is written as 0.
    head.writeUInt8(side & 0xff, entry);
    head.writeUInt8(side & 0xff, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(bytes.length, entry + 8);
    head.writeUInt32LE(at, entry + 12);
    at += bytes.length;
  });
  return Buffer.concat([head, ...images.map(({ bytes }) => bytes)]);
}

/** The picture in fewer pixels, each the mean of those it stands for, weighed by how far they are seen. */
function shrink({ width, rgba }: PlainPicture, side: number): PlainPicture {
  const small = new Uint8Array(side * side * 4);
  const step = width / side;
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      const sums = [0, 0, 0, 0];
      let count = 0;
      for (let fromY = Math.floor(y * step); fromY < Math.ceil((y + 1) * step); fromY += 1)
        for (let fromX = Math.floor(x * step); fromX < Math.ceil((x + 1) * step); fromX += 1, count += 1) {
          const from = (fromY * width + fromX) * 4;
          const alpha = rgba[from + 3] ?? 0;
          for (let channel = 0; channel < 3; channel += 1)
            sums[channel] = (sums[channel] ?? 0) + (rgba[from + channel] ?? 0) * alpha;
          sums[3] = (sums[3] ?? 0) + alpha;
        }
      const [red = 0, green = 0, blue = 0, alpha = 0] = sums;
      const mean = (sum: number): number => (alpha === 0 ? 0 : Math.round(sum / alpha));
      small.set([mean(red), mean(green), mean(blue), Math.round(alpha / count)], (y * side + x) * 4);
    }
  return { width: side, height: side, rgba: small };
}

/** An icon's image as a bitmap: rows from the bottom, then a mask that says nothing, since there is alpha. */
function bitmap({ width, rgba }: PlainPicture): Uint8Array {
  const mask = Math.ceil(width / 32) * 4 * width;
  const bytes = Buffer.alloc(BITMAP_HEADER + rgba.length + mask);
  bytes.writeUInt32LE(BITMAP_HEADER, 0);
  bytes.writeInt32LE(width, 4);
  // Twice the height: the picture and its mask.
  bytes.writeInt32LE(width * 2, 8);
  bytes.writeUInt16LE(1, 12);
  bytes.writeUInt16LE(32, 14);
  for (let y = 0; y < width; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4);
      bytes.set([blue, green, red, alpha], BITMAP_HEADER + ((width - 1 - y) * width + x) * 4);
    }
  return bytes;
}
