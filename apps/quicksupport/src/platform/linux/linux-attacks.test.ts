import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openXDisplay, type XDisplay } from "../../../testing/x-display.ts";
import type { Platform } from "../../ports.ts";
import { openLinuxPlatform } from "./linux-platform.ts";

/** What an expert, a server or a file name could do to the customer's desktop, done to a real one. */
let screen: XDisplay;
let platform: Platform;

beforeAll(async () => {
  screen = await openXDisplay();
  mkdirSync(join(screen.home, "Desktop"));
  const env = { PATH: process.env["PATH"], DISPLAY: screen.name, HOME: screen.home };
  platform = await openLinuxPlatform({ env, id: "acme", restartWords: ["sleep", "3"] });
});
afterAll(async () => {
  platform.close();
  await screen.close();
});

/** Much more than it takes, and much less than what held Stop up: other programs share this processor. */
const SHARED_MS = 500;

/** How long nothing else could have happened while `act` ran, in ms: the longest pause between two turns. */
async function longestPause(act: () => unknown): Promise<number> {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  try {
    await act();
    await new Promise((resolve) => setTimeout(resolve, 5));
  } finally {
    clearInterval(timer);
  }
  return longest;
}

/** How many windows there are; NaN when one went while they were counted. */
function windows(): number {
  try {
    return screen.run("xwininfo", "-root", "-tree").split("\n").length;
  } catch {
    return Number.NaN;
  }
}

it("[X8] [X18] lines from corner to corner in any number of colours neither end the program nor fill the display", async () => {
  const before = windows();
  const points = Array.from({ length: 5_000 }, (_, n): [number, number] => (n % 2 === 0 ? [0, 0] : [1023, 767]));
  const lines = Array.from({ length: 300 }, (_, n) => ({ colour: `#${String(100_000 + n)}`, points }));
  const begun = performance.now();
  platform.overlay.marks({ pointers: [{ x: 5, y: 5, colour: "#00ff00" }], lines });
  expect(performance.now() - begun).toBeLessThan(SHARED_MS);
  await expect.poll(() => windows() - before).toBeLessThanOrEqual(8);
  for (let n = 0; n < 100; n += 1)
    platform.overlay.marks({
      pointers: [],
      lines: [{ colour: `#${String(200_000 + n)}`, points: points.slice(0, 2) }],
    });
  await expect.poll(() => windows() - before).toBeLessThanOrEqual(8);
  platform.overlay.marks({ pointers: [], lines: [] });
  await expect.poll(windows).toBe(before);
});

it("[X18] [R6] a flood of text does not hold Stop up, and nothing of it is typed afterwards", async () => {
  const text = "abcdefgh ".repeat(222);
  const pause = await longestPause(() => {
    for (let n = 0; n < 1_000; n += 1) platform.input.text(text);
  });
  expect(pause).toBeLessThan(SHARED_MS);
  platform.input.forget();
  platform.input.key("Shift", "ShiftLeft", true);
  platform.input.key("Shift", "ShiftLeft", false);
  const asked = performance.now();
  // The display has done all it was asked: it answers the next question.
  platform.capture.pointer();
  expect(performance.now() - asked).toBeLessThan(SHARED_MS);
});

it("[X18] [R18] Stop is in reach while the computer is asked to restart", async () => {
  expect(await longestPause(() => platform.restart())).toBeLessThan(SHARED_MS);
});

it("[M5] neither a label nor a path writes other lines into the shortcut", async () => {
  const label = "SOS\nExec=sh -c evil\nX=\\nExec=sh";
  const command = ["/tmp/a\nExec=sh -c evil\n#/qs", "--data", "x\r\nTerminal=true", "--sos"];
  const path = await platform.shortcut.create({ label, icon: Buffer.from("png"), command });
  const rows = readFileSync(path ?? "", "utf8").split(/[\r\n]+/);
  expect(rows.filter((row) => row.startsWith("Exec="))).toHaveLength(1);
  expect(rows.map((row) => row.split("=", 1)[0])).toEqual([
    "[Desktop Entry]",
    "Type",
    "Name",
    "Icon",
    "Exec",
    "Terminal",
    "StartupNotify",
    "",
  ]);
  await platform.shortcut.remove();
});
