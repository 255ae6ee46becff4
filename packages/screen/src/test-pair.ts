import { constants, zstdCompressSync } from "node:zlib";
import type { Quality, ScreenTrouble } from "@beckon/protocol/peer.ts";
import type { Rect } from "./capture.ts";
import { receiveScreen } from "./receive-screen.ts";
import { sendScreen } from "./send-screen.ts";
import { openTestClock, openTestLine, type TestClock, type TestLine } from "./test-line.ts";
import { openTestPhotos } from "./test-photos.ts";
import type { DrawnScreen } from "./test-screens.ts";
import type { SeenShape } from "./surface.ts";
import { openMemorySurface } from "./test-surface.ts";

const photos = await openTestPhotos();

/** zstd as the desktop module uses it. */
export function compress(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } }));
}

export type PairOptions = {
  quality?: Quality;
  area?: Rect;
  encodePhoto?: () => Promise<Uint8Array>;
  line?: { rate: number; delay: number; loss?: number; chance?: () => number };
};

/** A sender and a decoder on a line of their own, on a clock that stands still between the test's steps. */
export function openPair(screen: DrawnScreen, options: PairOptions = {}) {
  const clock: TestClock = openTestClock();
  const surface = openMemorySurface((jpeg) => photos.decode(jpeg));
  const messages: Uint8Array[] = [];
  const frames: { id: number; at: number }[] = [];
  const answers: Uint8Array[] = [];
  const told: (ScreenTrouble | null)[] = [];
  const pointers: ({ x: number; y: number } | null)[] = [];
  const shapes: SeenShape[] = [];
  const wire = options.line ?? { rate: 100_000, delay: 1 };
  let line: TestLine = openTestLine(clock, wire, (message) => receiver.receive(message));

  const receiver = receiveScreen({
    surface,
    answer(message) {
      answers.push(message);
      clock.schedule(() => sender.receive(message), wire.delay);
    },
    onPointer: (at) => pointers.push(at),
    onShape: (shape) => shapes.push(shape),
    onFrame: ({ id }) => frames.push({ id, at: clock.now() }),
    now: clock.now,
  });
  const area = options.area ?? { x: 0, y: 0, width: screen.width, height: screen.height };
  const sender = sendScreen(
    {
      capture: screen.capture,
      compress,
      same: (a, b) => Buffer.compare(a, b) === 0,
      encodePhoto: options.encodePhoto ?? ((photo, quality) => Promise.resolve(photos.encode(photo, quality))),
      send(message) {
        messages.push(message);
        return line.send(message);
      },
      buffered: () => 0,
      trouble: (trouble) => told.push(trouble),
      now: clock.now,
      worked: clock.now,
      wallClock: clock.now,
      schedule: clock.schedule,
    },
    { area, quality: options.quality ?? "automatic" },
  );

  return {
    clock,
    surface,
    sender,
    receiver,
    messages,
    answers,
    frames,
    told,
    pointers,
    shapes,
    line: () => line,
    /** The connection is lost, and another one takes its place. */
    reconnect(): void {
      line.cut();
      line = openTestLine(clock, wire, (message) => receiver.receive(message));
      sender.restart();
    },
    /** How many pixels of the shown area differ from the screen's. */
    wrongPixels(shown: Rect = area): number {
      if (surface.width !== shown.width || surface.height !== shown.height) return shown.width * shown.height;
      let wrong = 0;
      for (let y = 0; y < shown.height; y++) {
        for (let x = 0; x < shown.width; x++) {
          const colour = screen.words[(shown.y + y) * screen.width + shown.x + x] ?? 0;
          const seen = surface.words[y * shown.width + x] ?? 0;
          const turned = ((seen & 0xff) << 16) | (seen & 0xff00) | ((seen >> 16) & 0xff);
          if (colour !== turned) wrong++;
        }
      }
      return wrong;
    },
  };
}
