import { crc32, deflate, inflate } from "node:zlib";
import { promisify } from "node:util";
import { openPauses } from "./pauses.ts";

/** A picture as red, green, blue and alpha (not premultiplied) for each pixel, row by row from the top. */
export type PlainPicture = { readonly width: number; readonly height: number; readonly rgba: Uint8Array };

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** A screen of 4K: what is larger is read by nobody here. */
const MOST_PIXELS = 9_000_000;
/** Values a pixel has, by the kind of colour. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const pack = promisify(deflate);
const unpack = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflate);

/** A PNG of a picture. */
export async function encodePng({ width, height, rgba }: PlainPicture): Promise<Uint8Array> {
  const rows = Buffer.alloc(height * (width * 4 + 1));
  for (let y = 0; y < height; y += 1)
    rows.set(rgba.subarray(y * width * 4, (y + 1) * width * 4), y * (width * 4 + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("IDAT", await pack(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, bytes: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), bytes]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(bytes.length, 0);
  around.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}

/** The picture in a PNG; undefined where it is none, is broken, or comes in passes (interlaced). */
export async function decodePng(bytes: Uint8Array): Promise<PlainPicture | undefined> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!file.subarray(0, 8).equals(SIGNATURE)) return undefined;
  const data: Buffer[] = [];
  let header: Buffer | undefined;
  let palette: Buffer = Buffer.alloc(0);
  let clear: Buffer = Buffer.alloc(0);
  for (let at = 8; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at);
    if (at + 12 + length > file.length) return undefined;
    const name = file.toString("latin1", at + 4, at + 8);
    const body = file.subarray(at + 8, at + 8 + length);
    if (name === "IHDR") header = body;
    else if (name === "PLTE") palette = body;
    else if (name === "tRNS") clear = body;
    else if (name === "IDAT") data.push(body);
    at += length + 12;
  }
  if (header === undefined || header.length < 13) return undefined;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth = 0, kind = 0, , , interlaced = 0] = header.subarray(8);
  const channels = CHANNELS[kind];
  if (channels === undefined || interlaced !== 0 || width === 0 || height === 0) return undefined;
  if (![1, 2, 4, 8, 16].includes(depth) || width * height > MOST_PIXELS) return undefined;
  const stride = Math.ceil((width * channels * depth) / 8);
  const maxOutputLength = height * (stride + 1) + 1;
  const rows = await unpack(Buffer.concat(data), { maxOutputLength }).catch(() => undefined);
  if (rows === undefined || rows.length < height * (stride + 1)) return undefined;
  const breathe = openPauses();
  await unfilter(rows, height, stride, Math.max(1, (channels * depth) >> 3), breathe);

  const rgba = new Uint8Array(width * height * 4);
  if (depth === 8 && kind === 6) {
    for (let y = 0; y < height; y += 1)
      rgba.set(rows.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)), y * stride);
    return { width, height, rgba };
  }
  const most = 2 ** depth - 1;
  const value = (row: number, index: number): number => {
    const from = row * (stride + 1) + 1;
    if (depth === 8) return rows[from + index] ?? 0;
    if (depth === 16) return rows.readUInt16BE(from + index * 2);
    const bit = index * depth;
    return ((rows[from + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & most;
  };
  const even = (one: number): number => (depth === 8 ? one : Math.round((one * 255) / most));
  const isClear = (...values: number[]): boolean =>
    clear.length >= values.length * 2 && values.every((one, index) => clear.readUInt16BE(index * 2) === one);
  for (let y = 0, at = 0; y < height; y += 1) {
    await breathe();
    for (let x = 0; x < width; x += 1, at += 4) {
      const [one = 0, two = 0, three = 0, four = 0] = Array.from({ length: channels }, (_, part) =>
        value(y, x * channels + part),
      );
      if (kind === 3)
        rgba.set([palette[one * 3] ?? 0, palette[one * 3 + 1] ?? 0, palette[one * 3 + 2] ?? 0, clear[one] ?? 255], at);
      else if (kind === 0 || kind === 4)
        rgba.set([even(one), even(one), even(one), kind === 4 ? even(two) : isClear(one) ? 0 : 255], at);
      else
        rgba.set([even(one), even(two), even(three), kind === 6 ? even(four) : isClear(one, two, three) ? 0 : 255], at);
    }
  }
  return { width, height, rgba };
}

/** Takes back, in place, what each row says was subtracted from it. */
async function unfilter(
  rows: Buffer,
  height: number,
  stride: number,
  step: number,
  breathe: () => Promise<void> | undefined,
): Promise<void> {
  const first = Buffer.alloc(stride);
  for (let y = 0; y < height; y += 1) {
    await breathe();
    const from = y * (stride + 1) + 1;
    const row = rows.subarray(from, from + stride);
    const above = y === 0 ? first : rows.subarray(from - stride - 1, from - 1);
    const filter = rows[from - 1];
    if (filter === 1) for (let x = step; x < stride; x += 1) add(row, x, row[x - step] ?? 0);
    else if (filter === 2) for (let x = 0; x < stride; x += 1) add(row, x, above[x] ?? 0);
    else if (filter === 3)
      for (let x = 0; x < stride; x += 1) add(row, x, ((x < step ? 0 : (row[x - step] ?? 0)) + (above[x] ?? 0)) >> 1);
    else if (filter === 4)
      for (let x = 0; x < stride; x += 1) {
        const [left, corner] = x < step ? [0, 0] : [row[x - step] ?? 0, above[x - step] ?? 0];
        add(row, x, nearest(left, above[x] ?? 0, corner));
      }
  }
}

function add(row: Buffer, x: number, value: number): void {
  row[x] = (row[x] ?? 0) + value;
}

function nearest(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const toLeft = Math.abs(guess - left);
  const toUp = Math.abs(guess - up);
  const toCorner = Math.abs(guess - corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
