import type { ScreenStats } from "@beckon/screen/surface.ts";

/** From the page to its worker. */
export type ToView = { type: "canvas"; canvas: OffscreenCanvas } | { type: "receive"; message: Uint8Array };

/** From the worker to its page. `image` is a PNG. */
export type FromView =
  | { type: "answer"; message: Uint8Array }
  | { type: "size"; width: number; height: number }
  | { type: "stats"; stats: ScreenStats }
  | { type: "shape"; image: Blob; shape: { width: number; height: number; hotX: number; hotY: number } }
  | { type: "pointer"; at: { x: number; y: number } | null };
