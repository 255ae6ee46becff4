import { viewBytes, type Pointer } from "../native-library.ts";
import type { Display } from "./display.ts";

/** How a character is typed: which key, and whether with Shift. */
export type Stroke = { keycode: number; shift: boolean };

/** How long a program may take to read a key it was sent, before the key may mean something else. */
const SETTLED_MS = 150;

/**
 * The keyboard's layout as it is now, with keys lent to characters it does not have. A program that is told of a new layout
 * reads it when it comes to it, so a lent key keeps its meaning until what was typed with it has surely been read.
 */
export type KeyboardMap = {
  /** How to type the keysym now; undefined when every spare key was lent too lately: try again after `wait` ms. */
  find(keysym: number): Stroke | undefined;
  readonly wait: number;
  /** Lends keys to as many of these as there are free ones, at once. */
  lend(keysyms: readonly number[]): void;
  /** The layout may have changed. */
  refresh(): void;
  /** Gives back what was lent. */
  restore(): void;
};

/** Reads the layout; `now` in ms. */
export function readKeyboardMap(display: Display, now: () => number): KeyboardMap {
  const { x, d } = display;
  const strokes = new Map<number, Stroke>();
  /** Keys without any meaning in the layout, and what each is lent to. */
  const spare: { keycode: number; keysym: number; usedAt: number }[] = [];
  let each = 1;
  let group = -1;

  function read(): void {
    const [least, most, count] = [new Int32Array(1), new Int32Array(1), new Int32Array(1)];
    x.XDisplayKeycodes(d, least, most);
    const first = least[0] ?? 8;
    const keys = (most[0] ?? 255) - first + 1;
    const table = x.XGetKeyboardMapping(d, first, keys, count) as Pointer;
    each = count[0] ?? 1;
    group = groupNow();
    const bytes = viewBytes(table, keys * each * 8);
    const view = new DataView(bytes.buffer);
    const symbol = (key: number, column: number): number =>
      column < each ? Number(view.getBigUint64((key * each + column) * 8, true)) : 0;
    strokes.clear();
    const lent = new Set(spare.filter(({ keysym }) => keysym !== 0).map(({ keycode }) => keycode));
    const column = group > 0 && each >= 4 ? 2 : 0;
    for (let key = keys - 1; key >= 0; key -= 1) {
      const keycode = first + key;
      if (lent.has(keycode)) continue;
      const shifted = symbol(key, column + 1);
      const plain = symbol(key, column);
      if (shifted !== 0) strokes.set(shifted, { keycode, shift: true });
      if (plain !== 0) strokes.set(plain, { keycode, shift: false });
      const empty = Array.from({ length: each }, (_, at) => symbol(key, at)).every((one) => one === 0);
      if (empty && !spare.some((one) => one.keycode === keycode)) spare.push({ keycode, keysym: 0, usedAt: -Infinity });
    }
    x.XFree(table);
  }

  function groupNow(): number {
    const state = Buffer.alloc(32);
    x.XkbGetState(d, 0x100, state);
    return state[0] ?? 0;
  }

  function write(keycode: number, keysym: number): void {
    const symbols = new BigUint64Array(each).fill(0n);
    // In every group and with Shift it means the same.
    if (keysym !== 0) symbols.fill(BigInt(keysym), 0, Math.min(each, 4));
    x.XChangeKeyboardMapping(d, keycode, each, symbols, 1);
  }

  read();
  return {
    wait: SETTLED_MS,
    find(keysym) {
      const known = strokes.get(keysym);
      if (known !== undefined) return known;
      const lent = spare.find((one) => one.keysym === keysym);
      if (lent === undefined) return undefined;
      lent.usedAt = now();
      return { keycode: lent.keycode, shift: false };
    },
    lend(keysyms) {
      const wanted = [...new Set(keysyms)].filter(
        (keysym) => !strokes.has(keysym) && !spare.some((one) => one.keysym === keysym),
      );
      const free = spare.filter(({ usedAt }) => now() - usedAt > SETTLED_MS).toSorted((a, b) => a.usedAt - b.usedAt);
      let changed = false;
      for (const keysym of wanted) {
        const one = free.shift();
        if (one === undefined) break;
        one.keysym = keysym;
        one.usedAt = now();
        write(one.keycode, keysym);
        changed = true;
      }
      if (changed) display.sync();
    },
    refresh() {
      if (groupNow() !== group || spare.length === 0) read();
    },
    restore() {
      if (!display.alive) return;
      for (const one of spare) if (one.keysym !== 0) write(one.keycode, 0);
      display.sync();
    },
  };
}
