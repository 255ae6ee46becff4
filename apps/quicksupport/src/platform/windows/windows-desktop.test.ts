import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import type { Monitor } from "@beckon/protocol/peer.ts";
import type { Grab, Pointer } from "@beckon/screen/capture.ts";
import type { Copied } from "@beckon/session/machine.ts";
import { pixelAt, readElsewhere } from "../../../testing/shown-pixels.ts";
import { openWine, type FarPlatform, type WineDesktop } from "../../../testing/wine-desktop.ts";
import { drawIcon } from "../../icon.ts";

/** A desktop of Windows in Wine: what Wine shows, it shows on a real display that other programs read. */
let wine: WineDesktop;
let platform: FarPlatform;
const [width, height] = [1024, 768];
const LINE = "Zażółć gęślą jaźń ñ ß 漢字 Ёлка €uro 🙂 'q' \"Q\" ~^`";

beforeAll(async () => {
  wine = await openWine(width, height);
  platform = await wine.openPlatform("acme");
});
afterAll(() => wine.close());

const whole = { x: 0, y: 0, width, height };
async function grab(area = whole): Promise<Grab> {
  const got = await platform.ask<Grab | string>("capture.grab", area);
  if (typeof got === "string") throw new Error(got);
  return got;
}
function paint(colour: string): void {
  wine.screen.run("xsetroot", "-solid", colour);
}

/** Windows' own editor with an empty file and the focus; it ends with the test. */
async function openNotepad(name: string): Promise<{ path: string; window: string }> {
  const { path, window, close } = await wine.openNotepad(name);
  onTestFinished(close);
  return { path, window };
}

async function press(key: string, code: string, ...held: [key: string, code: string][]): Promise<void> {
  for (const one of held) await platform.ask("input.key", ...one, true);
  await platform.ask("input.key", key, code, true);
  await platform.ask("input.key", key, code, false);
  for (const one of held.toReversed()) await platform.ask("input.key", ...one, false);
}

it("[R16] in Wine the picture is the very pixels that the display shows", async () => {
  expect(await platform.ask<Monitor[]>("capture.monitors")).toEqual([
    { id: 0, name: "1", x: 0, y: 0, width, height, scale: 1, primary: true },
  ]);
  paint("#123456");
  await expect.poll(async () => pixelAt(await grab(), 500, 700)).toEqual([0x12, 0x34, 0x56]);
  const child = wine.screen.start("xterm", "-geometry", "40x10+200+100", "-bg", "#abcdef", "-e", "sleep", "60");
  await expect.poll(async () => pixelAt(await grab(), 250, 180)).toEqual([0xab, 0xcd, 0xef]);
  const part = await grab({ x: 250, y: 180, width: 10, height: 8 });
  expect([part.width, part.height, part.stride, part.changed, pixelAt(part, 3, 3)]).toEqual([
    10,
    8,
    40,
    null,
    [0xab, 0xcd, 0xef],
  ]);
  const { pixels } = await grab();
  wine.screen.run("import", "-window", "root", "-depth", "8", `BGRA:${join(wine.screen.home, "shown")}`);
  const shown = readFileSync(join(wine.screen.home, "shown"));
  let different = 0;
  for (let place = 0; place < shown.length; place += 4)
    if ([0, 1, 2].some((channel) => shown[place + channel] !== pixels[place + channel])) different += 1;
  expect([shown.length, different]).toEqual([width * height * 4, 0]);
  expect(await platform.ask("capture.grab", { x: 900, y: 0, width: 500, height: 500 })).toBe("noScreen");
  child.kill();
});

it("[R16] in Wine a high-density monitor is told as one, and its pixels stay its own", async () => {
  wine.run(
    "reg",
    "add",
    String.raw`HKCU\Control Panel\Desktop`,
    "/v",
    "LogPixels",
    "/t",
    "REG_DWORD",
    "/d",
    "192",
    "/f",
  );
  const dense = await wine.openPlatform("dense");
  expect(await dense.ask<Monitor[]>("capture.monitors")).toEqual([
    { id: 0, name: "1", x: 0, y: 0, width, height, scale: 2, primary: true },
  ]);
  expect(await dense.ask("capture.grab", whole)).toMatchObject({ width, height });
  wine.run("reg", "delete", String.raw`HKCU\Control Panel\Desktop`, "/v", "LogPixels", "/f");
});

it("[R13] in Wine text of any script arrives in Windows' editor, and keys act by their meaning and place", async () => {
  const { path } = await openNotepad("typed.txt");
  await platform.ask("input.text", `${LINE}\n`.repeat(20));
  await platform.ask("input.text", "wrong\tX");
  for (let n = 0; n < 7; n += 1) await press("Backspace", "Backspace");
  await press("Home", "Home");
  await platform.ask("input.text", "first ");
  await press("End", "Numpad1");
  await platform.ask("input.key", "Shift", "ShiftLeft", true);
  await platform.ask("input.text", "ñ漢\n");
  await platform.ask("input.key", "Shift", "ShiftLeft", false);
  await press("s", "KeyS", ["Control", "ControlLeft"]);
  await expect
    .poll(() => readFileSync(path, "utf16le").replace("\uFEFF", ""), { timeout: 20_000 })
    .toBe(`${`${LINE}\r\n`.repeat(20)}first ñ漢\r\n`);
});

it("[R13] in Wine the pointer moves to the very pixel, and its buttons and wheel act there", async () => {
  const { window } = await openNotepad("wheel.txt");
  wine.screen.run("xdotool", "windowsize", "--sync", window, "500", "300");
  wine.screen.run("xdotool", "windowmove", "--sync", window, "200", "200");
  await platform.ask("input.text", Array.from({ length: 60 }, (_, n) => `line ${n}\n`).join(""));
  for (const [x, y] of [
    [321, 234],
    [0, 0],
    [1023, 767],
    [400, 400],
  ] as const) {
    await platform.ask("input.move", x, y);
    await expect.poll(() => wine.screen.run("xdotool", "getmouselocation")).toContain(`x:${x} y:${y}`);
  }
  await expect.poll(async () => (await platform.ask<Pointer | null>("capture.pointer"))?.x).toBe(400);
  const pointer = await platform.ask<Pointer>("capture.pointer");
  expect(pointer.shape.pixels.length).toBe(pointer.shape.width * pointer.shape.height * 4);
  expect(pointer.shape.pixels.some((value) => value !== 0)).toBe(true);
  const before = await grab({ x: 220, y: 260, width: 200, height: 200 });
  await platform.ask("input.wheel", 0, -3);
  await expect
    .poll(async () => Buffer.compare((await grab({ x: 220, y: 260, width: 200, height: 200 })).pixels, before.pixels))
    .not.toBe(0);
});

it("[R14] in Wine what other programs copy is told: text and pictures, as PNG or as Windows' own bitmaps", async () => {
  await platform.ask("clipboard.watch", "event:copied");
  const told = () => platform.told<Copied>("event:copied").at(-1);
  const copy = (target: string, file: string) =>
    wine.screen.start("xclip", "-selection", "clipboard", "-t", target, "-i", file, "-loops", "0", "-quiet");
  const text = join(wine.screen.home, "text");
  writeFileSync(text, "Grüße,\n漢字 🙂");
  copy("UTF8_STRING", text);
  await expect.poll(told).toEqual({ media: "text/plain", text: "Grüße,\n漢字 🙂" });
  const png = join(wine.screen.home, "picture.png");
  wine.screen.run(
    "convert",
    "-size",
    "30x20",
    "xc:#c08040",
    "-fill",
    "#2060ff",
    "-draw",
    "point 3,4",
    "-alpha",
    "off",
    png,
  );
  copy("image/png", png);
  await expect.poll(() => pixelOf(told(), 3, 4)).toBe("30x20 #2060FF");
  const bmp = join(wine.screen.home, "picture.bmp");
  wine.screen.run("convert", "-size", "31x21", "xc:#40c080", "-fill", "#ff2060", "-draw", "point 5,6", `BMP3:${bmp}`);
  copy("image/bmp", bmp);
  await expect.poll(() => pixelOf(told(), 5, 6)).toBe("31x21 #FF2060");
});

/** A picture's size and one of its pixels, as another program reads it. */
function pixelOf(copied: Copied | undefined, x: number, y: number): string {
  if (copied?.media !== "image/png") return String(copied?.media);
  const path = join(wine.screen.home, "told.png");
  writeFileSync(path, copied.bytes);
  return wine.screen.run("convert", path, "-format", `%wx%h #%[hex:p{${x},${y}}]`, "info:").slice(0, 13);
}

it("[R14] in Wine other programs paste what was put there, and it is not told as a copy", async () => {
  const before = platform.told("event:copied").length;
  await platform.ask("clipboard.write", { media: "text/plain", text: "Grüße, 漢字 🙂" });
  const paste = (target: string) => wine.screen.run("sh", "-c", `xclip -selection clipboard -t ${target} -o 2>&1 || :`);
  await expect.poll(() => paste("UTF8_STRING")).toBe("Grüße, 漢字 🙂");
  const { path } = await openNotepad("pasted.txt");
  await press("v", "KeyV", ["Control", "ControlLeft"]);
  await press("s", "KeyS", ["Control", "ControlLeft"]);
  await expect.poll(() => readFileSync(path, "utf16le")).toBe("\uFEFFGrüße, 漢字 🙂");
  const icon = await drawIcon("#d9304f");
  await platform.ask("clipboard.write", { media: "image/png", bytes: icon });
  const pixel = (target: string) =>
    wine.screen.run(
      "sh",
      "-c",
      `xclip -selection clipboard -t ${target} -o | convert - -format '%wx%h #%[hex:p{64,4}]' info: 2>&1 || :`,
    );
  await expect.poll(() => pixel("image/png")).toContain("128x128 #D9304F");
  await expect.poll(() => pixel("image/bmp")).toContain("128x128 #D9304F");
  expect(platform.told("event:copied").length).toBe(before);
});

it("[X18] in Wine the frame stands around the screen, and its control stops at a click", async () => {
  paint("#000000");
  await platform.ask("overlay.frame", { words: "Ana sieht Ihren Bildschirm · Beenden ñ", stop: "event:stop" });
  await expect.poll(() => readElsewhere(wine.screen, 1, 400)).toEqual([0xd9, 0x30, 0x4f]);
  await expect.poll(() => readElsewhere(wine.screen, width - 2, 400)).toEqual([0xd9, 0x30, 0x4f]);
  await expect.poll(() => readElsewhere(wine.screen, 400, 10)).toEqual([0xd9, 0x30, 0x4f]);
  wine.screen.run("xdotool", "mousemove", String(width / 2), "12", "click", "1");
  await expect.poll(() => platform.told("event:stop").length).toBe(1);
  await platform.ask("overlay.frame", null);
  await expect.poll(() => readElsewhere(wine.screen, 1, 400)).toEqual([0, 0, 0]);
});

it("[R16] in Wine the expert's pointer and lines are drawn over the desktop, and go again", async () => {
  paint("#000000");
  const points = [
    [100, 500],
    [400, 500],
  ];
  await platform.ask("overlay.marks", {
    pointers: [{ x: 300, y: 300, colour: "#00ff00" }],
    lines: [{ colour: "#ff8800", points }],
  });
  await expect.poll(() => readElsewhere(wine.screen, 250, 500)).toEqual([0xff, 0x88, 0]);
  await expect.poll(() => readElsewhere(wine.screen, 301, 306)).toEqual([0, 0xff, 0]);
  await platform.ask("overlay.marks", { pointers: [], lines: [{ colour: "#ff8800", points: [[50, 50]] }] });
  await expect.poll(() => readElsewhere(wine.screen, 50, 50)).toEqual([0xff, 0x88, 0]);
  await expect.poll(() => readElsewhere(wine.screen, 250, 500)).toEqual([0, 0, 0]);
  await platform.ask("overlay.marks", { pointers: [], lines: [] });
  await expect.poll(() => readElsewhere(wine.screen, 50, 50)).toEqual([0, 0, 0]);
});

it("[R16] in Wine clicks go through what is drawn over the desktop", async () => {
  const { window } = await openNotepad("below.txt");
  wine.screen.run("xdotool", "mousemove", "--window", window, "15", "10");
  const place = wine.screen.run("xdotool", "getmouselocation");
  const [x = 0, y = 0] = (/x:(\d+) y:(\d+)/.exec(place) ?? []).slice(1).map(Number);
  const points = [
    [x - 10, y],
    [x + 40, y],
  ];
  await platform.ask("overlay.marks", { pointers: [], lines: [{ colour: "#ff8800", points }] });
  await expect.poll(() => readElsewhere(wine.screen, x, y)).toEqual([0xff, 0x88, 0]);
  const below = { x, y: y + 15, width: 60, height: 60 };
  const { pixels } = await grab(below);
  wine.screen.run("xdotool", "click", "1");
  // The editor's menu opens.
  await expect.poll(async () => Buffer.compare((await grab(below)).pixels, pixels)).not.toBe(0);
  await platform.ask("overlay.marks", { pointers: [], lines: [] });
});

it("[X18] in Wine Ctrl+Alt+Shift+Q stops within 100 ms while another program has the focus", async () => {
  await openNotepad("focus.txt");
  await platform.ask("watchStopKeys", "event:keys");
  wine.screen.run("xdotool", "key", "ctrl+alt+shift+q");
  const ended = performance.now();
  await expect.poll(() => platform.told("event:keys").length, { interval: 5 }).toBe(1);
  expect(performance.now() - ended).toBeLessThan(100);
});
