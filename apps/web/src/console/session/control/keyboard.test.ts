import { beforeEach, describe, expect, it } from "vitest";
import type { KeyPress, KeyboardRules } from "./keyboard.ts";
import { makeKeyboard } from "./keyboard.ts";
import { buttonChanges } from "./mouse-buttons.ts";
import { makeNotches } from "./wheel-notches.ts";

const plain: KeyboardRules = { byPlace: false, mac: false, hostIsMac: false };
let sent: string[] = [];
let keyboard = makeKeyboard({ key: () => {}, typeText: () => {}, releaseInput: () => {} });

function event(key: string, code: string, with_: Partial<KeyPress> = {}): KeyPress {
  return { key, code, ctrl: false, alt: false, meta: false, altGraph: false, composing: false, ...with_ };
}
function down(key: string, code: string, with_: Partial<KeyPress> = {}, rules = plain) {
  return keyboard.down(event(key, code, with_), rules);
}
function up(key: string, code: string, with_: Partial<KeyPress> = {}, rules = plain) {
  return keyboard.up(event(key, code, with_), rules);
}

beforeEach(() => {
  sent = [];
  keyboard = makeKeyboard({
    key: (key, _, isDown) => sent.push(`${isDown ? "+" : "-"}${key}`),
    typeText: (text) => sent.push(`"${text}"`),
    releaseInput: () => sent.push("release"),
  });
});

describe("the expert's keyboard", () => {
  it.each(["a", "ż", "ß", "漢", "😀", " ", "ё"])("[R13] %s goes as text, once, without its key", (key) => {
    expect(down(key, "KeyA")).toBe("taken");
    up(key, "KeyA");
    expect(sent).toEqual([`"${key}"`]);
  });
  it("[R13] Shift stays here while text is typed, and counts with what does not print", () => {
    down("Shift", "ShiftLeft");
    down("A", "KeyA");
    up("A", "KeyA");
    expect(sent).toEqual(['"A"']);
    down("ArrowLeft", "ArrowLeft");
    up("ArrowLeft", "ArrowLeft");
    down("B", "KeyB");
    up("Shift", "ShiftLeft");
    expect(sent).toEqual(['"A"', "+Shift", "+ArrowLeft", "-ArrowLeft", "-Shift", '"B"']);
  });
  it("[R13] Shift counts for the mouse, and a tap on it alone is told", () => {
    down("Shift", "ShiftLeft");
    keyboard.need();
    up("Shift", "ShiftLeft");
    expect(sent).toEqual(["+Shift", "-Shift"]);
    down("Shift", "ShiftRight");
    up("Shift", "ShiftRight");
    expect(sent).toEqual(["+Shift", "-Shift", "+Shift", "-Shift"]);
  });
  it("[R13] shortcuts go as keys", () => {
    down("Control", "ControlLeft", { ctrl: true });
    down("c", "KeyC", { ctrl: true });
    up("c", "KeyC", { ctrl: true });
    up("Control", "ControlLeft");
    expect(sent).toEqual(["+Control", "+c", "-c", "-Control"]);
  });
  it("[R13] a shortcut with Shift has it", () => {
    down("Control", "ControlLeft", { ctrl: true });
    down("Shift", "ShiftLeft", { ctrl: true });
    down("T", "KeyT", { ctrl: true });
    expect(sent).toEqual(["+Control", "+Shift", "+T"]);
  });
  it("[R13] AltGr is part of the character: the Ctrl Windows tells before it is taken back", () => {
    down("Control", "ControlLeft", { ctrl: true });
    down("AltGraph", "AltRight", { ctrl: true, alt: true, altGraph: true });
    down("@", "KeyQ", { ctrl: true, alt: true, altGraph: true });
    up("@", "KeyQ", { ctrl: true, alt: true, altGraph: true });
    up("Control", "ControlLeft");
    up("AltGraph", "AltRight");
    expect(sent).toEqual(["+Control", "-Control", '"@"']);
  });
  it("[R13] dead keys and compositions are left to the browser, whose text is then typed", () => {
    expect(down("Dead", "BracketLeft")).toBe("composing");
    expect(down("e", "KeyE", { composing: true })).toBe("composing");
    expect(down("Process", "KeyK")).toBe("composing");
    keyboard.type("é漢字");
    expect(sent).toEqual(['"é漢字"']);
  });
  it("[R13] held keys repeat, and locks stay here", () => {
    down("Backspace", "Backspace");
    down("Backspace", "Backspace");
    up("Backspace", "Backspace");
    down("CapsLock", "CapsLock");
    expect(sent).toEqual(["+Backspace", "+Backspace", "-Backspace"]);
  });
  it("[R13] by place, everything goes as it is", () => {
    const rules = { ...plain, byPlace: true };
    down("Shift", "ShiftLeft", {}, rules);
    down("W", "KeyW", {}, rules);
    up("W", "KeyW", {}, rules);
    up("Shift", "ShiftLeft", {}, rules);
    expect(sent).toEqual(["+Shift", "+W", "-W", "-Shift"]);
  });
  it("[R13] on a Mac ⌘ is the other system's Ctrl, Option makes characters, and no key stays down", () => {
    const rules = { ...plain, mac: true };
    down("Meta", "MetaLeft", { meta: true }, rules);
    down("c", "KeyC", { meta: true }, rules);
    up("Meta", "MetaLeft", {}, rules);
    down("@", "KeyL", { alt: true }, rules);
    expect(sent).toEqual(["+Control", "+c", "-c", "-Control", '"@"']);
  });
  it("[R6] Ctrl+Alt+Shift and nothing else lets the keyboard go", () => {
    keyboard.type("before");
    down("Control", "ControlLeft", { ctrl: true });
    down("Alt", "AltLeft", { ctrl: true, alt: true });
    down("Shift", "ShiftLeft", { ctrl: true, alt: true });
    expect(up("Shift", "ShiftLeft", { ctrl: true, alt: true })).toBe("letGo");
    expect(sent.at(-1)).toBe("release");
  });
  it("[R6] Ctrl+Alt+Shift with another key is a shortcut", () => {
    down("Control", "ControlLeft", { ctrl: true });
    down("Alt", "AltLeft", { ctrl: true, alt: true });
    down("Shift", "ShiftLeft", { ctrl: true, alt: true });
    down("F5", "F5", { ctrl: true, alt: true });
    up("F5", "F5", { ctrl: true, alt: true });
    expect(up("Shift", "ShiftLeft", { ctrl: true, alt: true })).toBe("taken");
    expect(sent).toEqual(["+Control", "+Alt", "+Shift", "+F5", "-F5", "-Shift"]);
  });
  it("[R14] pasting waits for what was copied; then Ctrl+V, whatever is still held", () => {
    down("Control", "ControlLeft", { ctrl: true });
    expect(down("v", "KeyV", { ctrl: true })).toBe("paste");
    up("Control", "ControlLeft");
    keyboard.paste(false);
    expect(sent).toEqual(["+Control", "-Control", "+Control", "+v", "-v", "-Control"]);
  });
  it("[R13] a combination is pressed in order and let go backwards", () => {
    keyboard.tap([
      { key: "Control", code: "ControlLeft" },
      { key: "Alt", code: "AltLeft" },
      { key: "Delete", code: "Delete" },
    ]);
    expect(sent).toEqual(["+Control", "+Alt", "+Delete", "-Delete", "-Alt", "-Control"]);
  });
});

describe("the expert's mouse", () => {
  it("[R6] tells every button's press and release, several at once too", () => {
    expect(buttonChanges(0, 1)).toEqual([{ button: 0, down: true }]);
    expect(buttonChanges(1, 3)).toEqual([{ button: 2, down: true }]);
    expect(buttonChanges(3, 4)).toEqual([
      { button: 0, down: false },
      { button: 2, down: false },
      { button: 1, down: true },
    ]);
    expect(buttonChanges(0, 24).map(({ button }) => button)).toEqual([3, 4]);
  });
  it("[R6] counts notches of wheels and touchpads alike", () => {
    const count = makeNotches();
    expect(count({ dx: 0, dy: 100, mode: 0 })).toEqual({ dx: 0, dy: 1 });
    expect(count({ dx: 0, dy: -3, mode: 1 })).toEqual({ dx: 0, dy: -1 });
    const small = Array.from({ length: 10 }, () => count({ dx: 0, dy: 30, mode: 0 }).dy);
    expect(small.reduce((sum, dy) => sum + dy)).toBe(3);
    expect(count({ dx: 250, dy: 0, mode: 0 })).toEqual({ dx: 2, dy: 0 });
    expect(count({ dx: 0, dy: 99_999, mode: 0 }).dy).toBe(20);
  });
});
