import sharp from "sharp";

/** The longest side of a picture as it is shown, in pixels. */
const LONGEST_SIDE = 1600;
/** More than any screen has; a small file that claims to be larger is not unpacked. */
const MOST_PIXELS = 64_000_000;
const MOST_SECONDS = 15;

/** What the first bytes say a file is; everything else is never handed to the picture's decoders, vector pictures least of all. */
const KINDS: readonly ((bytes: Uint8Array) => boolean)[] = [
  (bytes) => starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  (bytes) => starts(bytes, [0xff, 0xd8, 0xff]),
  (bytes) => starts(bytes, [0x47, 0x49, 0x46, 0x38]),
  (bytes) => starts(bytes, [0x52, 0x49, 0x46, 0x46]) && starts(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50]),
];

/** Only one picture at a time is unpacked here: each may take much memory. */
let line: Promise<unknown> = Promise.resolve();

/**
 * Makes a picture anew from its pixels, as WebP without anything else that was in the file; undefined for what is no
 * picture (PNG, JPEG, GIF or WebP), or none that can be read.
 */
export function makePicture(bytes: Uint8Array): Promise<Buffer | undefined> {
  if (!KINDS.some((is) => is(bytes))) return Promise.resolve(undefined);
  const made = line.then(() =>
    sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error", pages: 1 })
      .timeout({ seconds: MOST_SECONDS })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 80, effort: 2 })
      .toBuffer()
      // Damaged, or made to be unreadable: it can still be downloaded.
      .catch(() => undefined),
  );
  line = made;
  return made;
}

function starts(bytes: Uint8Array, first: readonly number[]): boolean {
  return first.every((byte, index) => bytes[index] === byte);
}
