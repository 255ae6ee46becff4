import type { MachineInput } from "@beckon/session/machine.ts";
import { countClicks } from "./clicks.ts";
import { pointAt, type PlacedDisplay } from "./displays.ts";
import { pointer, type Frameworks, type Point } from "./frameworks.ts";
import type { Permissions } from "./permissions.ts";
import { flagOf, keycodeOf, piecesOf } from "./keys.ts";

/** Where events enter as if they came from the keyboard and the mouse. */
const HARDWARE = 0;
const LINES = 1;
const CLICK_COUNT = 1;
const MOVED = 5;
/** Kinds of events for each of a browser's buttons, and macOS' number of the button. */
const BUTTONS = [
  { down: 1, up: 2, dragged: 6, number: 0 },
  { down: 25, up: 26, dragged: 27, number: 2 },
  { down: 3, up: 4, dragged: 7, number: 1 },
  { down: 25, up: 26, dragged: 27, number: 3 },
  { down: 25, up: 26, dragged: 27, number: 4 },
] as const;
const NAMED: Readonly<Record<string, string>> = { "\n": "Enter", "\t": "Tab" };

/** Mouse and keyboard by events of Core Graphics; macOS lets them through once the person allowed accessibility [R6, R13]. */
export function openInput(
  mac: Frameworks,
  placed: () => readonly PlacedDisplay[],
  permissions: Permissions,
): MachineInput {
  const held = new Set<number>();
  const clicked = countClicks(() => performance.now());
  let at: Point = { x: 0, y: 0 };
  let clicks = 1;
  let flags = 0;
  let rest = { dx: 0, dy: 0 };

  function post(given: unknown, change: (event: bigint) => void = () => undefined): void {
    const event = pointer(given);
    if (event === null) return;
    permissions.control();
    change(event);
    mac.CGEventPost(HARDWARE, event);
    mac.CFRelease(event);
  }

  function mouse(kind: number, button: number): void {
    post(mac.CGEventCreateMouseEvent(null, kind, at, button), (event) => {
      mac.CGEventSetIntegerValueField(event, CLICK_COUNT, kind === MOVED ? 0 : clicks);
      mac.CGEventSetFlags(event, flags);
    });
  }

  function strike(keycode: number, down: boolean, text = ""): void {
    post(mac.CGEventCreateKeyboardEvent(null, keycode, down), (event) => {
      mac.CGEventSetFlags(event, text === "" ? flags : 0);
      if (text !== "") mac.CGEventKeyboardSetUnicodeString(event, text.length, Uint16Array.from(unitsOf(text)));
    });
  }

  return {
    move(x, y) {
      at = pointAt(placed(), x, y);
      const dragging = BUTTONS.find((_, button) => held.has(button));
      mouse(dragging?.dragged ?? MOVED, dragging?.number ?? 0);
    },
    button(button, down) {
      const known = BUTTONS[button];
      if (known === undefined) return;
      if (down) {
        clicks = clicked(button, at.x, at.y);
        held.add(button);
      } else held.delete(button);
      mouse(down ? known.down : known.up, known.number);
    },
    wheel(dx, dy) {
      rest = { dx: rest.dx + dx, dy: rest.dy + dy };
      const [right, down] = [Math.trunc(rest.dx), Math.trunc(rest.dy)];
      rest = { dx: rest.dx - right, dy: rest.dy - down };
      // macOS counts up and left.
      if (right !== 0 || down !== 0) post(mac.CGEventCreateScrollWheelEvent2(null, LINES, 2, -down, -right, 0));
    },
    key(key, code, down) {
      const keycode = keycodeOf(key, code);
      if (keycode === undefined) return;
      const flag = flagOf(keycode) ?? 0;
      flags = down ? flags | flag : flags & ~flag;
      strike(keycode, down);
    },
    text(text) {
      for (const piece of piecesOf(text)) {
        const named = NAMED[piece];
        const keycode = named === undefined ? 0 : (keycodeOf(named, named) ?? 0);
        for (const down of [true, false]) strike(keycode, down, named === undefined ? piece : "");
      }
    },
    // Nothing waits: what was asked is done.
    forget: () => undefined,
  };
}

function unitsOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}
