import type { MachineInput } from "@beckon/session/machine.ts";
import { openInOrder } from "../in-order.ts";
import type { Display } from "./display.ts";
import { readKeyboardMap } from "./keyboard-map.ts";
import { keycodeOfPlace, keysymOfCharacter, keysymOfKey } from "./keysyms.ts";

/** X's numbers for a browser's buttons: left, middle, right, back, forward. */
const BUTTONS = [1, 2, 3, 8, 9] as const;
const WHEEL = { up: 4, down: 5, left: 6, right: 7 } as const;
const SHIFT_LEFT = 0xffe1;
const CAPS_LOCK = 0xffe5;
/** Shift, Control, Alt, Super, AltGr: what would change the meaning of letters. */
const MODIFIERS = [0xffe1, 0xffe2, 0xffe3, 0xffe4, 0xffe9, 0xffea, 0xffeb, 0xffec, 0xfe03];
/** So many new characters are lent keys at once. */
const AT_ONCE = 24;

/** Mouse and keyboard by XTest. Text waits for its keys; whatever comes after it waits for it, so that order is kept [R6, R13]. */
export function openInput(display: Display): MachineInput & { close(): void } {
  const { x, d } = display;
  const map = readKeyboardMap(display, () => performance.now());
  const order = openInOrder({ alive: () => display.alive, rest: () => void x.XFlush(d) });
  const pressed = new Map<string, number>();
  let rest = { dx: 0, dy: 0 };

  const keycodeOf = (keysym: number): number => x.XKeysymToKeycode(d, keysym) as number;
  const strike = (keycode: number, down: boolean): void => void x.XTestFakeKeyEvent(d, keycode, down ? 1 : 0, 0);

  /** The modifiers that are down now, by keycode. */
  function heldModifiers(): number[] {
    const keys = Buffer.alloc(32);
    x.XQueryKeymap(d, keys);
    const codes = new Set(MODIFIERS.map(keycodeOf).filter((code) => code !== 0));
    return [...codes].filter((code) => ((keys[code >> 3] ?? 0) & (1 << (code & 7))) !== 0);
  }

  function isCapsLocked(): boolean {
    const state = Buffer.alloc(32);
    x.XkbGetState(d, 0x100, state);
    // The locked modifiers; Lock is the second of them.
    return ((state[9] ?? 0) & 2) !== 0;
  }

  function typeNow(characters: string[]): void {
    const held = heldModifiers();
    for (const keycode of held) strike(keycode, false);
    const caps = isCapsLocked() ? keycodeOf(CAPS_LOCK) : 0;
    const toggle = (): void => {
      if (caps === 0) return;
      strike(caps, true);
      strike(caps, false);
    };
    toggle();
    const shift = keycodeOf(SHIFT_LEFT);
    for (const character of characters) {
      const stroke = map.find(keysymOfCharacter(character));
      if (stroke === undefined) continue;
      if (stroke.shift) strike(shift, true);
      strike(stroke.keycode, true);
      strike(stroke.keycode, false);
      if (stroke.shift) strike(shift, false);
    }
    toggle();
    for (const keycode of held) strike(keycode, true);
    x.XFlush(d);
  }

  function keycodeFor(key: string, code: string): number {
    const keysym = keysymOfKey(key, code);
    if (keysym !== undefined) return keycodeOf(keysym);
    // A shortcut is meant by its letter, where the layout has it; else by its place.
    if (Array.from(key).length === 1) {
      const found = keycodeOf(keysymOfCharacter(key.toLowerCase()));
      if (found !== 0) return found;
    }
    return keycodeOfPlace(code) ?? 0;
  }

  return {
    move: (left, top) => order.add(() => x.XTestFakeMotionEvent(d, 0, Math.round(left), Math.round(top), 0)),
    button(button, down) {
      const number = BUTTONS[button];
      if (number !== undefined) order.add(() => x.XTestFakeButtonEvent(d, number, down ? 1 : 0, 0));
    },
    wheel(dx, dy) {
      rest = { dx: rest.dx + dx, dy: rest.dy + dy };
      const [across, down] = [Math.trunc(rest.dx), Math.trunc(rest.dy)];
      rest = { dx: rest.dx - across, dy: rest.dy - down };
      const turn = (button: number, times: number): void => {
        for (let turned = 0; turned < times; turned += 1) {
          x.XTestFakeButtonEvent(d, button, 1, 0);
          x.XTestFakeButtonEvent(d, button, 0, 0);
        }
      };
      order.add(() => {
        turn(down > 0 ? WHEEL.down : WHEEL.up, Math.abs(down));
        turn(across > 0 ? WHEEL.right : WHEEL.left, Math.abs(across));
      });
    },
    key(key, code, down) {
      order.add(() => {
        const name = code === "" ? key : code;
        const keycode = down ? keycodeFor(key, code) : (pressed.get(name) ?? keycodeFor(key, code));
        if (keycode === 0) return;
        if (down) pressed.set(name, keycode);
        else pressed.delete(name);
        strike(keycode, down);
      });
    },
    text(text) {
      order.addText(text, (left) => {
        map.refresh();
        // As many as can be typed now; the others get keys when those of before have surely been read.
        map.lend(left.slice(0, AT_ONCE).map(keysymOfCharacter));
        let ready = 0;
        while (ready < Math.min(AT_ONCE, left.length) && map.find(keysymOfCharacter(left[ready] ?? "")) !== undefined)
          ready += 1;
        if (ready === 0) return map.wait;
        typeNow(left.splice(0, ready));
        return 0;
      });
    },
    forget: () => order.forget(),
    close() {
      order.forget();
      map.restore();
    },
  };
}
