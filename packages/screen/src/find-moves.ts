import type { Rect } from "./capture.ts";
import { COLOUR, type Pixels } from "./pixels.ts";
import { type Change, type SentPicture, TILE } from "./sent-picture.ts";

export type Move = { readonly from: Rect; readonly toX: number; readonly toY: number };

const LEAST_CHANGES = 4;
const LEAST_VOTES = 24;
const LEAST_ROWS = 12;
/** Only some pixels of a row are looked at; what a move gets wrong is found when tiles are compared. */
const STEP = 3;
const SLOTS = 8192;

/** Hashes of the pixels of each tile column, row by row: `rows` for each column. */
type Strips = { readonly hashes: Uint32Array; readonly rows: number };

/**
 * What was scrolled up or down since it was sent: blocks that are now exactly what stands elsewhere in `seen`, in an order
 * in which they can be moved one after another.
 */
export function findMoves(now: Pixels, picture: SentPicture, changes: readonly Change[]): Move[] {
  const columns = tallColumns(picture, changes);
  if (columns.length === 0) return [];
  const top = Math.min(...changes.map((one) => one.y));
  const bottom = Math.max(...changes.map((one) => one.y + one.height));
  const rows = bottom - top;
  const fresh = hashStrips(now, columns, top, rows);
  const old = hashStrips(picture.seen, columns, top, rows);
  const shift = commonShift(fresh, old, columns.length);
  if (shift === 0) return [];
  const blocks = matchingBlocks(fresh, old, columns, shift, top);
  const moves = joinAcross(blocks, now.width).map((block) => toMove(widen(block, now, picture.seen, shift), shift));
  return moves.toSorted((a, b) => (shift > 0 ? b.toY - a.toY : a.toY - b.toY));
}

/** The tile columns in which so much changed that it can have been scrolled. */
function tallColumns({ columns }: SentPicture, changes: readonly Change[]): number[] {
  if (changes.length < LEAST_CHANGES) return [];
  const counts = new Uint16Array(columns);
  for (const { tile } of changes) counts[tile % columns] = (counts[tile % columns] ?? 0) + 1;
  return [...counts.keys()].filter((column) => (counts[column] ?? 0) >= 2);
}

function hashStrips({ words, stride, width }: Pixels, columns: readonly number[], top: number, rows: number): Strips {
  const hashes = new Uint32Array(columns.length * rows);
  // Row by row, as the pixels lie in memory.
  for (let row = 0; row < rows; row++) {
    const start = (top + row) * stride;
    for (let n = 0; n < columns.length; n++) {
      const x = (columns[n] ?? 0) * TILE;
      hashes[n * rows + row] = hashRun(words, start + x, start + Math.min(width, x + TILE));
    }
  }
  return { hashes, rows };
}

function hashRun(words: Uint32Array, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at += STEP) hash = (Math.imul(hash, 0x01000193) + ((words[at] ?? 0) & COLOUR)) | 0;
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
}

/** The distance by which most rows moved, down positive; 0 when there is none worth the name. */
function commonShift(fresh: Strips, old: Strips, columns: number): number {
  const { rows } = fresh;
  const votes = new Uint32Array(rows * 2 + 1);
  const slots = new Int32Array(SLOTS);
  for (let column = 0; column < columns; column++) {
    slots.fill(-1);
    const base = column * rows;
    for (let row = 0; row < Math.min(rows, SLOTS / 2); row++) enterRow(slots, old.hashes, base, row);
    for (let row = 0; row < rows; row++) {
      const hash = fresh.hashes[base + row] ?? 0;
      if (hash === old.hashes[base + row]) continue;
      const from = findRow(slots, old.hashes, base, hash);
      if (from >= 0) votes[row - from + rows] = (votes[row - from + rows] ?? 0) + 1;
    }
  }
  let best = rows;
  for (let n = 0; n < votes.length; n++) if (n !== rows && (votes[n] ?? 0) > (votes[best] ?? 0)) best = n;
  return (votes[best] ?? 0) >= LEAST_VOTES ? best - rows : 0;
}

// A slot holds a row; a row's hash that comes twice says nothing about where it came from, and is marked so by its sign.
function enterRow(slots: Int32Array, hashes: Uint32Array, base: number, row: number): void {
  const hash = hashes[base + row] ?? 0;
  let slot = hash % SLOTS;
  for (;;) {
    const there = slots[slot] ?? -1;
    if (there === -1) break;
    const known = there < 0 ? -there - 2 : there;
    if (hashes[base + known] === hash) {
      slots[slot] = -known - 2;
      return;
    }
    slot = (slot + 1) % SLOTS;
  }
  slots[slot] = row;
}

function findRow(slots: Int32Array, hashes: Uint32Array, base: number, hash: number): number {
  let slot = hash % SLOTS;
  for (;;) {
    const there = slots[slot] ?? -1;
    if (there === -1) return -1;
    const known = there < 0 ? -there - 2 : there;
    if (hashes[base + known] === hash) return there < 0 ? -1 : there;
    slot = (slot + 1) % SLOTS;
  }
}

type Block = { column: number; x: number; y: number; right: number; bottom: number };

/** In each column the longest runs of rows that are what stood `shift` rows above, if something changed in them. */
function matchingBlocks(fresh: Strips, old: Strips, columns: readonly number[], shift: number, top: number): Block[] {
  const { rows } = fresh;
  const blocks: Block[] = [];
  columns.forEach((column, n) => {
    const base = n * rows;
    let start = -1;
    let changed = 0;
    for (let row = 0; row <= rows; row++) {
      const from = row - shift;
      const same = row < rows && from >= 0 && from < rows && fresh.hashes[base + row] === old.hashes[base + from];
      if (same) {
        if (start < 0) [start, changed] = [row, 0];
        if (fresh.hashes[base + row] !== old.hashes[base + row]) changed++;
      } else if (start >= 0) {
        if (row - start >= LEAST_ROWS && changed >= LEAST_ROWS / 2) {
          blocks.push({ column, x: column * TILE, right: (column + 1) * TILE, y: top + start, bottom: top + row });
        }
        start = -1;
      }
    }
  });
  return blocks;
}

/** Joins blocks of neighbouring columns that cover nearly the same rows. */
function joinAcross(blocks: readonly Block[], width: number): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const beside = joined.find((one) => {
      const common = Math.min(one.bottom, block.bottom) - Math.max(one.y, block.y);
      return one.right === block.x && common >= 0.8 * Math.max(one.bottom - one.y, block.bottom - block.y);
    });
    if (beside === undefined) joined.push({ ...block });
    else {
      beside.right = block.right;
      beside.y = Math.max(beside.y, block.y);
      beside.bottom = Math.min(beside.bottom, block.bottom);
    }
  }
  return joined.map((block) => ({ ...block, right: Math.min(block.right, width) }));
}

/** Takes in the pixels at both sides that moved too: windows do not begin where tiles do. */
function widen(block: Block, now: Pixels, seen: Pixels, shift: number): Block {
  const moved = (x: number) => {
    for (let y = block.y; y < block.bottom; y++) {
      const old = seen.words[(y - shift) * seen.stride + x] ?? 0;
      if ((((now.words[y * now.stride + x] ?? 0) ^ old) & COLOUR) !== 0) return false;
    }
    return true;
  };
  let { x, right } = block;
  while (x > 0 && block.x - x < TILE && moved(x - 1)) x--;
  while (right < now.width && right - block.right < TILE && moved(right)) right++;
  return { ...block, x, right };
}

function toMove({ x, y, right, bottom }: Block, shift: number): Move {
  return { from: { x, y: y - shift, width: right - x, height: bottom - y }, toX: x, toY: y };
}
