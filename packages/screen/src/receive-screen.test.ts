import { expect, test } from "vitest";
import { MAX_PIXELS } from "./format.ts";
import { receiveScreen } from "./receive-screen.ts";
import { openPair } from "./test-pair.ts";
import { drawScreen, mix } from "./test-screens.ts";
import { openTestPhotos } from "./test-photos.ts";
import { openMemorySurface } from "./test-surface.ts";

/** A real stream: text, moves, photos, a pointer, and the refinement at rest. */
async function recordStream(): Promise<Uint8Array[]> {
  const screen = drawScreen(400, 300, { tells: true });
  const shape = { width: 4, height: 4, hotX: 0, hotY: 0, pixels: new Uint8Array(64).fill(200) };
  const capture = { ...screen.capture, pointer: () => ({ x: 10, y: 10, shape }) };
  screen.text({ x: 0, y: 0, width: 400, height: 300 }, 0);
  const pair = openPair({ ...screen, capture });
  await pair.clock.run(50);
  screen.text({ x: 0, y: 0, width: 400, height: 300 }, 2);
  await pair.clock.run(50);
  for (let n = 0; n < 3; n++) {
    screen.photo({ x: 100, y: 20, width: 250, height: 200 }, n);
    await pair.clock.run(50);
  }
  await pair.clock.run(1000);
  pair.sender.close();
  return pair.messages;
}

const photos = await openTestPhotos();

function openBareReceiver() {
  const surface = openMemorySurface((jpeg) => {
    // A browser refuses what is no JPEG; this decoder here would crash.
    if (jpeg.length < 200 || !sound(jpeg)) throw new Error("Not a JPEG");
    return photos.decode(jpeg);
  });
  const drawn: number[] = [];
  const put = surface.putPixels;
  const answers: Uint8Array[] = [];
  let time = 0;
  const receiver = receiveScreen({
    surface: {
      ...surface,
      resize(width, height) {
        expect(width * height).toBeLessThanOrEqual(MAX_PIXELS);
        // As many pixels as it may want, without this test reserving them.
        if (width * height <= 4_000_000) surface.resize(width, height);
      },
      putPixels(x, y, width, height, rgba) {
        drawn.push(rgba.length);
        put(x, y, width, height, rgba);
      },
    },
    answer: (message) => answers.push(message),
    onPointer: () => {},
    onShape: () => {},
    onFrame: () => {},
    now: () => time++,
  });
  return { receiver, answers, drawn };
}

function sound(jpeg: Uint8Array): boolean {
  return jpeg[0] === 0xff && jpeg[1] === 0xd8 && jpeg[jpeg.length - 2] === 0xff && jpeg[jpeg.length - 1] === 0xd9;
}

async function breathe(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}

function asksForAll(answers: readonly Uint8Array[]): boolean {
  return answers.some((answer) => answer[1] === 2);
}

test("garbage is never thrown out of the decoder, and makes it ask for a whole frame", async () => {
  for (let seed = 1; seed <= 300; seed++) {
    const { receiver, answers } = openBareReceiver();
    const bytes = Uint8Array.from({ length: mix(seed) % 600 }, (_, n) => mix(seed * 1000 + n));
    // Half of it looks like a message, a quarter like a frame.
    if (seed % 2 === 0) bytes.set([1, 0, 1, 0].slice(0, bytes.length));
    if (seed % 4 === 0 && bytes.length > 9) bytes.set([1, 17, 0, 0, 0], 4);
    receiver.receive(bytes);
    await breathe();
    if (bytes.length < 9 || bytes[2] === 0) continue;
    if (seed % 2 === 1) expect(asksForAll(answers)).toBe(true);
  }
});

test("a real stream that is cut, flipped or out of order never throws, and never draws more than there is", async () => {
  const stream = await recordStream();
  const longest = 400 * 300 * 4;
  for (let seed = 1; seed <= 90; seed++) {
    const { receiver, answers, drawn } = openBareReceiver();
    for (const [n, message] of stream.entries()) {
      const copy = message.slice();
      const chance = mix(seed * 7777 + n);
      if (chance % 4 === 0) {
        const at = mix(chance) % copy.length;
        // JPEGs are the browser's to check.
        if (seed % 3 === 0) receiver.receive(copy.subarray(0, at));
        else if (seed % 3 === 1) {
          copy[at] = (copy[at] ?? 0) ^ (1 << (chance % 8));
          receiver.receive(copy);
        }
      } else receiver.receive(copy);
      await breathe();
    }
    expect(Math.max(0, ...drawn)).toBeLessThanOrEqual(longest);
    if (seed % 3 === 2) expect(answers.length).toBeGreaterThan(0);
  }
});

test("a whole stream after a broken one is drawn as if nothing had been", async () => {
  const stream = await recordStream();
  const { receiver, answers } = openBareReceiver();
  receiver.receive(Uint8Array.from([1, 9, 1, 0, 1, 3, 0, 0, 0, 1, 2, 3]));
  await breathe();
  expect(asksForAll(answers)).toBe(true);
  answers.length = 0;
  for (const message of stream) receiver.receive(message.slice());
  await breathe();
  await breathe();
  expect(asksForAll(answers)).toBe(false);
});

test("what waits to be drawn is bounded", async () => {
  const { receiver, answers } = openBareReceiver();
  const begin = new Uint8Array(64 * 1024);
  begin.set([1, 0, 1, 0, 1, 17, 0, 0, 0, 1, 0, 0, 0, 100, 0, 100, 0, 1]);
  receiver.receive(begin.subarray(0, 26));
  // A photo that is said to be 8 MiB, and is never finished.
  const photo = new Uint8Array(64 * 1024);
  for (let part = 1; part < 400; part++) {
    photo.set([1, 0, 0, part & 0xff]);
    if (part === 1) photo.set([4, 0, 0, 0x7f, 0], 4);
    receiver.receive(photo.slice());
    await breathe();
  }
  expect(asksForAll(answers)).toBe(true);
});
