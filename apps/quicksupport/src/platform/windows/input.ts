import type { MachineInput } from "@beckon/session/machine.ts";
import { openInOrder } from "../in-order.ts";
import type { Pointer } from "../native-library.ts";
import { readDesktop } from "./desktop.ts";
import { EVENT_BYTES, keyEvent, mouseEvent, MOUSE_FLAGS, moveEvent, unitEvents } from "./input-events.ts";
import { scanCodeOfPlace, virtualKeyOf, type VirtualKey } from "./keys.ts";
import type { Windows } from "./libraries.ts";

/** So many characters at once, then a pause: a program's queue of messages holds 10,000, and those beyond are lost. */
const AT_ONCE = 60;
const PAUSE_MS = 15;
const NOTCH = 120;
const SWAPPED_BUTTONS = 23;
const RETURN: VirtualKey = { vk: 0x0d, extended: false };
const TAB: VirtualKey = { vk: 0x09, extended: false };
/** A key nobody has: between Alt or the Windows key going down and up it keeps the menu from opening. */
const NO_KEY: VirtualKey = { vk: 0xe8, extended: false };
const MENU_KEYS = new Set([0xa4, 0xa5, 0x5b, 0x5c]);
/** Shift, Control, Alt and Windows, left and right: what would change the meaning of text. */
const MODIFIERS: readonly VirtualKey[] = [
  [0xa0, false],
  [0xa1, false],
  [0xa2, false],
  [0xa3, true],
  [0xa4, false],
  [0xa5, true],
  [0x5b, true],
  [0x5c, true],
].map(([vk, extended]) => ({ vk: Number(vk), extended: extended === true }));

/** Mouse and keyboard by SendInput: what comes after text waits for it, so that order is kept [R6, R13]. */
export function openInput(windows: Windows): MachineInput & { close(): void } {
  const order = openInOrder();
  const pressed = new Map<string, { vk: number; scan: number; extended: boolean }>();
  let rest = { dx: 0, dy: 0 };

  const send = (events: readonly Buffer[]): void => {
    if (events.length > 0) windows.SendInput(events.length, Buffer.concat(events), EVENT_BYTES);
  };

  /** The layout of the window that gets the keys. */
  function layout(): Pointer | null {
    const window = windows.GetForegroundWindow() as Pointer | null;
    const thread = window === null ? 0 : (windows.GetWindowThreadProcessId(window, null) as number);
    return windows.GetKeyboardLayout(thread) as Pointer | null;
  }
  const withScan = (key: VirtualKey, of: Pointer | null = layout()) => ({
    ...key,
    scan: windows.MapVirtualKeyExW(key.vk, 0, of) as number,
  });

  function keyFor(key: string, code: string): { vk: number; scan: number; extended: boolean } | undefined {
    const plain = virtualKeyOf(key, code);
    const of = layout();
    if (plain !== undefined) return withScan(plain, of);
    // A shortcut is meant by its letter, where the layout has it; else by its place.
    if (key.length === 1) {
      const found = windows.VkKeyScanExW(key.toLowerCase().charCodeAt(0), of) as number;
      if (found !== -1) return withScan({ vk: found & 0xff, extended: false }, of);
    }
    const scan = scanCodeOfPlace(code);
    return scan === undefined ? undefined : { vk: 0, scan, extended: false };
  }

  function type(characters: readonly string[]): void {
    const held = MODIFIERS.filter(({ vk }) => ((windows.GetAsyncKeyState(vk) as number) & 0x8000) !== 0).map((key) =>
      withScan(key),
    );
    const strike = (key: VirtualKey): Buffer[] => [keyEvent(withScan(key), true), keyEvent(withScan(key), false)];
    send([
      ...(held.some(({ vk }) => MENU_KEYS.has(vk)) ? strike(NO_KEY) : []),
      ...held.map((key) => keyEvent(key, false)),
      ...characters.flatMap((character) => {
        if (character === "\n" || character === "\r") return strike(RETURN);
        if (character === "\t") return strike(TAB);
        return character.split("").flatMap((unit) => unitEvents(unit.charCodeAt(0)));
      }),
      ...held.map((key) => keyEvent(key, true)),
    ]);
  }

  return {
    move: (x, y) => order.add(() => send([moveEvent(x, y, readDesktop(windows))])),
    button(button, down) {
      order.add(() => {
        const swapped = (windows.GetSystemMetrics(SWAPPED_BUTTONS) as number) !== 0;
        // Windows swaps what is sent, as it swaps a real mouse's buttons: the expert means what a click does.
        const meant = swapped && (button === 0 || button === 2) ? 2 - button : button;
        const { leftDown, leftUp, middleDown, middleUp, rightDown, rightUp, sideDown, sideUp } = MOUSE_FLAGS;
        const flags = [
          [leftDown, leftUp],
          [middleDown, middleUp],
          [rightDown, rightUp],
          [sideDown, sideUp],
          [sideDown, sideUp],
        ][meant]?.[down ? 0 : 1];
        if (flags !== undefined) send([mouseEvent(flags, { data: Math.max(0, meant - 2) })]);
      });
    },
    wheel(dx, dy) {
      rest = { dx: rest.dx + dx * NOTCH, dy: rest.dy + dy * NOTCH };
      const [across, down] = [Math.trunc(rest.dx), Math.trunc(rest.dy)];
      rest = { dx: rest.dx - across, dy: rest.dy - down };
      order.add(() =>
        send([
          ...(down === 0 ? [] : [mouseEvent(MOUSE_FLAGS.wheel, { data: -down })]),
          ...(across === 0 ? [] : [mouseEvent(MOUSE_FLAGS.wheelAcross, { data: across })]),
        ]),
      );
    },
    key(key, code, down) {
      order.add(() => {
        const name = code === "" ? key : code;
        const found = down ? keyFor(key, code) : (pressed.get(name) ?? keyFor(key, code));
        if (found === undefined) return;
        if (down) pressed.set(name, found);
        else pressed.delete(name);
        send([keyEvent(found, down)]);
      });
    },
    text(text) {
      order.addText(text, (left) => {
        type(left.splice(0, AT_ONCE));
        return left.length > 0 ? PAUSE_MS : 0;
      });
    },
    forget: () => order.forget(),
    close: () => order.forget(),
  };
}
