import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Rect } from "./capture.ts";
import { writeAnswer } from "./format.ts";
import { openPair } from "./test-pair.ts";
import { drawScreen, type DrawnScreen, LINE } from "./test-screens.ts";

const settled = 3000;

type Act = { what: "fill" | "text" | "photo" | "scroll"; rect: Rect; n: number };

function rectWithin(width: number, height: number): fc.Arbitrary<Rect> {
  return fc
    .tuple(fc.nat(width - 1), fc.nat(height - 1), fc.nat(), fc.nat())
    .map(([x, y, w, h]) => ({ x, y, width: 1 + (w % (width - x)), height: 1 + (h % (height - y)) }));
}

function actsWithin(width: number, height: number): fc.Arbitrary<Act[]> {
  const what = fc.constantFrom("fill" as const, "text" as const, "photo" as const, "scroll" as const);
  const act = fc.record({ what, rect: rectWithin(width, height), n: fc.integer({ min: -90, max: 90 }) });
  return fc.array(act, { minLength: 1, maxLength: 6 });
}

function doAct(screen: DrawnScreen, { what, rect, n }: Act): void {
  if (what === "fill") screen.fill(rect, Math.abs(n) * 0x010305);
  else if (what === "text") screen.text(rect, n);
  else if (what === "photo") screen.photo(rect, n);
  else screen.scroll(rect, Math.max(1 - rect.height, Math.min(rect.height - 1, n)));
}

test("[R15] whatever happens on a screen of whatever size, it is shown exactly once it rests", async () => {
  const sized = fc
    .record({ width: fc.integer({ min: 1, max: 330 }), height: fc.integer({ min: 1, max: 230 }) })
    .chain((size) =>
      fc.record({
        size: fc.constant(size),
        slack: fc.constantFrom(0, 4, 3),
        tells: fc.boolean(),
        quality: fc.constantFrom("automatic" as const, "sharp" as const, "smooth" as const, "saveData" as const),
        steps: fc.array(fc.tuple(actsWithin(size.width, size.height), fc.nat(120)), { maxLength: 5 }),
      }),
    );
  await fc.assert(
    fc.asyncProperty(sized, async ({ size, slack, tells, quality, steps }) => {
      const screen = drawScreen(size.width, size.height, { slack, tells });
      const pair = openPair(screen, { quality });
      for (const [acts, pause] of steps) {
        for (const act of acts) doAct(screen, act);
        await pair.clock.run(pause);
      }
      await pair.clock.run(settled);
      expect(pair.wrongPixels()).toBe(0);
      pair.sender.close();
    }),
    { numRuns: 40, seed: 15 },
  );
});

test("[R15] sharp is exact in every frame, at any time", async () => {
  const screen = drawScreen(300, 200, { tells: true });
  screen.photo({ x: 0, y: 0, width: 300, height: 200 }, 0);
  const pair = openPair(screen, { quality: "sharp" });
  for (let n = 1; n < 8; n++) {
    await pair.clock.run(60);
    expect(pair.wrongPixels()).toBe(0);
    screen.photo({ x: 31, y: 17, width: 250, height: 170 }, n);
  }
  expect(pair.surface.photos).toBe(0);
});

test("[R15] what moves is shown with loss, and exactly 0.4 s after it rests", async () => {
  const screen = drawScreen(640, 400, { tells: true });
  screen.text({ x: 0, y: 0, width: 640, height: 400 }, 0);
  const pair = openPair(screen);
  await pair.clock.run(100);
  for (let n = 0; n < 10; n++) {
    screen.photo({ x: 100, y: 50, width: 400, height: 300 }, n);
    await pair.clock.run(40);
  }
  expect(pair.surface.photos).toBeGreaterThan(4);
  expect(pair.wrongPixels()).toBeGreaterThan(10_000);
  await pair.clock.run(340);
  expect(pair.wrongPixels()).toBeGreaterThan(10_000);
  await pair.clock.run(400);
  expect(pair.wrongPixels()).toBe(0);
  const sent = pair.sender.stats().bytes;
  await pair.clock.run(2000);
  expect(pair.sender.stats().bytes).toBe(sent);
});

test("[R15] scrolling is sent as a move and the lines that are new", async () => {
  const screen = drawScreen(1000, 700, { tells: true });
  const window = { x: 37, y: 45, width: 901, height: 600 };
  screen.text(window, 0);
  const pair = openPair(screen);
  await pair.clock.run(200);
  const before = pair.sender.stats().bytes;
  screen.text(window, 3);
  await pair.clock.run(100);
  expect(pair.wrongPixels()).toBe(0);
  expect(pair.surface.moves).toBe(1);
  const scrolled = pair.sender.stats().bytes - before;
  expect(scrolled).toBeLessThan((before * 3 * LINE * 2) / window.height);
});

test("[R15] what was shown with loss and then scrolled is still made exact", async () => {
  const screen = drawScreen(640, 400, { tells: true, noise: false });
  screen.text({ x: 0, y: 0, width: 640, height: 400 }, 0);
  const pair = openPair(screen);
  await pair.clock.run(100);
  for (let n = 0; n < 4; n++) {
    screen.photo({ x: 64, y: 64, width: 512, height: 256 }, n);
    await pair.clock.run(40);
  }
  // Down into tiles that had been exact.
  screen.scroll({ x: 64, y: 64, width: 512, height: 320 }, 64);
  await pair.clock.run(40);
  expect(pair.surface.moves).toBeGreaterThan(0);
  expect(pair.wrongPixels()).toBeGreaterThan(10_000);
  await pair.clock.run(settled);
  expect(pair.wrongPixels()).toBe(0);
});

test("[R15] each quality is another bargain: sharp loses nothing, smooth and saveData send less, saveData less often", async () => {
  const film = async (quality: "automatic" | "sharp" | "smooth" | "saveData") => {
    const screen = drawScreen(400, 300, { tells: true, noise: false });
    const pair = openPair(screen, { quality });
    await pair.clock.run(500);
    const before = pair.sender.stats();
    for (let n = 0; n < 50; n++) {
      screen.photo({ x: 0, y: 0, width: 400, height: 300 }, n);
      await pair.clock.run(40);
    }
    const { frames, bytes } = pair.sender.stats();
    const seen = { frames: frames - before.frames, bytes: (bytes - before.bytes) / (frames - before.frames) };
    await pair.clock.run(settled);
    expect(pair.wrongPixels()).toBe(0);
    return { ...seen, photos: pair.surface.photos };
  };
  const [automatic, sharp, smooth, saveData] = [
    await film("automatic"),
    await film("sharp"),
    await film("smooth"),
    await film("saveData"),
  ];
  expect(sharp.photos).toBe(0);
  expect(automatic.photos).toBeGreaterThan(20);
  expect(sharp.bytes).toBeGreaterThan(automatic.bytes * 3);
  expect(smooth.bytes).toBeLessThan(automatic.bytes * 0.9);
  expect(saveData.bytes).toBeLessThan(smooth.bytes * 0.9);
  expect(automatic.frames).toBeGreaterThan(40);
  expect(saveData.frames).toBeLessThan(24);
});

test("[R15] what an earlier connection's decoder answers counts for nothing", async () => {
  const screen = drawScreen(400, 300, { tells: true });
  screen.text({ x: 0, y: 0, width: 400, height: 300 }, 0);
  const pair = openPair(screen, { line: { rate: 1, delay: 20 } });
  await pair.clock.run(1);
  pair.reconnect();
  await pair.clock.run(1);
  const { inFlight } = pair.sender.stats();
  expect(inFlight).toBeGreaterThan(0);
  pair.sender.receive(writeAnswer({ is: "done", epoch: 0, bytes: inFlight, frame: 1, decodeMs: 1 }));
  expect(pair.sender.stats().inFlight).toBe(inFlight);
  pair.sender.receive(writeAnswer({ is: "done", epoch: 1, bytes: inFlight, frame: 2, decodeMs: 1 }));
  expect(pair.sender.stats().inFlight).toBe(0);
});

test("[R15] another monitor, another size, and back again: always the part that is asked for, exactly", async () => {
  const screen = drawScreen(500, 300, { tells: true });
  screen.text({ x: 0, y: 0, width: 500, height: 300 }, 0);
  const left = { x: 0, y: 0, width: 210, height: 300 };
  const right = { x: 210, y: 40, width: 290, height: 199 };
  const pair = openPair(screen, { area: left });
  await pair.clock.run(100);
  expect(pair.wrongPixels(left)).toBe(0);
  pair.sender.show(right);
  await pair.clock.run(100);
  expect(pair.wrongPixels(right)).toBe(0);
  pair.sender.show({ x: 0, y: 0, width: 500, height: 300 });
  screen.photo({ x: 20, y: 20, width: 300, height: 200 }, 1);
  pair.sender.show(left);
  await pair.clock.run(settled);
  expect(pair.wrongPixels(left)).toBe(0);
});

test("[R15] a new connection begins with a whole frame, also in the middle of a photo", async () => {
  const screen = drawScreen(400, 300, { tells: true });
  screen.text({ x: 0, y: 0, width: 400, height: 300 }, 0);
  const pair = openPair(screen, { line: { rate: 100, delay: 20 } });
  await pair.clock.run(300);
  for (let n = 0; n < 5; n++) {
    screen.photo({ x: 50, y: 50, width: 300, height: 200 }, n);
    await pair.clock.run(23);
    pair.reconnect();
  }
  await pair.clock.run(settled);
  expect(pair.wrongPixels()).toBe(0);
});

test("[R15] a decoder that lost its way asks for everything, and shows it", async () => {
  const screen = drawScreen(400, 300, { tells: true });
  screen.text({ x: 0, y: 0, width: 400, height: 300 }, 0);
  const pair = openPair(screen);
  await pair.clock.run(100);
  pair.receiver.receive(Uint8Array.from([1, 0, 0, 77, 2, 1, 2, 3, 4, 5]));
  screen.fill({ x: 10, y: 10, width: 300, height: 100 }, 0x00ff00);
  await pair.clock.run(1000);
  expect(pair.wrongPixels()).toBe(0);
  // Once, not again and again.
  const sent = pair.sender.stats().frames;
  await pair.clock.run(5000);
  expect(pair.sender.stats().frames).toBe(sent);
});

test("when there is nothing to see the reason is told, and the picture goes on afterwards", async () => {
  const screen = drawScreen(200, 100, { tells: true });
  const { grab } = screen.capture;
  let locked = true;
  const capture = { ...screen.capture, grab: (area: Rect) => (locked ? ("locked" as const) : grab(area)) };
  const pair = openPair({ ...screen, capture });
  await pair.clock.run(1000);
  expect(pair.told).toEqual(["locked"]);
  expect(pair.frames).toEqual([]);
  locked = false;
  await pair.clock.run(1000);
  expect(pair.told).toEqual(["locked", null]);
  expect(pair.wrongPixels()).toBe(0);
});

test("a photo that cannot be coded is sent exactly", async () => {
  const screen = drawScreen(400, 300, { tells: true });
  const pair = openPair(screen, { encodePhoto: () => Promise.reject(new Error("no photos today")) });
  await pair.clock.run(50);
  screen.photo({ x: 0, y: 0, width: 400, height: 300 }, 3);
  await pair.clock.run(300);
  expect(pair.surface.photos).toBe(0);
  expect(pair.wrongPixels()).toBe(0);
});

test("the pointer is told where it goes and when it looks different, within the part that is shown", async () => {
  const screen = drawScreen(200, 100, { tells: true });
  const arrow = { width: 2, height: 3, hotX: 1, hotY: 2, pixels: new Uint8Array(24).fill(7) };
  let at = { x: 90, y: 60, shape: arrow };
  const capture = { ...screen.capture, pointer: () => at };
  const pair = openPair({ ...screen, capture }, { area: { x: 50, y: 50, width: 100, height: 50 } });
  await pair.clock.run(100);
  at = { x: 91, y: 60, shape: arrow };
  await pair.clock.run(100);
  at = { x: 10, y: 10, shape: { ...arrow, hotX: 0 } };
  await pair.clock.run(100);
  expect(pair.pointers).toEqual([{ x: 40, y: 10 }, { x: 41, y: 10 }, null]);
  expect(pair.shapes.map(({ hotX, rgba }) => [hotX, rgba.length, rgba[0]])).toEqual([
    [1, 24, 7],
    [0, 24, 7],
  ]);
});
