import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openXDisplay, type XDisplay } from "../../../testing/x-display.ts";
import { openDisplay, type Display } from "./display.ts";
import { openInput } from "./input.ts";

const LINE = "Zażółć gęślą jaźń ñ ß 漢字 Ёлка €uro 'q' \"Q\" ~^`";

let screen: XDisplay;
let display: Display;
let input: ReturnType<typeof openInput>;

beforeAll(async () => {
  screen = await openXDisplay();
  display = openDisplay(screen.name);
  input = openInput(display);
});
afterAll(async () => {
  input.close();
  display.close();
  await screen.close();
});

/** A terminal in which everything typed goes into a file, until Ctrl+D. */
async function openNotes(file: string): Promise<{ path: string; id: string }> {
  const path = join(screen.home, file);
  screen.start("xterm", "-T", file, "-u8", "-e", "sh", "-c", `cat > ${path}; touch ${path}.done`);
  let id = "";
  await expect
    .poll(
      () => {
        try {
          id = screen.run("xdotool", "search", "--onlyvisible", "--name", file).split("\n")[0] ?? "";
        } catch {
          id = "";
        }
        return id;
      },
      { timeout: 15_000 },
    )
    .not.toBe("");
  screen.run("xdotool", "windowactivate", "--sync", id);
  await expect.poll(() => existsSync(path)).toBe(true);
  return { path, id };
}

async function written(path: string): Promise<string> {
  for (const down of [true, false]) {
    input.key("Control", "ControlLeft", down);
    if (!down) break;
    input.key("d", "KeyD", true);
    input.key("d", "KeyD", false);
  }
  await expect.poll(() => existsSync(`${path}.done`), { timeout: 20_000 }).toBe(true);
  return readFileSync(path, "utf8");
}

it("[R13] types text of any script by its meaning, fast and repeated, byte for byte", async () => {
  const { path } = await openNotes("plain");
  for (let n = 0; n < 5; n += 1) input.text(`${LINE}\n`);
  expect(await written(path)).toBe(`${LINE}\n`.repeat(5));
});

it("[R13] types the same under another layout, with CapsLock on and with Shift held", async () => {
  screen.run("setxkbmap", "de");
  input.close();
  input = openInput(display);
  const { path } = await openNotes("german");
  input.key("CapsLock", "CapsLock", true);
  input.key("CapsLock", "CapsLock", false);
  input.text(`${LINE} yzYZ äöü\n`);
  input.key("CapsLock", "CapsLock", true);
  input.key("CapsLock", "CapsLock", false);
  input.key("Shift", "ShiftLeft", true);
  input.text(`${LINE}\n`);
  input.key("Shift", "ShiftLeft", false);
  expect(await written(path)).toBe(`${LINE} yzYZ äöü\n${LINE}\n`);
});

it("[R13] keys act by place: editing, and shortcuts by the letter they mean", async () => {
  screen.run("setxkbmap", "us");
  input.close();
  input = openInput(display);
  const { path } = await openNotes("keys");
  input.text("wrong");
  for (let n = 0; n < 5; n += 1) {
    input.key("Backspace", "Backspace", true);
    input.key("Backspace", "Backspace", false);
  }
  input.text("right");
  input.key("Enter", "Enter", true);
  input.key("Enter", "Enter", false);
  expect(await written(path)).toBe("right\n");
});

it("[R4] [R13] what waits to be typed is not typed any more when it is forgotten", async () => {
  const { path } = await openNotes("forgotten");
  // So many characters that no keyboard has must wait for keys to be lent to them.
  const rare = Array.from({ length: 600 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join("");
  input.text(rare);
  input.forget();
  input.text("\n");
  const left = await written(path);
  expect(left.length).toBeLessThan(rare.length / 2);
  expect(rare.startsWith(left.trimEnd())).toBe(true);
});

it("[R13] moves the pointer, presses its buttons and turns its wheel", async () => {
  input.move(321, 234);
  await expect.poll(() => screen.run("xdotool", "getmouselocation")).toContain("x:321 y:234");
});
