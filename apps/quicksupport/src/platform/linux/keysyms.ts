import { scanCodeOf } from "../scan-codes.ts";

/** X counts a PC keyboard's keys from here. */
const FIRST_KEYCODE = 8;

/** X keysyms of keys that type no letter, by the names that browsers use (`KeyboardEvent.key`). */
const BY_KEY: Readonly<Record<string, number>> = {
  Enter: 0xff0d,
  Tab: 0xff09,
  Backspace: 0xff08,
  Escape: 0xff1b,
  Delete: 0xffff,
  Insert: 0xff63,
  Home: 0xff50,
  End: 0xff57,
  PageUp: 0xff55,
  PageDown: 0xff56,
  ArrowLeft: 0xff51,
  ArrowUp: 0xff52,
  ArrowRight: 0xff53,
  ArrowDown: 0xff54,
  CapsLock: 0xffe5,
  NumLock: 0xff7f,
  ScrollLock: 0xff14,
  Pause: 0xff13,
  PrintScreen: 0xff61,
  ContextMenu: 0xff67,
  Help: 0xff6a,
  AltGraph: 0xfe03,
  Shift: 0xffe1,
  Control: 0xffe3,
  Alt: 0xffe9,
  Meta: 0xffeb,
  AudioVolumeMute: 0x1008ff12,
  AudioVolumeDown: 0x1008ff11,
  AudioVolumeUp: 0x1008ff13,
  MediaPlayPause: 0x1008ff14,
  MediaTrackNext: 0x1008ff17,
  MediaTrackPrevious: 0x1008ff16,
};

/** Keys of which there are two, and those of the number block, by their place (`KeyboardEvent.code`). */
const BY_CODE: Readonly<Record<string, number>> = {
  ShiftRight: 0xffe2,
  ControlRight: 0xffe4,
  MetaRight: 0xffec,
  NumpadEnter: 0xff8d,
  NumpadAdd: 0xffab,
  NumpadSubtract: 0xffad,
  NumpadMultiply: 0xffaa,
  NumpadDivide: 0xffaf,
};

/** The keysym of a key that types no letter; undefined for letters and for what X has no name for. */
export function keysymOfKey(key: string, code: string): number | undefined {
  const functionKey = /^F([1-9]|1\d|2[0-4])$/.exec(key)?.[1];
  if (functionKey !== undefined) return 0xffbe + Number(functionKey) - 1;
  return BY_CODE[code] ?? BY_KEY[key];
}

/** The keysym of a character, as X numbers Unicode. */
export function keysymOfCharacter(character: string): number {
  if (character === "\n" || character === "\r") return 0xff0d;
  if (character === "\t") return 0xff09;
  const point = character.codePointAt(0) ?? 0;
  const latin = (point >= 0x20 && point <= 0x7e) || (point >= 0xa0 && point <= 0xff);
  return latin ? point : 0x01000000 | point;
}

/** The keycode of a place on the keyboard; undefined for places nobody knows. */
export function keycodeOfPlace(code: string): number | undefined {
  const scanCode = scanCodeOf(code);
  return scanCode === undefined ? undefined : scanCode + FIRST_KEYCODE;
}
