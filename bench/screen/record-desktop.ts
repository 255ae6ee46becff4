import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { constants, zstdCompressSync } from "node:zlib";
import { captureScreen } from "../../apps/quicksupport/src/platform/linux/capture.ts";
import { openDisplay } from "../../apps/quicksupport/src/platform/linux/display.ts";
import { openXDisplay } from "../../apps/quicksupport/testing/x-display.ts";

/**
 * Records a real desktop for the codec's tests (packages/screen/src/recorded-desktop.test.ts): a terminal that fills and scrolls,
 * an editor that is typed into, a picture that moves, a window that is dragged. Run: `node bench/screen/record-desktop.ts`; needs
 * Xvfb, openbox, xterm, mousepad, xdotool and imagemagick.
 *
 * The file is zstd of: u16 width, height, count; then each picture's blue, green and red a pixel, XORed with the one before.
 */
const FILE = join(import.meta.dirname, "../../packages/screen/fixtures/desktop.zst");
const [WIDTH, HEIGHT] = [640, 400];

const screen = await openXDisplay(WIDTH, HEIGHT);
const display = openDisplay(screen.name);
const capture = captureScreen(display, () => 1);
const pictures: Buffer[] = [];
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function take(): void {
  const grab = capture.grab({ x: 0, y: 0, width: WIDTH, height: HEIGHT });
  if (typeof grab === "string") throw new Error(grab);
  const picture = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let row = 0; row < HEIGHT; row += 1)
    for (let column = 0; column < WIDTH; column += 1)
      picture.set(grab.pixels.subarray(row * grab.stride + column * 4).subarray(0, 3), (row * WIDTH + column) * 3);
  if (pictures.at(-1)?.equals(picture) !== true) pictures.push(picture);
}

async function windowOf(name: string): Promise<string> {
  for (let round = 0; round < 100; round += 1) {
    try {
      const [id] = screen.run("xdotool", "search", "--onlyvisible", "--class", name).split("\n");
      if (id) return id;
    } catch {
      // Not there yet.
    }
    await pause(100);
  }
  throw new Error(`${name} did not open`);
}

screen.start("xterm", "-geometry", "64x24+0+0", "-fa", "DejaVu Sans Mono", "-fs", "8");
const terminal = await windowOf("xterm");
screen.run("xdotool", "windowfocus", "--sync", terminal);
await pause(500);
take();
for (const words of ["ls -l /usr/bin | head -40", "seq 1 400 | xargs -n 12", "seq 1000 1800 | xargs -n 9"]) {
  screen.run("xdotool", "type", "--delay", "5", words);
  take();
  screen.run("xdotool", "key", "Return");
  await pause(60);
  take();
  await pause(400);
  take();
}
screen.start("mousepad");
const editor = await windowOf("mousepad");
screen.run("xdotool", "windowmove", editor, "180", "120");
await pause(800);
take();
for (const letters of ["Dear customer, ", "the printer ", "prints again."]) {
  screen.run("xdotool", "type", "--delay", "5", letters);
  await pause(120);
  take();
}
for (let step = 1; step <= 4; step += 1) {
  screen.run("xdotool", "windowmove", "--sync", editor, String(180 + step * 17), String(120 - step * 9));
  await pause(120);
  take();
}
// What a film leaves on the screen: always another picture of the same size, with very many colours.
for (let frame = 1; frame <= 4; frame += 1) {
  screen.run(
    "convert",
    "-size",
    "200x120",
    "-seed",
    String(frame),
    "plasma:",
    "-crop",
    "180x110+0+0",
    "+repage",
    "film.png",
  );
  const shown = screen.start("display", "-geometry", "+20+250", "film.png");
  await pause(900);
  take();
  shown.kill();
}
await pause(300);
take();

const before = [Buffer.alloc(WIDTH * HEIGHT * 3), ...pictures];
const changes = pictures.map((picture, n) => picture.map((value, at) => value ^ (before[n]?.[at] ?? 0)));
const head = Buffer.alloc(6);
[WIDTH, HEIGHT, pictures.length].forEach((value, n) => head.writeUInt16LE(value, n * 2));
const packed = zstdCompressSync(Buffer.concat([head, ...changes]), {
  params: { [constants.ZSTD_c_compressionLevel]: 19, [constants.ZSTD_c_windowLog]: 24 },
});
mkdirSync(dirname(FILE), { recursive: true });
writeFileSync(FILE, packed);
console.log(`${pictures.length} pictures, ${packed.length} bytes`);
display.close();
await screen.close();
process.exit();
