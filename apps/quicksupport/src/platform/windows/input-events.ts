/** Events as `SendInput` takes them: 40 bytes each, as 64-bit Windows lays an INPUT structure out. */
export const EVENT_BYTES = 40;

const MOUSE = 0;
const KEYBOARD = 1;

export const MOUSE_FLAGS = {
  move: 0x1,
  leftDown: 0x2,
  leftUp: 0x4,
  rightDown: 0x8,
  rightUp: 0x10,
  middleDown: 0x20,
  middleUp: 0x40,
  sideDown: 0x80,
  sideUp: 0x100,
  wheel: 0x800,
  wheelAcross: 0x1000,
  wholeDesktop: 0x4000,
  absolute: 0x8000,
} as const;
const EXTENDED = 0x1;
const UP = 0x2;
const UNICODE = 0x4;
const SCAN_CODE = 0x8;

/** A movement, button or wheel; `data` is the wheel's way in 120ths of a notch, or which side button. */
export function mouseEvent(flags: number, { x = 0, y = 0, data = 0 } = {}): Buffer {
  const bytes = Buffer.alloc(EVENT_BYTES);
  bytes.writeUInt32LE(MOUSE, 0);
  bytes.writeInt32LE(x, 8);
  bytes.writeInt32LE(y, 12);
  bytes.writeInt32LE(data, 16);
  bytes.writeUInt32LE(flags, 20);
  return bytes;
}

/** A movement to a place of the desktop, which is `width` by `height` pixels, counted from its top left. */
export function moveEvent(x: number, y: number, desktop: { width: number; height: number }): Buffer {
  // Windows takes 65,536ths of the desktop and rounds down: rounded up here, every pixel is met.
  const part = (at: number, of: number): number =>
    Math.max(0, Math.min(65_535, Math.ceil((Math.round(at) * 65_536) / Math.max(1, of))));
  const { move, absolute, wholeDesktop } = MOUSE_FLAGS;
  return mouseEvent(move | absolute | wholeDesktop, { x: part(x, desktop.width), y: part(y, desktop.height) });
}

/** A key going down or up: by its virtual key, or, where `vk` is 0, by its scan code. */
export function keyEvent(key: { vk: number; scan: number; extended: boolean }, down: boolean): Buffer {
  const flags = (key.extended ? EXTENDED : 0) | (down ? 0 : UP) | (key.vk === 0 ? SCAN_CODE : 0);
  return keyboard(key.vk, key.scan, flags);
}

/** Half or all of a character, typed by its meaning: one UTF-16 unit down and up. */
export function unitEvents(unit: number): Buffer[] {
  return [keyboard(0, unit, UNICODE), keyboard(0, unit, UNICODE | UP)];
}

function keyboard(vk: number, scan: number, flags: number): Buffer {
  const bytes = Buffer.alloc(EVENT_BYTES);
  bytes.writeUInt32LE(KEYBOARD, 0);
  bytes.writeUInt16LE(vk, 8);
  bytes.writeUInt16LE(scan, 10);
  bytes.writeUInt32LE(flags, 12);
  return bytes;
}
