import { decompress } from "fzstd";
import { MAX_UNPACKED } from "./format.ts";

const MAGIC = 0xfd2fb528;
const SINGLE_SEGMENT = 0x20;

/**
 * What was packed by zstd, exactly `length` bytes; throws on anything else. Only frames that say their size are taken,
 * so that no bytes make it reserve more than `MAX_UNPACKED`.
 */
export function unpack(packed: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  if (length > MAX_UNPACKED || packed.length < 9) throw new Error("Packed pixels of an impossible size");
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const descriptor = view.getUint8(4);
  // No window of its own, no checksum, no dictionary: the content's size is all that is reserved.
  if (view.getUint32(0, true) !== MAGIC || (descriptor & 0x3f) !== SINGLE_SEGMENT) throw new Error("Not packed pixels");
  if (contentSize(view, descriptor >> 6) !== length) throw new Error("Packed pixels of another size");
  checkBlocks(view, 5 + ([1, 2, 4, 8][descriptor >> 6] ?? 8), length);
  // Given memory of ours, fzstd would compare it with a number, which writes all of it out as text.
  const unpacked = decompress(packed);
  if (unpacked.length !== length) throw new Error("Packed pixels of another size");
  return new Uint8Array(unpacked.buffer as ArrayBuffer, unpacked.byteOffset, length);
}

function contentSize(view: DataView, width: number): number {
  if (width === 0) return view.getUint8(5);
  if (width === 1) return view.getUint16(5, true) + 256;
  return width === 2 ? view.getUint32(5, true) : Number(view.getBigUint64(5, true));
}

/** Throws unless this is one frame whose blocks cannot unpack to much more than `length`. */
function checkBlocks(view: DataView, start: number, length: number): void {
  let at = start;
  let plain = 0;
  for (let blocks = 0; blocks <= length / 1024 + 8; blocks++) {
    const head = view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
    const kind = (head >> 1) & 3;
    const size = head >> 3;
    if (kind !== 2) plain += size;
    if (plain > length || size > MAX_UNPACKED) break;
    at += 3 + (kind === 1 ? 1 : size);
    if ((head & 1) === 1) {
      if (at !== view.byteLength) break;
      return;
    }
  }
  throw new Error("Packed pixels that do not end");
}
