import { openPauses } from "../../pauses.ts";
import type { PlainPicture } from "../../png.ts";

/** Pictures as Windows' clipboard has them: a "device-independent bitmap", header, masks, palette and rows from the bottom. */

const HEADER = { old: 40, v5: 124 } as const;
const BY_MASKS = 3;
const SRGB = 0x73524742;
const PERCEPTUAL = 4;
const MOST_PIXELS = 40_000_000;

/** The newest form, with alpha (CF_DIBV5). */
export async function writeDibV5(picture: PlainPicture): Promise<Buffer> {
  const bytes = await rowsBehind(HEADER.v5, picture, BY_MASKS, true);
  [0xff0000, 0xff00, 0xff, 0xff000000].forEach((mask, index) => bytes.writeUInt32LE(mask, 40 + index * 4));
  bytes.writeUInt32LE(SRGB, 56);
  bytes.writeUInt32LE(PERCEPTUAL, 108);
  return bytes;
}

/** The old form that every program reads (CF_DIB): no alpha, what is clear becomes white. */
export function writeDib(picture: PlainPicture): Promise<Buffer> {
  return rowsBehind(HEADER.old, picture, 0, false);
}

async function rowsBehind(header: number, picture: PlainPicture, packing: number, withAlpha: boolean): Promise<Buffer> {
  const { width, height, rgba } = picture;
  const bytes = Buffer.alloc(header + rgba.length);
  bytes.writeUInt32LE(header, 0);
  bytes.writeInt32LE(width, 4);
  bytes.writeInt32LE(height, 8);
  bytes.writeUInt16LE(1, 12);
  bytes.writeUInt16LE(32, 14);
  bytes.writeUInt32LE(packing, 16);
  bytes.writeUInt32LE(rgba.length, 20);
  const breathe = openPauses();
  for (let y = 0; y < height; y += 1) {
    await breathe();
    const end = (y + 1) * width * 4;
    for (let from = y * width * 4, to = header + (height - 1 - y) * width * 4; from < end; from += 4, to += 4) {
      const alpha = rgba[from + 3] ?? 0;
      const white = withAlpha ? 0 : 255 - alpha;
      const share = withAlpha ? 255 : alpha;
      for (let channel = 0; channel < 3; channel += 1)
        bytes[to + 2 - channel] = Math.round((rgba[from + channel] ?? 0) * (share / 255)) + white;
      bytes[to + 3] = withAlpha ? alpha : 0;
    }
  }
  return bytes;
}

/** Reads either form with 1, 4, 8, 16, 24 or 32 bits a pixel; undefined for what is broken or packed. */
export async function readDib(dib: Uint8Array): Promise<PlainPicture | undefined> {
  const bytes = Buffer.from(dib.buffer, dib.byteOffset, dib.length);
  if (bytes.length < HEADER.old) return undefined;
  const header = bytes.readUInt32LE(0);
  const [width, tall] = [bytes.readInt32LE(4), bytes.readInt32LE(8)];
  const [bits, packing] = [bytes.readUInt16LE(14), bytes.readUInt32LE(16)];
  const height = Math.abs(tall);
  const plain = packing === 0 || (packing === BY_MASKS && (bits === 16 || bits === 32));
  if (header < HEADER.old || header > bytes.length || !plain || ![1, 4, 8, 16, 24, 32].includes(bits)) return undefined;
  if (width <= 0 || height === 0 || width * height > MOST_PIXELS) return undefined;

  // The old header has its masks behind it, newer ones have them within.
  const masksBehind = packing === BY_MASKS && header === HEADER.old ? 12 : 0;
  const colours = bits <= 8 ? bytes.readUInt32LE(32) || 2 ** bits : 0;
  const from = header + masksBehind + colours * 4;
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (from + stride * height > bytes.length) return undefined;
  const masks = masksOf(bytes, { header, bits, packing });
  const alphaMask = packing === BY_MASKS && header >= 56 && bits === 32 ? bytes.readUInt32LE(52) : 0;

  const rgba = new Uint8Array(width * height * 4);
  const breathe = openPauses();
  let anyAlpha = false;
  for (let y = 0; y < height; y += 1) {
    await breathe();
    const row = from + (tall > 0 ? height - 1 - y : y) * stride;
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      if (bits <= 8) {
        const bit = x * bits;
        const index = ((bytes[row + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & (2 ** bits - 1);
        const colour = header + masksBehind + Math.min(index, colours - 1) * 4;
        rgba.set([bytes[colour + 2] ?? 0, bytes[colour + 1] ?? 0, bytes[colour] ?? 0, 255], at);
        continue;
      }
      const value =
        bits === 16
          ? bytes.readUInt16LE(row + x * 2)
          : bits === 24
            ? bytes.readUIntLE(row + x * 3, 3)
            : bytes.readUInt32LE(row + x * 4);
      for (let channel = 0; channel < 3; channel += 1) rgba[at + channel] = part(value, masks[channel] ?? NO_PART);
      const alpha = alphaMask === 0 ? 255 : (value >>> 24) & 255;
      rgba[at + 3] = alpha;
      anyAlpha ||= alpha !== 0;
    }
  }
  // Many programs say that there is alpha and leave it empty.
  if (!anyAlpha) for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255;
  return { width, height, rgba };
}

type Part = { shift: number; most: number };
const NO_PART: Part = { shift: 0, most: 0 };

/** Where red, green and blue stand in a pixel. */
function masksOf(bytes: Buffer, about: { header: number; bits: number; packing: number }): Part[] {
  const usual = about.bits === 16 ? [0x7c00, 0x3e0, 0x1f] : [0xff0000, 0xff00, 0xff];
  const given = [40, 44, 48].map((at) => (at + 4 <= bytes.length ? bytes.readUInt32LE(at) : 0));
  return (about.packing === BY_MASKS ? given : usual).map((mask) => {
    if (mask === 0) return NO_PART;
    const shift = 31 - Math.clz32(mask & -mask);
    return { shift, most: mask >>> shift };
  });
}

function part(value: number, { shift, most }: Part): number {
  if (most === 0) return 0;
  const found = (value >>> shift) & most;
  return most === 255 ? found : Math.round((found * 255) / most);
}
