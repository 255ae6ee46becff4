import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

/** How much of a recording there is, as its seal says it. */
export type Extent = {
  readonly id: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly durationMs: number;
  readonly pieces: number;
  readonly events: number;
  readonly bytes: number;
};

/** Seals how much there is, so that nothing can be taken off the end [X22]. */
export function sealExtent(key: Buffer, extent: Extent): Buffer {
  const { id, startedAt, endedAt, durationMs, pieces, events, bytes } = extent;
  const sealing = Buffer.from(hkdfSync("sha256", key, "", "beckon recording extent 1", 32));
  const text = [id, startedAt, endedAt ?? "open", durationMs, pieces, events, bytes].join(" ");
  return createHmac("sha256", sealing).update(text).digest();
}

/** Whether a seal fits what there is. */
export function isWhole(key: Buffer, extent: Extent, seal: Uint8Array): boolean {
  const right = sealExtent(key, extent);
  return right.length === seal.length && timingSafeEqual(right, seal);
}
