import type { Pointer, PointerShape, Rect } from "./capture.ts";
import { writeAside } from "./cut-messages.ts";
import { MAX_POINTER_SIDE, OPERATION } from "./format.ts";

/** Tells where the pointer is and what it looks like, when either changed. Returns the messages to send. */
export function openPointerWriter(compress: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array) {
  let toldShape: PointerShape | null = null;
  let told = "";
  return {
    /** A new connection: everything is told again. */
    restart(): void {
      toldShape = null;
      told = "";
    },
    write(pointer: Pointer | null, area: Rect, epoch: number): Uint8Array[] {
      const messages: Uint8Array[] = [];
      const shape = pointer?.shape ?? null;
      if (shape !== null && shape !== toldShape && fits(shape)) {
        const { width, height, hotX, hotY } = shape;
        const rgba = shape.pixels.slice(0, width * height * 4);
        messages.push(
          writeAside(epoch, OPERATION.shape, (writer) => {
            for (const value of [width, height, hotX, hotY]) writer.u16(value);
            writer.u32(rgba.length);
            writer.put(compress(rgba));
          }),
        );
      }
      const at = pointer === null ? null : { x: pointer.x - area.x, y: pointer.y - area.y };
      const visible = at !== null && at.x >= 0 && at.y >= 0 && at.x < area.width && at.y < area.height;
      const place = visible ? `${at.x} ${at.y}` : "";
      if (place !== told || messages.length > 0) {
        messages.push(
          writeAside(epoch, OPERATION.pointer, (writer) => {
            writer.u32(visible ? at.x : 0);
            writer.u32(visible ? at.y : 0);
            writer.u8(visible ? 1 : 0);
          }),
        );
      }
      toldShape = shape ?? toldShape;
      told = place;
      return messages;
    },
  };
}

function fits({ width, height, pixels }: PointerShape): boolean {
  const within = width > 0 && height > 0 && width <= MAX_POINTER_SIDE && height <= MAX_POINTER_SIDE;
  return within && pixels.length >= width * height * 4;
}
