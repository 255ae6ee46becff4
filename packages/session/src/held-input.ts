import type { MachineInput } from "./machine.ts";

/** One expert's hands on the customer's mouse and keyboard: remembers what they hold, so that it can be let go [R6]. */
export type HeldInput = {
  move(x: number, y: number): void;
  button(button: number, down: boolean): void;
  wheel(dx: number, dy: number): void;
  key(key: string, code: string, down: boolean): void;
  text(text: string): void;
  /** Lets go of everything held. */
  release(): void;
  /** The same at once: what is not done yet is never done. */
  stop(): void;
};

/** Nobody holds that many at once; more is nonsense. */
const MOST_HELD = 32;

/** Nothing held yet. */
export function holdInput(input: MachineInput): HeldInput {
  const buttons = new Set<number>();
  /** By place, or by meaning where a key has no place. */
  const keys = new Map<string, { key: string; code: string }>();

  function release(): void {
    for (const button of buttons) input.button(button, false);
    buttons.clear();
    for (const { key, code } of [...keys.values()].toReversed()) input.key(key, code, false);
    keys.clear();
  }

  return {
    move: (x, y) => input.move(x, y),
    button(button, down) {
      // A release of what is not held was meant for an earlier connection.
      if (down === buttons.has(button)) return;
      if (down) buttons.add(button);
      else buttons.delete(button);
      input.button(button, down);
    },
    wheel: (dx, dy) => input.wheel(dx, dy),
    key(key, code, down) {
      const name = code === "" ? key : code;
      const held = keys.get(name);
      if (!down) {
        if (held === undefined) return;
        keys.delete(name);
        // Let go by the name it was pressed by: with Shift it means something else by now.
        return input.key(held.key, held.code, false);
      }
      if (held === undefined && keys.size >= MOST_HELD) return;
      keys.set(name, held ?? { key, code });
      input.key(key, code, true);
    },
    text: (text) => input.text(text),
    release,
    stop() {
      input.forget();
      release();
    },
  };
}
