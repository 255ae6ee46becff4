import type { Monitor, ScreenTrouble } from "@beckon/protocol/peer.ts";

/** What the encoder reads the customer's desktop from; positions are the desktop's pixels from the top left of all monitors. */

export type Rect = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export type ScreenCapture = {
  monitors(): readonly Monitor[];
  /** Calls `changed` after a monitor came, went or changed its size; returns how to stop. */
  watchMonitors(changed: () => void): () => void;
  /** The pixels of `area` as they are now; a word when there is nothing to see just now. */
  grab(area: Rect): Grab | ScreenTrouble;
  /** Where the customer's pointer is and what it looks like; null when unknown. */
  pointer(): Pointer | null;
};

/** A captured area. `pixels` is the capture's own memory and holds until the next grab. */
export type Grab = {
  /** Blue, green, red and one byte that means nothing for each pixel, row by row from the top. */
  readonly pixels: Uint8Array;
  /** Bytes from one row to the next. */
  readonly stride: number;
  readonly width: number;
  readonly height: number;
  /** What may have changed since the last grab of the same area, within it; null: not known, compare everything. */
  readonly changed: readonly Rect[] | null;
};

/** `shape` is the same object until the pointer looks different. */
export type Pointer = { readonly x: number; readonly y: number; readonly shape: PointerShape };
export type PointerShape = {
  readonly width: number;
  readonly height: number;
  readonly hotX: number;
  readonly hotY: number;
  /** Red, green, blue, alpha (not premultiplied). */
  readonly pixels: Uint8Array;
};
