import { expect, it } from "vitest";
import { EVENT_BYTES, keyEvent, mouseEvent, MOUSE_FLAGS, moveEvent, unitEvents } from "./input-events.ts";
import { scanCodeOfPlace, virtualKeyOf } from "./keys.ts";

/** Where Windows puts a place given in 65,536ths of the desktop: it rounds down. */
function placed(event: Buffer, width: number, height: number): [number, number] {
  const at = (offset: number, of: number): number => Math.floor((event.readInt32LE(offset) * of) / 65_536);
  return [at(8, width), at(12, height)];
}

it("[R13] every pixel of any desktop is met by a movement, and none outside of it", () => {
  for (const [width, height] of [
    [1280, 800],
    [3840, 2160],
    [7683, 1441],
  ] as const) {
    for (let x = 0; x < width; x += 1) {
      const y = x % height;
      expect(placed(moveEvent(x, y, { width, height }), width, height)).toEqual([x, y]);
    }
    expect(placed(moveEvent(-5, height + 9, { width, height }), width, height)).toEqual([0, height - 1]);
  }
});

it("[R13] events are laid out as 64-bit Windows reads them", () => {
  const wheel = mouseEvent(MOUSE_FLAGS.wheel, { data: -240 });
  expect(wheel.length).toBe(EVENT_BYTES);
  expect([wheel.readUInt32LE(0), wheel.readInt32LE(16), wheel.readUInt32LE(20)]).toEqual([0, -240, 0x800]);
  const key = keyEvent({ vk: 0x25, scan: 0x4b, extended: true }, false);
  expect([key.readUInt32LE(0), key.readUInt16LE(8), key.readUInt16LE(10), key.readUInt32LE(12)]).toEqual([
    1, 0x25, 0x4b, 3,
  ]);
  expect(keyEvent({ vk: 0, scan: 0x1e, extended: false }, true).readUInt32LE(12)).toBe(8);
  const units = "🙂".split("").flatMap((unit) => unitEvents(unit.charCodeAt(0)));
  expect(units.map((event) => [event.readUInt16LE(8), event.readUInt16LE(10), event.readUInt32LE(12)])).toEqual([
    [0, 0xd83d, 4],
    [0, 0xd83d, 6],
    [0, 0xde42, 4],
    [0, 0xde42, 6],
  ]);
});

it("[R13] keys are found by what they mean, and by their place where that tells two apart", () => {
  expect(virtualKeyOf("Enter", "Enter")).toEqual({ vk: 0x0d, extended: false });
  expect(virtualKeyOf("Enter", "NumpadEnter")).toEqual({ vk: 0x0d, extended: true });
  expect(virtualKeyOf("F13", "F13")).toEqual({ vk: 0x7c, extended: false });
  expect(virtualKeyOf("7", "Numpad7")).toEqual({ vk: 0x67, extended: false });
  expect(virtualKeyOf("Home", "Numpad7")).toEqual({ vk: 0x24, extended: true });
  expect(virtualKeyOf("Delete", "NumpadDecimal")).toEqual({ vk: 0x2e, extended: true });
  expect(virtualKeyOf("Control", "ControlRight")).toEqual({ vk: 0xa3, extended: true });
  expect(virtualKeyOf("Control", "ControlLeft")).toEqual({ vk: 0xa2, extended: false });
  expect(virtualKeyOf("a", "KeyA")).toBeUndefined();
  expect([scanCodeOfPlace("KeyA"), scanCodeOfPlace("Digit0"), scanCodeOfPlace("KeyM")]).toEqual([0x1e, 0x0b, 0x32]);
});
