import type { Locator } from "@playwright/test";
import { MIDDLES, type Blocks } from "./work.ts";

/** How far a colour may stray on its way through capture, colour spaces and video coder: of 255. */
const STRAY = 60;

/** The colours in the middles of the four blocks, as a video shows them now; none while there is no picture. */
export async function coloursOf(video: Locator): Promise<number[][]> {
  return await video.evaluate((element, middles) => {
    if (!(element instanceof HTMLVideoElement) || element.videoWidth === 0 || element.readyState < 2) return [];
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [element.videoWidth, element.videoHeight];
    const brush = canvas.getContext("2d", { willReadFrequently: true });
    brush?.drawImage(element, 0, 0);
    return middles.map(([x, y]) => {
      const pixel = brush?.getImageData(Math.floor(x * canvas.width), Math.floor(y * canvas.height), 1, 1);
      return [...(pixel?.data ?? [])].slice(0, 3);
    });
  }, MIDDLES);
}

/** "the same" when these are the blocks' colours, as near as a video coder lets them be; else what was seen. */
export function closeTo(seen: number[][], blocks: Blocks): string {
  const same = blocks.every((colour, block) =>
    colour.every((value, part) => Math.abs((seen[block]?.[part] ?? -1000) - value) <= STRAY),
  );
  return same ? "the same" : `seen ${JSON.stringify(seen)}`;
}
