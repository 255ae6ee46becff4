import { expect, test } from "vitest";
import { findChanges } from "./find-changes.ts";
import { findMoves } from "./find-moves.ts";
import { COLOUR, moveRect, pixelsOf } from "./pixels.ts";
import { openSentPicture } from "./sent-picture.ts";
import { drawScreen } from "./test-screens.ts";

const all = { x: 0, y: 0, width: 512, height: 512 };

for (const lines of [3, -3]) {
  test(`[R15] what is moved piece by piece ${lines > 0 ? "up" : "down"} arrives whole: no piece is written over before it was taken`, () => {
    const screen = drawScreen(all.width, all.height, { noise: false });
    screen.text(all, 10);
    const picture = openSentPicture(all.width, all.height);
    picture.seen.words.set(screen.words);
    picture.unknown.fill(0);
    screen.text(all, 10 + lines);
    // Bars that stand still while the page scrolls: the page comes in several pieces above each other.
    for (const y of [150, 300]) screen.fill({ x: 0, y, width: 512, height: 20 }, 0x336699);
    const grab = screen.capture.grab(all);
    if (typeof grab === "string") throw new Error(grab);
    const now = pixelsOf(grab);
    const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
    const moves = findMoves(now, picture, findChanges(now, picture, same));
    expect(moves.length).toBeGreaterThan(1);
    for (const { from, toX, toY } of moves) moveRect(picture.seen, from, toX, toY);
    for (const { from, toX, toY } of moves) {
      for (let row = 0; row < from.height; row++) {
        const at = (toY + row) * all.width + toX;
        const arrived = picture.seen.words.subarray(at, at + from.width).map((word) => word & COLOUR);
        expect(arrived).toEqual(now.words.subarray(at, at + from.width).map((word) => word & COLOUR));
      }
    }
  });
}
