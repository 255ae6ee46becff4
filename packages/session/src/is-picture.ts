const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** The first chunk: its length (13) and its name. */
const HEADER = [0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
/** As many pixels as the largest desktop that can be shown: what is drawn takes four bytes for each. */
const MOST_PIXELS = 64 * 1_048_576;

/** Whether bytes begin as a PNG of a size that can be drawn: a few bytes can ask for gigabytes of whoever pastes them. */
export function isPicture(bytes: Uint8Array): boolean {
  if (bytes.length < 33 || ![...SIGNATURE, ...HEADER].every((byte, at) => bytes[at] === byte)) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  return width > 0 && height > 0 && width * height <= MOST_PIXELS;
}
