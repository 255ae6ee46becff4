import sharp from "sharp";
import { LOGO_BYTES } from "@beckon/protocol/modules.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";

// For the whole server: whatever a file says it is, no other decoder than these ever sees it, as an SVG could name files
// and addresses. GIF is for what customers add to their cases; it is no logo.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadPngBuffer",
    "VipsForeignLoadJpegBuffer",
    "VipsForeignLoadWebpBuffer",
    "VipsForeignLoadNsgifBuffer",
  ],
});

const TAKEN = new Set(["png", "jpeg", "webp"]);
/** 16 million pixels take 64 MB while they are decoded; a small file can claim far more. */
const PIXELS = 16_000_000;
const SMALLEST = 16;
const SIDE = 512;
const SECONDS = 10;

let decoding: Promise<unknown> = Promise.resolve();

/**
 * Decodes a picture and encodes it anew as WebP, at most 512 pixels a side and without anything the picture did not show;
 * one at a time. Refused `notAccepted` for anything but one PNG, JPEG or WebP picture, `malformed` when it cannot be
 * decoded whole, `tooLong` and `tooShort` for its size.
 */
export async function decodeLogo(bytes: Uint8Array): Promise<Outcome<Buffer>> {
  const mine = decoding.then(() => decode(bytes));
  decoding = mine;
  return await mine;
}

async function decode(bytes: Uint8Array): Promise<Outcome<Buffer>> {
  if (bytes.length > LOGO_BYTES) return refusedLogo("tooLong");
  const open = () => sharp(bytes, { failOn: "warning", limitInputPixels: PIXELS, pages: 1 });
  try {
    const { format, width, height, pages = 1 } = await open().metadata();
    if (!TAKEN.has(format) || pages > 1) return refusedLogo("notAccepted");
    if (width * height > PIXELS) return refusedLogo("tooLong");
    if (width < SMALLEST || height < SMALLEST) return refusedLogo("tooShort");
  } catch {
    return refusedLogo("notAccepted");
  }
  try {
    const image = await open()
      .timeout({ seconds: SECONDS })
      .autoOrient()
      .resize({ width: SIDE, height: SIDE, fit: "inside", withoutEnlargement: true })
      .toColourspace("srgb")
      .webp({ quality: 90, alphaQuality: 100 })
      .toBuffer();
    return done(image);
  } catch {
    return refusedLogo("malformed");
  }
}

function refusedLogo(problem: "tooLong" | "tooShort" | "notAccepted" | "malformed") {
  return refused({ reason: "invalid", field: "logo", problem });
}
