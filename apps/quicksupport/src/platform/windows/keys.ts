import { scanCodeOf } from "../scan-codes.ts";

/** A key as Windows numbers it by meaning; `extended` tells the two of a kind apart, and the arrows from the number block. */
export type VirtualKey = { readonly vk: number; readonly extended: boolean };

/** Keys that type no letter, by the names that browsers use (`KeyboardEvent.key`). */
const BY_KEY: Readonly<Record<string, number>> = {
  Backspace: 0x08,
  Tab: 0x09,
  Enter: 0x0d,
  Pause: 0x13,
  CapsLock: 0x14,
  Escape: 0x1b,
  PageUp: 0x21,
  PageDown: 0x22,
  End: 0x23,
  Home: 0x24,
  ArrowLeft: 0x25,
  ArrowUp: 0x26,
  ArrowRight: 0x27,
  ArrowDown: 0x28,
  PrintScreen: 0x2c,
  Insert: 0x2d,
  Delete: 0x2e,
  Help: 0x2f,
  Meta: 0x5b,
  ContextMenu: 0x5d,
  NumLock: 0x90,
  ScrollLock: 0x91,
  Shift: 0xa0,
  Control: 0xa2,
  Alt: 0xa4,
  AltGraph: 0xa5,
  AudioVolumeMute: 0xad,
  AudioVolumeDown: 0xae,
  AudioVolumeUp: 0xaf,
  MediaTrackNext: 0xb0,
  MediaTrackPrevious: 0xb1,
  MediaPlayPause: 0xb3,
};

/** Keys of which there are two, and those of the number block, by their place (`KeyboardEvent.code`). */
const BY_CODE: Readonly<Record<string, number>> = {
  ShiftRight: 0xa1,
  ControlRight: 0xa3,
  AltRight: 0xa5,
  MetaRight: 0x5c,
  NumpadEnter: 0x0d,
  NumpadMultiply: 0x6a,
  NumpadAdd: 0x6b,
  NumpadSubtract: 0x6d,
  NumpadDivide: 0x6f,
};

const EXTENDED = new Set([
  0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28, 0x2c, 0x2d, 0x2e, 0x5b, 0x5c, 0x5d, 0x6f, 0x90, 0xa3, 0xa5, 0xad,
  0xae, 0xaf, 0xb0, 0xb1, 0xb3,
]);

/** Places that Japanese keyboards have besides. */
const MORE_PLACES: Readonly<Record<string, number>> = { IntlRo: 0x73, IntlYen: 0x7d };

/** The key that types no letter, or is one of the number block; undefined for letters and for keys Windows does not have. */
export function virtualKeyOf(key: string, code: string): VirtualKey | undefined {
  const functionKey = /^F([1-9]|1\d|2[0-4])$/.exec(key)?.[1];
  if (functionKey !== undefined) return { vk: 0x70 + Number(functionKey) - 1, extended: false };
  // With the number block's arrows (NumLock off) the key says what is meant, and the place does not matter.
  const digit = /^Numpad(\d)$/.exec(code)?.[1];
  if (digit !== undefined && digit === key) return { vk: 0x60 + Number(digit), extended: false };
  if (code === "NumpadDecimal" && key !== "Delete") return { vk: 0x6e, extended: false };
  const vk = BY_CODE[code] ?? BY_KEY[key];
  return vk === undefined ? undefined : { vk, extended: EXTENDED.has(vk) || code === "NumpadEnter" };
}

/** The scan code of a place that types letters; undefined for places nobody knows. */
export function scanCodeOfPlace(code: string): number | undefined {
  return scanCodeOf(code) ?? MORE_PLACES[code];
}
