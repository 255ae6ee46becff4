import { expect, test } from "vitest";
import { QUALITIES } from "@beckon/protocol/peer.ts";
import { openPair } from "./test-pair.ts";
import { openRecordedScreen } from "./test-recorded.ts";

test("the recording is of a desktop on which something happens", () => {
  const screen = openRecordedScreen();
  expect(screen.pictures).toBeGreaterThan(15);
  const seen = new Set<number>();
  for (let n = 0; n < screen.pictures; n++) {
    const before = screen.words.slice();
    screen.show(n);
    expect(screen.words.some((word, at) => word !== before[at])).toBe(true);
    for (const word of screen.words) seen.add(word);
  }
  // Text with soft edges, and a picture of very many colours.
  expect(seen.size).toBeGreaterThan(2_000);
});

for (const quality of QUALITIES) {
  test(`[R15] a recorded desktop is exact whenever it rests (${quality})`, async () => {
    const screen = openRecordedScreen();
    const pair = openPair(screen, { quality });
    let bytes = 0;
    for (let n = 0; n < screen.pictures; n++) {
      screen.show(n);
      await pair.clock.run(60);
      if (quality === "sharp") expect(pair.wrongPixels()).toBe(0);
      if (n % 5 !== 4) continue;
      await pair.clock.run(800);
      expect(pair.wrongPixels()).toBe(0);
      bytes = pair.sender.stats().bytes;
    }
    // Far less than the pixels that changed: 21 pictures of 640 × 400 are 16 MB.
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(1_000_000);
  });
}

test("[R15] a terminal that scrolls is sent as moves on a recorded desktop, too", async () => {
  const screen = openRecordedScreen();
  const pair = openPair(screen);
  for (let n = 0; n < screen.pictures; n++) {
    screen.show(n);
    await pair.clock.run(100);
  }
  expect(pair.surface.moves).toBeGreaterThan(0);
});
