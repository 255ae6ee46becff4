import type { Rect } from "./capture.ts";
import { moveRect, type Pixels } from "./pixels.ts";

export const TILE = 64;

/** A tile and the rectangle within it that changed. */
export type Change = Rect & { readonly tile: number };

/**
 * What the decoder has been sent, tile by tile. `seen` holds the pixels that were coded: where `lossySince` is not 0
 * the decoder shows them with loss, and has done so since then (ms).
 */
export type SentPicture = {
  readonly seen: Pixels;
  readonly columns: number;
  readonly rows: number;
  /** 1: may differ from what was sent, is to be compared. */
  readonly pending: Uint8Array;
  /** 1: was never sent. */
  readonly unknown: Uint8Array;
  readonly lossySince: Float64Array;
  /** When the tile changed last (ms), and how many times in a row soon after the time before. */
  readonly changedAt: Float64Array;
  readonly restless: Uint8Array;
  /** 1: could not be coded as a photo, and is sent exactly. */
  readonly exactOnly: Uint8Array;
};

/** A picture of which nothing has been sent. */
export function openSentPicture(width: number, height: number): SentPicture {
  const columns = Math.ceil(width / TILE);
  const rows = Math.ceil(height / TILE);
  return {
    seen: { words: new Uint32Array(width * height), stride: width, width, height },
    columns,
    rows,
    pending: new Uint8Array(columns * rows).fill(1),
    unknown: new Uint8Array(columns * rows).fill(1),
    lossySince: new Float64Array(columns * rows),
    changedAt: new Float64Array(columns * rows),
    restless: new Uint8Array(columns * rows),
    exactOnly: new Uint8Array(columns * rows),
  };
}

/** Calls `visit` for each tile that the rectangle touches; what lies outside the picture is left out. */
export function eachTile({ columns, rows }: SentPicture, rect: Rect, visit: (tile: number) => void): void {
  const left = Math.max(0, Math.floor(rect.x / TILE));
  const top = Math.max(0, Math.floor(rect.y / TILE));
  const right = Math.min(columns - 1, Math.floor((rect.x + rect.width - 1) / TILE));
  const bottom = Math.min(rows - 1, Math.floor((rect.y + rect.height - 1) / TILE));
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) visit(row * columns + column);
  }
}

/** The tile's own rectangle; smaller at the right and lower edge. */
export function tileRect({ columns, seen }: SentPicture, tile: number): Rect {
  const x = (tile % columns) * TILE;
  const y = Math.floor(tile / columns) * TILE;
  return { x, y, width: Math.min(TILE, seen.width - x), height: Math.min(TILE, seen.height - y) };
}

/** Does what the decoder will do with a move: what was shown with loss stays so where it goes. */
export function applyMove(picture: SentPicture, from: Rect, toX: number, toY: number, now: number): void {
  let lossy = false;
  eachTile(picture, from, (tile) => {
    if (picture.lossySince[tile] !== 0) lossy = true;
  });
  moveRect(picture.seen, from, toX, toY);
  eachTile(picture, { ...from, x: toX, y: toY }, (tile) => {
    picture.pending[tile] = 1;
    if (lossy) picture.lossySince[tile] = now;
  });
}

/** Changes within this many ms of each other belong to one movement. */
const SOON = 200;

/** Remembers which tiles changed now, in ms. */
export function noteChanges({ changedAt, restless }: SentPicture, changes: readonly Change[], now: number): void {
  for (const { tile } of changes) {
    const soon = now - (changedAt[tile] ?? 0) < SOON;
    restless[tile] = soon ? Math.min(255, (restless[tile] ?? 0) + 1) : 0;
    changedAt[tile] = now;
  }
}
