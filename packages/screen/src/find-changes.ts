import { COLOUR, type Pixels } from "./pixels.ts";
import { type Change, type SentPicture, TILE, tileRect } from "./sent-picture.ts";

/** Whether two pieces of memory of one length hold the same; as fast as the system can. */
export type SameBytes = (a: Uint8Array, b: Uint8Array) => boolean;

type Bounds = { tile: number; x: number; width: number; left: number; right: number; top: number; bottom: number };

/** What differs from what was sent, one rectangle a tile, row by row. Tiles that do not differ are no longer pending. */
export function findChanges(now: Pixels, picture: SentPicture, same: SameBytes): Change[] {
  const changes: Change[] = [];
  for (let row = 0; row < picture.rows; row++) {
    const tiles = pendingTiles(picture, row);
    if (tiles.length > 0) compareRow(now, picture, row * TILE, tiles, same);
    for (const one of tiles) {
      if (picture.unknown[one.tile] === 1) changes.push({ ...tileRect(picture, one.tile), tile: one.tile });
      else if (one.top < 0) picture.pending[one.tile] = 0;
      else changes.push(toChange(one));
    }
  }
  return changes;
}

function pendingTiles(picture: SentPicture, row: number): Bounds[] {
  const tiles: Bounds[] = [];
  for (let tile = row * picture.columns; tile < (row + 1) * picture.columns; tile++) {
    if (picture.pending[tile] !== 1) continue;
    const { x, width } = tileRect(picture, tile);
    tiles.push({ tile, x, width, left: width, right: -1, top: -1, bottom: -1 });
  }
  return tiles;
}

function compareRow(now: Pixels, picture: SentPicture, top: number, tiles: readonly Bounds[], same: SameBytes): void {
  const { seen } = picture;
  const known = tiles.filter((one) => picture.unknown[one.tile] === 0);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return;
  const length = (last.x + last.width - first.x) * 4;
  const fresh = bytesOf(now);
  const old = bytesOf(seen);
  for (let y = top; y < Math.min(top + TILE, seen.height); y++) {
    const p = y * now.stride;
    const q = y * seen.stride;
    const [here, there] = [(p + first.x) * 4, (q + first.x) * 4];
    if (same(fresh.subarray(here, here + length), old.subarray(there, there + length))) continue;
    for (const tile of known) comparePixels(now.words, p + tile.x, seen.words, q + tile.x, y, tile);
  }
}

function comparePixels(a: Uint32Array, p: number, b: Uint32Array, q: number, y: number, tile: Bounds): void {
  const { width } = tile;
  let column = 0;
  while (column < width && (((a[p + column] ?? 0) ^ (b[q + column] ?? 0)) & COLOUR) === 0) column++;
  if (column === width) return;
  if (tile.top < 0) tile.top = y;
  tile.bottom = y;
  if (column < tile.left) tile.left = column;
  let last = width - 1;
  while (last > tile.right && (((a[p + last] ?? 0) ^ (b[q + last] ?? 0)) & COLOUR) === 0) last--;
  if (last > tile.right) tile.right = last;
}

function bytesOf({ words }: Pixels): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}

function toChange({ tile, x, left, right, top, bottom }: Bounds): Change {
  return { tile, x: x + left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
