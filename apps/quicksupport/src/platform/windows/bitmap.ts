import { viewBytes, type Pointer } from "../native-library.ts";
import type { Windows } from "./libraries.ts";

/** A bitmap in memory that GDI draws into: blue, green, red and one more byte for each pixel, row by row from the top. */
export type Picture = {
  readonly dc: Pointer;
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  free(): void;
};

const HEADER_BYTES = 40;

/** A BITMAPINFOHEADER for 32-bit pixels from the top. */
export function describePixels(width: number, height: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(HEADER_BYTES, 0);
  header.writeInt32LE(width, 4);
  header.writeInt32LE(-height, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  return header;
}

/** Makes one; undefined when there is no memory for it. */
export function openPicture(windows: Windows, width: number, height: number): Picture | undefined {
  const dc = windows.CreateCompatibleDC(null) as Pointer | null;
  if (dc === null) return undefined;
  const bits = Buffer.alloc(8);
  const bitmap = windows.CreateDIBSection(dc, describePixels(width, height), 0, bits, null, 0) as Pointer | null;
  if (bitmap === null) {
    windows.DeleteDC(dc);
    return undefined;
  }
  const before = windows.SelectObject(dc, bitmap) as Pointer | null;
  return {
    dc,
    width,
    height,
    pixels: viewBytes(bits.readBigUInt64LE(0), width * height * 4),
    free() {
      windows.SelectObject(dc, before);
      windows.DeleteObject(bitmap);
      windows.DeleteDC(dc);
    },
  };
}

/** A bitmap's size, and its pixels as above; undefined when Windows does not give them. */
export function readBitmap(windows: Windows, bitmap: Pointer): Omit<Picture, "dc" | "free"> | undefined {
  // A BITMAP: type, width, height, …
  const about = Buffer.alloc(32);
  if ((windows.GetObjectW(bitmap, about.length, about) as number) === 0) return undefined;
  const [width, height] = [about.readInt32LE(4), Math.abs(about.readInt32LE(8))];
  if (width <= 0 || height <= 0) return undefined;
  const pixels = Buffer.alloc(width * height * 4);
  const screen = windows.GetDC(null) as Pointer | null;
  const rows = windows.GetDIBits(screen, bitmap, 0, height, pixels, describePixels(width, height), 0) as number;
  windows.ReleaseDC(null, screen);
  return rows === height ? { width, height, pixels } : undefined;
}
