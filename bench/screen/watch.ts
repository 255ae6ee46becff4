import type { Page } from "@playwright/test";
import { MARK, numberOf, type Painted } from "./scenes.ts";

/** What a viewer saw of a scene. Delays in ms from painted to seen, of the changes that were seen at all. */
export type Seen = {
  readonly delays: readonly number[];
  /** From the last change to its sight, in ms; NaN when it was never seen. */
  readonly lastDelay: number;
  readonly seconds: number;
  /** Different changes seen. */
  readonly frames: number;
  readonly painted: number;
};

type Sight = { at: number; colour: [number, number, number] };

/**
 * Begins to read the mark off the canvas at `selector` before each frame the browser shows; `stop` gives what was seen. The
 * same few lines for every program that is measured.
 */
export async function watchMark(page: Page, selector: string): Promise<{ stop(): Promise<Sight[]> }> {
  await page.evaluate(
    ({ at, wanted }) => {
      const small = document.createElement("canvas");
      small.width = small.height = 1;
      const pen = small.getContext("2d", { willReadFrequently: true });
      const seen: Sight[] = [];
      let last = "";
      let watching = true;
      const look = (): void => {
        const canvas = document.querySelector<HTMLCanvasElement>(wanted);
        if (canvas !== null && pen !== null && canvas.width > at) {
          pen.drawImage(canvas, at, at, 1, 1, 0, 0, 1, 1);
          const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data;
          const now = `${red >> 5} ${green >> 5} ${blue >> 5}`;
          if (now !== last) seen.push({ at: performance.timeOrigin + performance.now(), colour: [red, green, blue] });
          last = now;
        }
        if (watching) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
      Object.assign(window, {
        stopWatching: () => {
          watching = false;
          return seen;
        },
      });
    },
    { at: MARK.x + MARK.size / 2, wanted: selector },
  );
  return { stop: () => page.evaluate(() => (window as unknown as { stopWatching(): Sight[] }).stopWatching()) };
}

/** Joins what was painted with what was seen. */
export function compare({ changes }: Painted, sights: readonly Sight[]): Seen {
  const first = changes[0]?.at ?? 0;
  const last = changes.at(-1)?.at ?? 0;
  const delays: number[] = [];
  let lastDelay = Number.NaN;
  for (const { n, at } of changes) {
    const sight = sights.find((one) => one.at >= at && numberOf(one.colour) === n);
    lastDelay = sight === undefined ? Number.NaN : sight.at - at;
    if (sight !== undefined) delays.push(lastDelay);
  }
  return { delays, lastDelay, seconds: (last - first) / 1000, frames: delays.length, painted: changes.length };
}

/** The share of pixels that are exactly those of `screen` (red, green, blue) on the canvas, and the peak signal-to-noise ratio in dB. */
export async function compareAtRest(
  page: Page,
  selector: string,
  screen: Uint8Array,
  width: number,
): Promise<{ exact: number; db: number }> {
  const encoded = await page.evaluate((wanted) => {
    const canvas = document.querySelector<HTMLCanvasElement>(wanted);
    if (canvas === null) return "";
    const copy = document.createElement("canvas");
    copy.width = canvas.width;
    copy.height = canvas.height;
    const pen = copy.getContext("2d");
    pen?.drawImage(canvas, 0, 0);
    const bytes = pen?.getImageData(0, 0, copy.width, copy.height).data ?? new Uint8ClampedArray();
    let text = "";
    for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
    return `${copy.width} ${btoa(text)}`;
  }, selector);
  const [seenWidth, text = ""] = encoded.split(" ");
  if (Number(seenWidth) !== width) throw new Error(`The canvas is ${seenWidth} pixels wide, the screen ${width}`);
  const seen = Buffer.from(text, "base64");
  let same = 0;
  let error = 0;
  const pixels = screen.length / 3;
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    let off = 0;
    for (let channel = 0; channel < 3; channel += 1)
      off += ((screen[pixel * 3 + channel] ?? 0) - (seen[pixel * 4 + channel] ?? 0)) ** 2;
    if (off === 0) same += 1;
    error += off;
  }
  return { exact: same / pixels, db: error === 0 ? Infinity : 10 * Math.log10((255 * 255 * pixels * 3) / error) };
}
