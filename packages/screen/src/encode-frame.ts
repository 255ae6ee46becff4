import { MessageCutter } from "./cut-messages.ts";
import { OPERATION } from "./format.ts";
import type { Move } from "./find-moves.ts";
import { TilePacker } from "./pack-tiles.ts";
import { type PhotoPixels, takePhoto } from "./photo-pixels.ts";
import type { Estimates } from "./photo-levels.ts";
import type { FramePlan } from "./plan-frame.ts";
import type { Pixels } from "./pixels.ts";

export type FrameParts = {
  id: number;
  epoch: number;
  /** The decoder starts anew with this frame. */
  whole: boolean;
  /** Milliseconds since 1970. */
  capturedAt: number;
  compress(bytes: Uint8Array<ArrayBuffer>): Uint8Array;
  encodePhoto(photo: PhotoPixels, quality: number): Promise<Uint8Array>;
  estimates: Estimates;
  send(message: Uint8Array<ArrayBuffer>): void;
  /** Whether the frame still belongs to the connection; what is not sent by then is not sent. */
  wanted(): boolean;
};

/**
 * Sends a planned frame. What is exact leaves before this returns, so that `pixels` may change; the promise is there only
 * when photos follow. It resolves to those that could not be coded.
 */
export function encodeFrame(
  pixels: Pixels,
  plan: FramePlan,
  parts: FrameParts,
): Promise<FramePlan["photos"]> | undefined {
  const { id, compress, estimates } = parts;
  const cutter = new MessageCutter(parts.epoch, parts.send);
  cutter.operation(OPERATION.begin, (writer) => {
    writer.u32(id);
    writer.u16(pixels.width);
    writer.u16(pixels.height);
    writer.u8(parts.whole ? 1 : 0);
    writer.f64(parts.capturedAt);
  });
  for (const move of plan.moves) writeMove(cutter, move);
  for (const manyColours of [false, true]) {
    const rects = plan.exact.filter((one) => one.manyColours === manyColours).map((one) => one.rect);
    let bytes = 0;
    const packer = new TilePacker((body) => {
      const packed = compress(body);
      bytes += packed.length;
      cutter.operation(OPERATION.tiles, (writer) => {
        writer.u32(body.length);
        writer.put(packed);
      });
    });
    for (const rect of rects) packer.add(pixels, rect, manyColours);
    packer.flush();
    estimates.learnExact(
      rects.reduce((sum, { width, height }) => sum + width * height, 0),
      manyColours,
      bytes,
    );
  }
  if (plan.photos.length === 0 || plan.level === null) {
    endFrame(cutter, id);
    return undefined;
  }
  cutter.flush();
  return sendPhotos(cutter, pixels, plan, parts);
}

function sendPhotos(
  cutter: MessageCutter,
  pixels: Pixels,
  { photos, level }: FramePlan,
  { id, encodePhoto, estimates, wanted }: FrameParts,
): Promise<FramePlan["photos"]> {
  if (level === null) return Promise.resolve([]);
  // All are copied now: the capture's memory holds until the next grab only.
  const coded = photos.map(async (rect) => {
    const jpeg = await encodePhoto(takePhoto(pixels, rect, level.scale), level.quality).catch(() => null);
    if (jpeg !== null) estimates.learnPhoto(rect.width * rect.height, level, jpeg.length);
    return { rect, jpeg };
  });
  return Promise.all(coded).then((done) => {
    if (!wanted()) return [];
    for (const { rect, jpeg } of done) {
      if (jpeg === null) continue;
      cutter.operation(OPERATION.photo, (writer) => {
        for (const value of [rect.x, rect.y, rect.width, rect.height]) writer.u16(value);
        writer.put(jpeg);
      });
    }
    endFrame(cutter, id);
    return done.filter((one) => one.jpeg === null).map((one) => one.rect);
  });
}

function endFrame(cutter: MessageCutter, id: number): void {
  cutter.operation(OPERATION.end, (writer) => writer.u32(id));
  cutter.flush();
}

function writeMove(cutter: MessageCutter, { from, toX, toY }: Move): void {
  cutter.operation(OPERATION.move, (writer) => {
    for (const value of [from.x, from.y, from.width, from.height, toX, toY]) writer.u16(value);
  });
}
