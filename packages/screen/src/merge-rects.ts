import type { Rect } from "./capture.ts";
import { around } from "./pixels.ts";
import { type Change, type SentPicture, TILE } from "./sent-picture.ts";

/** Share of a box that has to be photo-like for all of it to become one photo. */
const FULL_ENOUGH = 0.45;

/** Joins neighbours in a row of tiles that have the same height; `changes` go from left to right, row by row. */
export function joinRuns(changes: readonly Change[]): Rect[] {
  const runs: Rect[] = [];
  for (const { x, y, width, height } of changes) {
    const last = runs.at(-1);
    const touches = last !== undefined && last.x + last.width === x && last.y === y && last.height === height;
    if (touches) runs[runs.length - 1] = { ...last, width: last.width + width };
    else runs.push({ x, y, width, height });
  }
  return runs;
}

/** Few rectangles that cover the changes: one for each heap of neighbouring tiles where they fill it well. */
export function mergePhotos(picture: SentPicture, changes: readonly Change[]): Rect[] {
  return heaps(picture, changes).flatMap((heap) => {
    const box = heap.reduce<Rect>((sum, one) => around(sum, one), heap[0] ?? { x: 0, y: 0, width: 0, height: 0 });
    const across = Math.floor((box.x + box.width - 1) / TILE) - Math.floor(box.x / TILE) + 1;
    const down = Math.floor((box.y + box.height - 1) / TILE) - Math.floor(box.y / TILE) + 1;
    return heap.length >= FULL_ENOUGH * across * down ? [box] : joinDown(joinRuns(heap));
  });
}

/** Whether `inner` lies within one of `outer`. */
export function isWithin(inner: Rect, outer: readonly Rect[]): boolean {
  return outer.some(
    ({ x, y, width, height }) =>
      inner.x >= x && inner.y >= y && inner.x + inner.width <= x + width && inner.y + inner.height <= y + height,
  );
}

function heaps({ columns }: SentPicture, changes: readonly Change[]): Change[][] {
  const left = new Map(changes.map((one) => [one.tile, one]));
  return changes.flatMap((first) => {
    if (!left.delete(first.tile)) return [];
    const heap = [first];
    for (let n = 0; n < heap.length; n++) {
      const tile = heap[n]?.tile ?? 0;
      for (const near of neighbours(tile, columns)) {
        const there = left.get(near);
        if (there === undefined) continue;
        left.delete(near);
        heap.push(there);
      }
    }
    return [heap.toSorted((a, b) => a.tile - b.tile)];
  });
}

function neighbours(tile: number, columns: number): number[] {
  const column = tile % columns;
  const beside = [0, ...(column > 0 ? [-1] : []), ...(column < columns - 1 ? [1] : [])];
  return [-columns, 0, columns].flatMap((down) => beside.map((across) => tile + down + across));
}

function joinDown(runs: readonly Rect[]): Rect[] {
  const joined: Rect[] = [];
  for (const run of runs) {
    const above = joined.findIndex((one) => one.x === run.x && one.width === run.width && one.y + one.height === run.y);
    const found = joined[above];
    if (found === undefined) joined.push(run);
    else joined[above] = { ...found, height: found.height + run.height };
  }
  return joined;
}
