import { COLOUR, type Pixels } from "./pixels.ts";
import { type Change, type SentPicture, tileRect } from "./sent-picture.ts";

/** What differs from what was sent, one rectangle a tile. Tiles that do not are no longer pending. */
export function findChanges(now: Pixels, picture: SentPicture): Change[] {
  const changes: Change[] = [];
  const { pending, unknown } = picture;
  for (let tile = pending.indexOf(1); tile >= 0; tile = pending.indexOf(1, tile + 1)) {
    const change = unknown[tile] === 1 ? { ...tileRect(picture, tile), tile } : compareTile(now, picture, tile);
    if (change === null) pending[tile] = 0;
    else changes.push(change);
  }
  return changes;
}

function compareTile(now: Pixels, picture: SentPicture, tile: number): Change | null {
  const { x, y, width, height } = tileRect(picture, tile);
  const a = now.words;
  const b = picture.seen.words;
  let left = width;
  let right = -1;
  let top = -1;
  let bottom = -1;
  for (let row = 0; row < height; row++) {
    const p = (y + row) * now.stride + x;
    const q = (y + row) * picture.seen.stride + x;
    let column = 0;
    while (column < width && (((a[p + column] ?? 0) ^ (b[q + column] ?? 0)) & COLOUR) === 0) column++;
    if (column === width) continue;
    if (top < 0) top = row;
    bottom = row;
    if (column < left) left = column;
    let last = width - 1;
    while (last > right && (((a[p + last] ?? 0) ^ (b[q + last] ?? 0)) & COLOUR) === 0) last--;
    if (last > right) right = last;
  }
  if (top < 0) return null;
  return { tile, x: x + left, y: y + top, width: right - left + 1, height: bottom - top + 1 };
}
