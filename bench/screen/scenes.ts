import { spawnSync } from "node:child_process";
import koffi from "koffi";

/**
 * A desktop on which something happens, painted by an X client of its own: wallpaper, windows of text, and one scene. Each
 * change carries a number as the colour of a small square in the corner, so that whoever watches knows which one they see.
 * Run as a program: `scenes.ts <display>`; told on its standard input which scene to play for how long, it answers with a line
 * of JSON: when (ms since 1970) each number was painted.
 */

export const SCENES = ["idle", "typing", "scrolling", "drag", "video"] as const;
export type Scene = (typeof SCENES)[number];
export type Painted = {
  readonly scene: Scene;
  readonly changes: readonly { readonly n: number; readonly at: number }[];
};

/** The square with the number: its place, its size, and its colour for each number, 8 levels a channel. */
export const MARK = { x: 8, y: 8, size: 48, numbers: 512 } as const;
export function colourOf(n: number): [number, number, number] {
  return [n & 7, (n >> 3) & 7, (n >> 6) & 7].map((level) => level * 32 + 16) as [number, number, number];
}
export function numberOf([red, green, blue]: readonly [number, number, number]): number {
  const level = (value: number): number => Math.min(7, Math.floor(value / 32));
  return level(red) | (level(green) << 3) | (level(blue) << 6);
}

const WIDTH = 1920;
const HEIGHT = 1080;
const TEXT = { x: 120, y: 110, width: 1200, height: 860, lines: 400, line: 18 } as const;
const VIDEO = { x: 500, y: 300, width: 854, height: 480, frames: 40 } as const;
const DRAGGED = { width: 560, height: 380 } as const;

/** How many milliseconds lie between two changes. */
const PACE: Record<Scene, number> = { idle: 500, typing: 120, scrolling: 45, drag: 40, video: 40 };

async function play(display: string): Promise<void> {
  const x = openDisplay(display);
  paintDesktop(x);
  console.log("ready");
  let n = 0;
  for await (const chunk of process.stdin) {
    const [scene, ms] = String(chunk).trim().split(" ") as [Scene, string];
    const changes: { n: number; at: number }[] = [];
    const until = performance.now() + Number(ms);
    const paint = painter(x, scene);
    for (let step = 0; performance.now() < until; step += 1) {
      const due = performance.now() + PACE[scene];
      n = (n + 1) % MARK.numbers;
      paint(step);
      const [red, green, blue] = colourOf(n);
      x.fill((red << 16) | (green << 8) | blue, MARK.x, MARK.y, MARK.size, MARK.size);
      x.settle();
      changes.push({ n, at: performance.timeOrigin + performance.now() });
      await new Promise((resolve) => setTimeout(resolve, Math.max(1, due - performance.now())));
    }
    console.log(JSON.stringify({ scene, changes } satisfies Painted));
  }
}

type Picture = bigint;
type Painter = ReturnType<typeof openDisplay>;

function openDisplay(name: string) {
  const lib = koffi.load("libX11.so.6");
  const XOpenDisplay = lib.func("void *XOpenDisplay(const char *name)");
  const XDefaultRootWindow = lib.func("unsigned long XDefaultRootWindow(void *display)");
  const XDefaultVisual = lib.func("void *XDefaultVisual(void *display, int screen)");
  const XCreateSimpleWindow = lib.func(
    "unsigned long XCreateSimpleWindow(void *d, unsigned long parent, int x, int y, uint32_t w, uint32_t h, uint32_t border, unsigned long c, unsigned long b)",
  );
  const XMapRaised = lib.func("int XMapRaised(void *d, unsigned long w)");
  const XCreateGC = lib.func("void *XCreateGC(void *d, unsigned long drawable, unsigned long mask, void *values)");
  const XSetForeground = lib.func("int XSetForeground(void *d, void *gc, unsigned long colour)");
  const XFillRectangle = lib.func(
    "int XFillRectangle(void *d, unsigned long w, void *gc, int x, int y, uint32_t width, uint32_t height)",
  );
  const XCreatePixmap = lib.func(
    "unsigned long XCreatePixmap(void *d, unsigned long w, uint32_t width, uint32_t height, uint32_t depth)",
  );
  const XCopyArea = lib.func(
    "int XCopyArea(void *d, unsigned long from, unsigned long to, void *gc, int x, int y, uint32_t w, uint32_t h, int toX, int toY)",
  );
  const XCreateImage = lib.func(
    "void *XCreateImage(void *d, void *visual, uint32_t depth, int format, int offset, uint8_t *data, uint32_t w, uint32_t h, int pad, int stride)",
  );
  const XPutImage = lib.func(
    "int XPutImage(void *d, unsigned long w, void *gc, void *image, int x, int y, int toX, int toY, uint32_t width, uint32_t height)",
  );
  const XSync = lib.func("int XSync(void *d, int discard)");
  const XChangeWindowAttributes = lib.func(
    "int XChangeWindowAttributes(void *d, unsigned long w, unsigned long mask, uint8_t *attributes)",
  );

  const d: unknown = XOpenDisplay(name);
  if (d === null) throw new Error(`There is no display ${name}`);
  const window: unknown = XCreateSimpleWindow(d, XDefaultRootWindow(d), 0, 0, WIDTH, HEIGHT, 0, 0, 0);
  const attributes = Buffer.alloc(112);
  attributes.writeInt32LE(1, 88); // override_redirect
  XChangeWindowAttributes(d, window, 1 << 9, attributes);
  XMapRaised(d, window);
  const gc: unknown = XCreateGC(d, window, 0, null);
  const visual: unknown = XDefaultVisual(d, 0);
  const kept: Buffer[] = [];

  return {
    fill(colour: number, at: number, top: number, width: number, height: number): void {
      XSetForeground(d, gc, colour);
      XFillRectangle(d, window, gc, at, top, width, height);
    },
    /** Puts pixels (blue, green, red, nothing) into a picture on the display's side. */
    picture(pixels: Buffer, width: number, height: number): Picture {
      const pixmap = XCreatePixmap(d, window, width, height, 24) as Picture;
      const strip = 64;
      for (let top = 0; top < height; top += strip) {
        const rows = Math.min(strip, height - top);
        const part = Buffer.from(pixels.subarray(top * width * 4, (top + rows) * width * 4));
        kept.push(part);
        const image: unknown = XCreateImage(d, visual, 24, 2, 0, part, width, rows, 32, width * 4);
        XPutImage(d, pixmap, gc, image, 0, 0, 0, top, width, rows);
        XSync(d, 0);
      }
      return pixmap;
    },
    show(picture: Picture, x: number, y: number, width: number, height: number, toX: number, toY: number): void {
      XCopyArea(d, picture, window, gc, x, y, width, height, toX, toY);
    },
    settle: () => void XSync(d, 0),
  };
}

let wallpaper: Picture | undefined;
let pages: Picture | undefined;
let dragged: Picture | undefined;
let film: Picture[] = [];

function paintDesktop(x: Painter): void {
  const ground = Buffer.alloc(WIDTH * HEIGHT * 4);
  for (let row = 0; row < HEIGHT; row += 1)
    for (let column = 0; column < WIDTH; column += 1)
      ground.writeUInt32LE(
        (((30 + row / 12) << 16) | ((60 + column / 40) << 8) | 120) & 0xffffff,
        (row * WIDTH + column) * 4,
      );
  wallpaper = x.picture(ground, WIDTH, HEIGHT);
  x.show(wallpaper, 0, 0, WIDTH, HEIGHT, 0, 0);
  const words = Array.from({ length: TEXT.lines }, (_, line) => sentence(line)).join("\n");
  pages = x.picture(renderText(words, TEXT.width, TEXT.lines * TEXT.line), TEXT.width, TEXT.lines * TEXT.line);
  x.fill(0x2b3a55, TEXT.x - 1, TEXT.y - 28, TEXT.width + 2, TEXT.height + 29);
  x.show(pages, 0, 0, TEXT.width, TEXT.height, TEXT.x, TEXT.y);
  dragged = x.picture(renderText(words.slice(0, 1500), DRAGGED.width, DRAGGED.height), DRAGGED.width, DRAGGED.height);
  film = Array.from({ length: VIDEO.frames }, (_, frame) => x.picture(filmFrame(frame), VIDEO.width, VIDEO.height));
  x.settle();
}

function painter(x: Painter, scene: Scene): (step: number) => void {
  const backdrop = (): void => {
    if (wallpaper === undefined || pages === undefined) return;
    x.show(wallpaper, 0, 0, WIDTH, HEIGHT, 0, 0);
    x.fill(0x2b3a55, TEXT.x - 1, TEXT.y - 28, TEXT.width + 2, TEXT.height + 29);
    x.show(pages, 0, 0, TEXT.width, TEXT.height, TEXT.x, TEXT.y);
  };
  backdrop();
  let last = { left: 900, top: 200 };
  switch (scene) {
    case "idle":
      return (step) => x.fill(step % 2 === 0 ? 0xf0f0f0 : 0xd8e4ff, 1700, 1050, 90, 18);
    case "typing":
      return (step) => {
        const column = step % 110;
        const line = 10 + Math.floor(step / 110);
        if (pages !== undefined)
          x.show(
            pages,
            20 + column * 8,
            (line + 40) * TEXT.line,
            8,
            TEXT.line,
            TEXT.x + 20 + column * 8,
            TEXT.y + line * TEXT.line,
          );
      };
    case "scrolling":
      return (step) => {
        const far = (TEXT.lines * TEXT.line - TEXT.height) / 2;
        const at = Math.round(far - Math.abs(((step * 3 * TEXT.line) % (2 * far)) - far));
        if (pages !== undefined) x.show(pages, 0, at, TEXT.width, TEXT.height, TEXT.x, TEXT.y);
      };
    case "drag":
      return (step) => {
        const left = 700 + Math.round(400 * Math.sin(step / 15));
        const top = 300 + Math.round(180 * Math.cos(step / 11));
        if (wallpaper === undefined || pages === undefined || dragged === undefined) return;
        x.show(wallpaper, last.left, last.top, DRAGGED.width, DRAGGED.height, last.left, last.top);
        const overlap = { left: Math.max(last.left, TEXT.x), top: Math.max(last.top, TEXT.y) };
        const width = Math.min(last.left + DRAGGED.width, TEXT.x + TEXT.width) - overlap.left;
        const height = Math.min(last.top + DRAGGED.height, TEXT.y + TEXT.height) - overlap.top;
        if (width > 0 && height > 0)
          x.show(pages, overlap.left - TEXT.x, overlap.top - TEXT.y, width, height, overlap.left, overlap.top);
        x.show(dragged, 0, 0, DRAGGED.width, DRAGGED.height, left, top);
        last = { left, top };
      };
    case "video":
      return (step) => {
        const frame = film[step % film.length];
        if (frame !== undefined) x.show(frame, 0, 0, VIDEO.width, VIDEO.height, VIDEO.x, VIDEO.y);
      };
  }
}

/** Text as programs draw it, with soft edges, by ImageMagick; blue, green, red, nothing. */
function renderText(words: string, width: number, height: number): Buffer {
  const drawn = spawnSync(
    "convert",
    [
      "-size",
      `${width}x${height}`,
      "xc:white",
      "-font",
      "DejaVu-Sans-Mono",
      "-pointsize",
      "13",
      "-fill",
      "#1c2330",
      "-annotate",
      "+12+14",
      words,
      "-depth",
      "8",
      "bgra:-",
    ],
    { maxBuffer: 256 * 1024 * 1024 },
  );
  if (drawn.status !== 0 || drawn.stdout.length !== width * height * 4)
    throw new Error(`ImageMagick could not draw text: ${String(drawn.stderr)}`);
  return drawn.stdout;
}

const WORDS =
  "the queue holds every case until somebody takes it while customers wait and experts look at screens printers windows drivers cables accounts".split(
    " ",
  );

function sentence(line: number): string {
  let seed = line * 7_919 + 17;
  const take = (): string => WORDS[(seed = (seed * 48_271) % 2_147_483_647) % WORDS.length] ?? "";
  return `${String(line).padStart(4)}  ${Array.from({ length: 18 }, take).join(" ")}`.slice(0, 145);
}

/** One picture of something like a film: soft shapes that move, and the grain of a camera. */
function filmFrame(frame: number): Buffer {
  const { width, height } = VIDEO;
  const pixels = Buffer.alloc(width * height * 4);
  const t = (frame / VIDEO.frames) * 2 * Math.PI;
  let seed = 1 + frame;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      const grain = (seed >>> 28) - 8;
      const wave = Math.sin(x / 60 + t) + Math.cos(y / 45 - t) + Math.sin((x + y) / 90 + 2 * t);
      const at = (y * width + x) * 4;
      pixels[at] = 120 + 30 * wave + grain;
      pixels[at + 1] = 110 + 40 * Math.sin(wave + t) + grain;
      pixels[at + 2] = 130 + 45 * Math.cos(wave * 1.3) + grain;
    }
  }
  return pixels;
}

if (import.meta.main) await play(process.argv[2] ?? ":0");
