import type { PointerShape } from "@beckon/screen/capture.ts";
import { viewBytes } from "../native-library.ts";
import type { ObjectiveC } from "./objective-c.ts";

const LOOK_EVERY_MS = 200;
const ALPHA_FIRST = 1;
const NOT_PREMULTIPLIED = 2;

/** What the pointer looks like; the same object until it looks different, null when nobody can say. */
export function openPointerShape(objc: ObjectiveC): { read(): PointerShape | null } {
  let shape: PointerShape | null = null;
  let lookedAt = -Infinity;
  return {
    read() {
      if (performance.now() - lookedAt < LOOK_EVERY_MS) return shape;
      lookedAt = performance.now();
      const now = objc.pool(() => readShape(objc));
      const same =
        now !== null &&
        shape !== null &&
        now.hotX === shape.hotX &&
        now.hotY === shape.hotY &&
        Buffer.compare(now.pixels, shape.pixels) === 0;
      if (!same) shape = now;
      return shape;
    },
  };
}

function readShape(objc: ObjectiveC): PointerShape | null {
  const cursor = objc.send(objc.classOf("NSCursor"), "currentSystemCursor");
  const image = cursor && objc.send(cursor, "image");
  const data = image && objc.send(image, "TIFFRepresentation");
  const picture = data && objc.send(objc.classOf("NSBitmapImageRep"), "imageRepWithData:", data);
  const bytes = picture && objc.send(picture, "bitmapData");
  if (!cursor || !image || !picture || !bytes) return null;
  const number = (selector: string): number => Number(objc.ask("int64_t", picture, selector));
  const format = number("bitmapFormat");
  if (number("bitsPerPixel") !== 32 || number("samplesPerPixel") !== 4 || (format & ALPHA_FIRST) !== 0) return null;
  const [width, height, stride] = [number("pixelsWide"), number("pixelsHigh"), number("bytesPerRow")];
  const points = objc.ask("CGSize", image, "size") as { width: number };
  const hot = objc.ask("CGPoint", cursor, "hotSpot") as { x: number; y: number };
  const scale = points.width > 0 ? width / points.width : 1;
  const pixels = takePixels(
    viewBytes(bytes, stride * height),
    { width, height, stride },
    (format & NOT_PREMULTIPLIED) === 0,
  );
  return { width, height, hotX: Math.round(hot.x * scale), hotY: Math.round(hot.y * scale), pixels };
}

/** Rows of red, green, blue, alpha without what lies between them; colours as they are without their alpha. */
export function takePixels(
  rows: Uint8Array,
  { width, height, stride }: { width: number; height: number; stride: number },
  premultiplied: boolean,
): Uint8Array {
  const pixels = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) pixels.set(rows.subarray(y * stride, y * stride + width * 4), y * width * 4);
  if (!premultiplied) return pixels;
  for (let at = 0; at < pixels.length; at += 4) {
    const alpha = pixels[at + 3] ?? 0;
    if (alpha === 0 || alpha === 255) continue;
    for (let channel = at; channel < at + 3; channel += 1)
      pixels[channel] = Math.min(255, Math.round(((pixels[channel] ?? 0) * 255) / alpha));
  }
  return pixels;
}
