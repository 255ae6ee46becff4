export type EbmlElement = { id: number; start: number; size: number };

/** A size that says: as far as it goes. */
const UNKNOWN = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];

/** An element's head: where its content starts and how long it is; null when it is not all there. */
export function readElement(bytes: Uint8Array, at: number): EbmlElement | null {
  const idLength = lengthOf(bytes[at]);
  const sizeLength = idLength && lengthOf(bytes[at + idLength]);
  if (!idLength || !sizeLength || at + idLength + sizeLength > bytes.length) return null;
  const first = (bytes[at + idLength] ?? 0) & (0xff >> sizeLength);
  const start = at + idLength + sizeLength;
  return {
    id: readNumber(bytes, at, idLength),
    start,
    size: first * 256 ** (sizeLength - 1) + readNumber(bytes, start - sizeLength + 1, sizeLength - 1),
  };
}

/** How many bytes a number takes whose first byte is this: as many as there are zeros before its first one, and one. */
export function lengthOf(first: number | undefined): number {
  return first ? Math.clz32(first) - 23 : 0;
}

/** A whole number without sign, as elements contain it. */
export function readNumber(bytes: Uint8Array, at: number, length: number): number {
  return bytes.subarray(at, at + length).reduce((number, byte) => number * 256 + byte, 0);
}

/** Writes an element of that content; of unknown length when there is none yet. */
export function writeElement(id: number, content: number[] | null): number[] {
  const own = writeNumber(id).slice(-(Math.floor((31 - Math.clz32(id)) / 8) + 1));
  if (content === null) return [...own, ...UNKNOWN];
  return [...own, 0x01, ...writeNumber(content.length).slice(1), ...content];
}

/** Eight bytes, whatever the number: what is written does not change its length with what it says. */
export function writeNumber(number: number): number[] {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(number));
  return [...bytes];
}
