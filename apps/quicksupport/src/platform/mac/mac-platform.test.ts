import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import koffi from "koffi";
import { expect, it } from "vitest";
import { drawIcon } from "../../icon.ts";
import { appIcon } from "./app-folder.ts";
import { countClicks } from "./clicks.ts";
import { pixelAt, placeDisplays, pointAt } from "./displays.ts";
import { freeIn, processesIn } from "./facts.ts";
import { nameStructures, PROTOTYPES } from "./frameworks.ts";
import { flagOf, keycodeOf, piecesOf } from "./keys.ts";
import { plist } from "./plist.ts";
import { takePixels } from "./pointer-shape.ts";
import { openShortcut, returnStart, startScript } from "./shortcut.ts";

/** What can be shown of macOS' platform without macOS: everything that is not a call into it. */

const laptop = { id: 1, x: 0, y: 0, width: 1440, height: 900, pixelWidth: 2880, pixelHeight: 1800, primary: true };
const beside = {
  id: 2,
  x: 1440,
  y: -180,
  width: 1920,
  height: 1080,
  pixelWidth: 1920,
  pixelHeight: 1080,
  primary: false,
};
const before = { ...beside, id: 3, x: -1920, y: 0 };

it("[R16] displays of different density stand beside each other with all their pixels, and none overlaps", () => {
  const placed = placeDisplays([laptop, beside, before]);
  expect(placed.map(({ monitor }) => [monitor.x, monitor.y, monitor.width, monitor.height, monitor.scale])).toEqual([
    [3840, 360, 2880, 1800, 2],
    [6720, 0, 1920, 1080, 1],
    [0, 360, 1920, 1080, 1],
  ]);
});

it("[R6] every pixel leads to the point it shows, and back; what no display shows leads to the nearest one", () => {
  const placed = placeDisplays([laptop, beside, before]);
  for (const { monitor } of placed)
    for (const [dx, dy] of [
      [0, 0],
      [10, 20],
      [monitor.width - 2, monitor.height - 2],
    ] as const) {
      const point = pointAt(placed, monitor.x + dx, monitor.y + dy);
      expect(pixelAt(placed, point.x, point.y)).toEqual({ x: monitor.x + dx, y: monitor.y + dy });
    }
  expect(pointAt(placed, 3840 + 100, 360 + 100)).toEqual({ x: 50, y: 50 });
  expect(pointAt(placed, 2000, 400)).toEqual({ x: -1, y: 40 });
  expect(pixelAt(placed, 0, -500)).toBeNull();
  expect(pointAt([], 5, 6)).toEqual({ x: 5, y: 6 });
});

it("[R13] keys are known by their place, else by their meaning, and modifiers carry their flag", () => {
  expect(
    ["KeyA", "KeyZ", "KeyP", "Digit0", "Space", "Backspace", "F12", "ArrowUp", "NumpadEnter"].map((code) =>
      keycodeOf("", code),
    ),
  ).toEqual([0, 6, 35, 29, 49, 51, 111, 126, 76]);
  expect(["Escape", "Enter", "Delete", "PageDown", "Tab"].map((key) => keycodeOf(key, ""))).toEqual([
    53, 36, 117, 121, 48,
  ]);
  expect(keycodeOf("Meta", "")).toBe(keycodeOf("Meta", "MetaLeft"));
  expect(keycodeOf("BrowserBack", "BrowserBack")).toBeUndefined();
  const flags = ["ShiftRight", "ControlLeft", "AltRight", "MetaLeft", "KeyA"].map((code) =>
    flagOf(keycodeOf("", code) ?? -1),
  );
  expect(flags).toEqual([0x20000, 0x40000, 0x80000, 0x100000, undefined]);
});

it("[R13] text of any script is typed in whole characters, a line break as its own key", () => {
  const text = "Zażółć gęślą jaźń ñ ß 漢字 👩‍💻".repeat(3);
  const pieces = piecesOf(`${text}\r\n\tend\n`);
  expect(pieces.join("")).toBe(`${text}\n\tend\n`);
  expect(pieces.every((piece) => piece.length <= 20 && piece.isWellFormed())).toBe(true);
  expect(pieces.slice(-4)).toEqual(["\n", "\t", "end", "\n"]);
});

it("[R13] a second click soon and near is a double click", () => {
  let now = 0;
  const click = countClicks(() => now);
  expect(click(0, 10, 10)).toBe(1);
  now = 200;
  expect([click(0, 12, 11), click(0, 12, 11)]).toEqual([2, 3]);
  expect(click(2, 12, 11)).toBe(1);
  now = 900;
  expect(click(2, 12, 11)).toBe(1);
  expect(click(2, 60, 11)).toBe(1);
});

it("[R16] a pointer's pixels are taken without what lies between rows, and in plain colours", () => {
  const rows = Uint8Array.from([100, 50, 0, 128, 9, 9, 9, 9, 255, 1, 2, 255, 9, 9, 9, 9]);
  const shape = { width: 1, height: 2, stride: 8 };
  expect([...takePixels(rows, shape, false)]).toEqual([100, 50, 0, 128, 255, 1, 2, 255]);
  expect([...takePixels(rows, shape, true)]).toEqual([199, 100, 0, 128, 255, 1, 2, 255]);
});

it("[R18] what macOS' own tools say of processes and memory becomes facts", () => {
  const rows =
    "    1   0:01.50  12345 launchd\n  402 61:02.25 204800 Google Chrome Helper\n 9 1-02:00:03,50 1 old\nnonsense\n";
  expect(processesIn(rows)).toEqual([
    { pid: 1, name: "launchd", seconds: 1.5, memory: 12_641_280 },
    { pid: 402, name: "Google Chrome Helper", seconds: 3_662.25, memory: 209_715_200 },
    { pid: 9, name: "old", seconds: 93_603.5, memory: 1_024 },
  ]);
  const pages =
    "Mach Virtual Memory Statistics: (page size of 16384 bytes)\nPages free:  100.\nPages active: 7.\nPages inactive:  50.\nPages speculative: 6.\n";
  expect(freeIn(pages)).toBe(156 * 16_384);
  expect(freeIn("")).toBeUndefined();
});

it("[M5] the shortcut is an app of its own with label, icon and words, and removing it leaves nothing", async () => {
  const desktop = mkdtempSync(join(tmpdir(), "beckon-mac-"));
  try {
    let label: string | undefined;
    const shortcut = openShortcut(desktop, "help.example.com_acme", {
      read: () => Promise.resolve(label),
      write: (text) => Promise.resolve(void (label = text)),
      clear: () => Promise.resolve(void (label = undefined)),
    });
    const app = "/Applications/Quick Support.app/Contents/MacOS/QuickSupport";
    const path = await shortcut.create({
      label: "../Hilfe: A/B",
      icon: await drawIcon("#0f766e"),
      command: [app, "--sos"],
    });
    expect(path).toBe(join(desktop, "Hilfe  A B.app"));
    expect(await shortcut.exists()).toBe(true);
    const script = readFileSync(join(path ?? "", "Contents/MacOS/SOS"), "utf8");
    expect(script).toContain("'/usr/bin/open' '-n' '/Applications/Quick Support.app' '--args' '--sos'");
    await shortcut.remove();
    expect(await shortcut.exists()).toBe(false);
    expect(label).toBeUndefined();
  } finally {
    rmSync(desktop, { recursive: true, force: true });
  }
});

it("[M5] a label that something of the person's own is called by takes nothing from them", async () => {
  const desktop = mkdtempSync(join(tmpdir(), "beckon-mac-"));
  try {
    let label: string | undefined;
    const shortcut = openShortcut(desktop, "help.example.com_acme", {
      read: () => Promise.resolve(label),
      write: (text) => Promise.resolve(void (label = text)),
      clear: () => Promise.resolve(void (label = undefined)),
    });
    mkdirSync(join(desktop, "Diary.app"));
    writeFileSync(join(desktop, "Diary.app", "mine"), "mine");
    const sos = { label: "Diary", icon: await drawIcon("#0f766e"), command: ["/x"] };
    expect(await shortcut.create(sos)).toBe(join(desktop, "Diary (2).app"));
    expect(await shortcut.create(sos)).toBe(join(desktop, "Diary (2).app"));
    await shortcut.remove();
    expect(readdirSync(desktop)).toEqual(["Diary.app"]);
    expect(readdirSync(join(desktop, "Diary.app"))).toEqual(["mine"]);
  } finally {
    rmSync(desktop, { recursive: true, force: true });
  }
});

it("[M5] [R18] words reach the program whole, and a start at sign-in takes itself away", () => {
  const words = ["/bin/echo", "it's", 'a "word"', "$HOME", "<&>"];
  expect(spawnSync("sh", [], { input: startScript(words), encoding: "utf8" }).stdout).toBe(`it's a "word" $HOME <&>\n`);
  const entry = returnStart("app.beckon.return.a", "/Users/c/Library/LaunchAgents/a.plist", words);
  expect(entry).toContain("<key>RunAtLoad</key>\n  <true/>");
  expect(entry).toContain(
    '<string>rm -f "$0"; exec "$@"</string><string>/Users/c/Library/LaunchAgents/a.plist</string>',
  );
  expect(entry).toContain("<string>&lt;&amp;&gt;</string>");
  expect(plist({ A: "b" })).toContain("<dict>\n  <key>A</key>\n  <string>b</string>\n</dict>");
  const icon = appIcon(Uint8Array.from([1, 2, 3]));
  expect([icon.toString("latin1", 0, 4), icon.readUInt32BE(4), icon.readUInt32BE(12)]).toEqual(["icns", 19, 11]);
});

it("[R16] every call into macOS is declared as C that can be called", () => {
  nameStructures();
  const all = Object.values(PROTOTYPES).flatMap((calls) => Object.entries(calls));
  for (const [name, prototype] of all) expect(koffi.proto(prototype.replace("NAME", name)).primitive).toBe("Prototype");
  expect(all.length).toBeGreaterThan(30);
});
