import { constants, zstdCompressSync } from "node:zlib";
import { encodeFrame } from "../src/encode-frame.ts";
import { openEstimates } from "../src/photo-levels.ts";
import { pixelsOf } from "../src/pixels.ts";
import { planFrame } from "../src/plan-frame.ts";
import { receiveScreen } from "../src/receive-screen.ts";
import { openSentPicture } from "../src/sent-picture.ts";
import { openTestPhotos } from "../src/test-photos.ts";
import { drawScreen, type DrawnScreen, LINE } from "../src/test-screens.ts";
import { openMemorySurface } from "../src/test-surface.ts";

/**
 * Prints what a 1080p frame costs on this machine: milliseconds to plan and to code it exactly, to code its photos (which
 * the desktop module does in a thread of its own), and to decode it; and its bytes. Medians.
 * Run: node packages/screen/bench/codec.ts
 */
const [WIDTH, HEIGHT, FRAMES] = [1920, 1080, 40];
const ALL = { x: 0, y: 0, width: WIDTH, height: HEIGHT };
const WINDOW = { x: 213, y: 90, width: 1501, height: 912 };
const photos = await openTestPhotos();

type Scene = { name: string; begin(screen: DrawnScreen): void; step(screen: DrawnScreen, n: number): void };
const scenes: Scene[] = [
  { name: "nothing", begin: text, step: () => {} },
  {
    name: "typing",
    begin: text,
    step: (screen, n) => screen.text({ x: 300 + n * 8, y: 304, width: 8, height: LINE }, 1000 + n),
  },
  { name: "scrolling", begin: text, step: (screen, n) => screen.text(WINDOW, n * 3 + 3) },
  { name: "another page", begin: text, step: (screen, n) => screen.text(WINDOW, n * 1000 + 1000) },
  { name: "video", begin: text, step: (screen, n) => screen.photo({ x: 320, y: 180, width: 1280, height: 720 }, n) },
  { name: "whole screen, anew", begin: text, step: (screen, n) => screen.text(ALL, n * 1000) },
];

for (const scene of scenes) await measure(scene);

function text(screen: DrawnScreen): void {
  screen.fill(ALL, 0x2e4a5c);
  screen.text(WINDOW, 0);
}

async function measure(scene: Scene): Promise<void> {
  const screen = drawScreen(WIDTH, HEIGHT, { tells: true, noise: false });
  scene.begin(screen);
  const picture = openSentPicture(WIDTH, HEIGHT);
  const estimates = openEstimates();
  const surface = openMemorySurface((jpeg) => photos.decode(jpeg));
  const receiver = receiveScreen({
    surface,
    answer: () => {},
    onPointer: () => {},
    onShape: () => {},
    onFrame: () => finished?.(),
    now: () => performance.now(),
  });
  let finished: (() => void) | undefined;
  const figures: { plan: number; exact: number; photo: number; decode: number; bytes: number }[] = [];

  for (let n = 0; n < FRAMES; n++) {
    if (n > 0) scene.step(screen, n);
    const grab = screen.capture.grab(ALL);
    if (typeof grab === "string") throw new Error(grab);
    for (const tile of picture.pending.keys()) picture.pending[tile] = 1;
    const start = performance.now();
    const pixels = pixelsOf(grab);
    // A frame every 40 ms; a line that is never the limit.
    const plan = planFrame(pixels, picture, {
      quality: "automatic",
      bytes: 600_000,
      estimates,
      same: (a, b) => Buffer.compare(a, b) === 0,
      now: 1,
    });
    const planned = performance.now();
    if (plan === null) {
      figures.push({ plan: planned - start, exact: 0, photo: 0, decode: 0, bytes: 0 });
      continue;
    }
    const messages: Uint8Array[] = [];
    let photo = 0;
    const rest = encodeFrame(pixels, plan, {
      id: n,
      epoch: 0,
      whole: n === 0,
      capturedAt: 0,
      compress: (bytes) => zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
      encodePhoto(pixelsToCode, quality) {
        const begun = performance.now();
        const jpeg = photos.encode(pixelsToCode, quality);
        photo += performance.now() - begun;
        return Promise.resolve(jpeg);
      },
      estimates,
      send: (message) => messages.push(message),
      wanted: () => true,
    });
    const exact = performance.now() - planned - photo;
    await rest;
    const begun = performance.now();
    const done = new Promise<void>((resolve) => (finished = resolve));
    for (const message of messages) receiver.receive(message);
    await done;
    const bytes = messages.reduce((sum, message) => sum + message.length, 0);
    figures.push({ plan: planned - start, exact, photo, decode: performance.now() - begun, bytes });
  }
  if (scene.name === "nothing") print("first frame", figures.slice(0, 1), 0);
  print(scene.name, figures.slice(1), surface.moves);
}

function print(
  name: string,
  figures: { plan: number; exact: number; photo: number; decode: number; bytes: number }[],
  moves: number,
): void {
  const of = (key: "plan" | "exact" | "photo" | "decode" | "bytes") =>
    figures.map((one) => one[key]).toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;
  const ms = (key: "plan" | "exact" | "photo" | "decode") => `${key} ${of(key).toFixed(1).padStart(5)} ms`;
  process.stdout.write(
    `${name.padEnd(20)} ${ms("plan")}  ${ms("exact")}  ${ms("photo")}  ${ms("decode")}  ${(of("bytes") / 1000).toFixed(1).padStart(7)} KB  ${moves} moves\n`,
  );
}
