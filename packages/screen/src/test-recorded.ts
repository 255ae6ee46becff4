import { readFileSync } from "node:fs";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { type DrawnScreen, drawScreen } from "./test-screens.ts";

/** A desktop that was recorded from a real display by bench/screen/record-desktop.ts. */
export type RecordedScreen = DrawnScreen & {
  readonly pictures: number;
  /** Shows this picture, counted from 0. They are to be shown in their order. */
  show(picture: number): void;
};

/** Opens the recording, with nothing on the screen yet. */
export function openRecordedScreen(): RecordedScreen {
  const bytes = zstdDecompressSync(readFileSync(join(import.meta.dirname, "../fixtures/desktop.zst")));
  const [width, height, pictures] = [bytes.readUInt16LE(0), bytes.readUInt16LE(2), bytes.readUInt16LE(4)];
  const screen = drawScreen(width, height, { noise: false });
  return {
    ...screen,
    pictures,
    show(picture) {
      const from = 6 + picture * width * height * 3;
      for (let n = 0; n < width * height; n++) {
        const [blue = 0, green = 0, red = 0] = bytes.subarray(from + n * 3, from + n * 3 + 3);
        screen.words[n] = (screen.words[n] ?? 0) ^ ((red << 16) | (green << 8) | blue);
      }
      // It knows of what it drew itself only.
      screen.fill({ x: 0, y: 0, width: 0, height: 0 }, 0);
    },
  };
}
