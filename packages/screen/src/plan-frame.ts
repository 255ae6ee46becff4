import type { Quality } from "@beckon/protocol/peer.ts";
import type { Rect } from "./capture.ts";
import { findChanges, type SameBytes } from "./find-changes.ts";
import { findMoves, type Move } from "./find-moves.ts";
import { isWithin, joinRuns, mergePhotos } from "./merge-rects.ts";
import { hasManyColours } from "./pack-tiles.ts";
import type { Estimates, PhotoLevel } from "./photo-levels.ts";
import { LEAST_PHOTO } from "./photo-pixels.ts";
import { copyRect, type Pixels } from "./pixels.ts";
import { applyMove, type Change, eachTile, noteChanges, type SentPicture, TILE, tileRect } from "./sent-picture.ts";

/** Lossy tiles are made exact when they have rested this long, in ms. */
const REST = 400;
/** So few photo-like pixels are sent exactly at once. */
const FEW_PIXELS = 3 * TILE * TILE;
/** A tile that changed this many times in a row, by so many pixels, belongs to the film beside it. */
const RESTLESS = 5;
const LEAST_FILM = 1024;
/** Exact tiles may take this many frames' share of the line before a coarse picture comes first. */
const PATIENCE = 3;

export type FramePlan = {
  readonly moves: readonly Move[];
  readonly exact: readonly { readonly rect: Rect; readonly manyColours: boolean }[];
  readonly photos: readonly Rect[];
  readonly level: PhotoLevel | null;
};

export type PlanParts = {
  quality: Quality;
  /** Bytes the frame should not exceed. */
  bytes: number;
  estimates: Estimates;
  same: SameBytes;
  /** Milliseconds. */
  now: number;
};

/** What to send so that the decoder shows these pixels; `picture` holds afterwards what it will show. Null: nothing. */
export function planFrame(pixels: Pixels, picture: SentPicture, parts: PlanParts): FramePlan | null {
  let changes = findChanges(pixels, picture, parts.same);
  const moves = picture.unknown.includes(1) ? [] : findMoves(pixels, picture, changes);
  for (const { from, toX, toY } of moves) applyMove(picture, from, toX, toY, parts.now);
  if (moves.length > 0) changes = findChanges(pixels, picture, parts.same);

  noteChanges(picture, changes, parts.now);

  const { exact, lossy, level } = divide(pixels, picture, changes, parts);
  const least = LEAST_PHOTO * (level?.scale ?? 1);
  const photos = mergePhotos(
    picture,
    lossy.map((one) => one.change),
  ).filter(({ width, height }) => width >= least && height >= least);
  const all = [...exact, ...lossy];
  const beside = all.filter((one) => !isWithin(one.change, photos));
  const spent = sum(beside, (one) => bytesOf(one, parts.estimates));
  const refined = level === null ? findRested(pixels, picture, parts, parts.bytes - spent) : [];
  for (const { change } of [...beside, ...refined]) takeExact(pixels, picture, change);
  // Drawn last, over what is exact.
  takePhotos(pixels, picture, all, photos, parts.now);
  const few = joinRuns(ordered([...beside, ...refined].filter((one) => !one.manyColours)));
  const many = joinRuns(ordered([...beside, ...refined].filter((one) => one.manyColours)));
  if (moves.length + few.length + many.length + photos.length === 0) return null;
  return {
    moves,
    exact: [...few.map((rect) => ({ rect, manyColours: false })), ...many.map((rect) => ({ rect, manyColours: true }))],
    photos,
    level,
  };
}

type Sorted = { change: Change; manyColours: boolean };

/** Which changes are sent exactly and which with loss; what neither holds waits for the next frame. */
function divide(
  pixels: Pixels,
  picture: SentPicture,
  changes: readonly Change[],
  { quality, bytes, estimates }: PlanParts,
): { exact: Sorted[]; lossy: Sorted[]; level: PhotoLevel | null } {
  const sorted = changes.map((change) => ({ change, manyColours: hasManyColours(pixels, change) }));
  if (quality === "sharp") return { exact: affordable(sorted, bytes * PATIENCE, estimates), lossy: [], level: null };
  const codable = (one: Sorted) => picture.exactOnly[one.change.tile] === 0;
  const filmed = sorted.some((one) => one.manyColours);
  // Flat parts of a film are part of it.
  const isFilm = (one: Sorted) =>
    filmed && (picture.restless[one.change.tile] ?? 0) >= RESTLESS && area(one) >= LEAST_FILM;
  const many = sorted.filter((one) => (one.manyColours || isFilm(one)) && codable(one));
  const photoLike = new Set(many);
  const few = sorted.filter((one) => !photoLike.has(one));
  const manyPixels = sum(many, area);
  const fewBytes = sum(few, (one) => bytesOf(one, estimates));
  const manyExactly = manyPixels <= FEW_PIXELS && estimates.exactBytes(manyPixels, true) <= bytes;

  if (fewBytes > bytes * PATIENCE) {
    // The line does not carry this exactly in time: coarse first, exact when it rests.
    const lossy = sorted.filter(codable);
    const exact = sorted.filter((one) => !codable(one));
    const level = estimates.fitting(sum(lossy, area), bytes, quality);
    if (estimates.photoBytes(sum(lossy, area), level) < fewBytes * 0.7) return { exact, lossy, level };
    return { exact: affordable(few, bytes * PATIENCE, estimates), lossy: [], level: null };
  }
  if (many.length === 0 || manyExactly) return { exact: sorted, lossy: [], level: null };
  // Half of the share: a film that flows says more than one that is sharp, and a lost packet leaves time to be repeated.
  const level = estimates.fitting(manyPixels, Math.max(bytes / 4, (bytes - fewBytes) / 2), quality);
  return { exact: few, lossy: many, level };
}

/** As many as `bytes` probably hold, at least one. */
function affordable(sorted: readonly Sorted[], bytes: number, estimates: Estimates): Sorted[] {
  let left = bytes;
  return sorted.filter((one, n) => {
    const fits = n === 0 || left > 0;
    left -= bytesOf(one, estimates);
    return fits;
  });
}

function findRested(pixels: Pixels, picture: SentPicture, { now, estimates }: PlanParts, bytes: number): Sorted[] {
  const rested: Sorted[] = [];
  let left = bytes;
  for (let tile = 0; tile < picture.lossySince.length && left > 0; tile++) {
    const since = picture.lossySince[tile] ?? 0;
    if (since === 0 || now - since < REST || picture.pending[tile] === 1) continue;
    const change = { ...tileRect(picture, tile), tile };
    const one = { change, manyColours: hasManyColours(pixels, change) };
    left -= bytesOf(one, estimates);
    rested.push(one);
  }
  return rested;
}

function takePhotos(
  pixels: Pixels,
  picture: SentPicture,
  sorted: readonly Sorted[],
  photos: readonly Rect[],
  now: number,
): void {
  for (const photo of photos) {
    copyRect(pixels, picture.seen, photo);
    eachTile(picture, photo, (tile) => {
      picture.lossySince[tile] = now;
    });
  }
  for (const { change } of sorted) if (isWithin(change, photos)) settle(picture, change.tile);
}

function takeExact(pixels: Pixels, picture: SentPicture, change: Change): void {
  copyRect(pixels, picture.seen, change);
  const { width, height } = tileRect(picture, change.tile);
  if (change.width === width && change.height === height) picture.lossySince[change.tile] = 0;
  settle(picture, change.tile);
}

function settle(picture: SentPicture, tile: number): void {
  picture.pending[tile] = 0;
  picture.unknown[tile] = 0;
}

function ordered(sorted: readonly Sorted[]): Change[] {
  return sorted.map((one) => one.change).toSorted((a, b) => a.tile - b.tile);
}

function area({ change }: Sorted): number {
  return change.width * change.height;
}

function bytesOf(one: Sorted, estimates: Estimates): number {
  return estimates.exactBytes(area(one), one.manyColours);
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((total, one) => total + of(one), 0);
}
