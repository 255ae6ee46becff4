import type { BrowserContext, Page } from "@playwright/test";
import { SHARED_TAB } from "./shared-tab.ts";

/** Red, green and blue, 0 to 255 each. */
export type Colour = readonly [number, number, number];
/** The four blocks: top left, top right, bottom left, bottom right. */
export type Blocks = readonly [Colour, Colour, Colour, Colour];

export const FIRST_BLOCKS: Blocks = [
  [220, 30, 30],
  [30, 160, 60],
  [30, 60, 200],
  [240, 200, 40],
];
export const OTHER_BLOCKS: Blocks = [
  [255, 255, 255],
  [20, 20, 20],
  [30, 190, 200],
  [200, 40, 180],
];
/** The middles of the four blocks, as fractions of the picture. */
export const MIDDLES = [
  [0.25, 0.25],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.75, 0.75],
] as const;

/** The tab a customer shares: four blocks of known colours, which a press on its button changes. */
export type Work = { readonly page: Page; change(): Promise<void> };

/** Opens the tab in a customer's browser. */
export async function openWork(context: BrowserContext): Promise<Work> {
  const page = await context.newPage();
  const colours = (blocks: Blocks) => blocks.map((colour) => `rgb(${colour.join(" ")})`);
  const look = (name: string, blocks: Blocks) =>
    colours(blocks)
      .map((colour, at) => `${name} div:nth-of-type(${at + 1}) { background: ${colour} }`)
      .join("\n");
  await page.setContent(`<!doctype html><html lang="en"><title>${SHARED_TAB}</title>
    <style>
      body { margin: 0; height: 100vh; display: grid; grid: 50vh 50vh / 50vw 50vw }
      button { position: fixed; inset: 46vh 42vw; font: 20px sans-serif }
      ${look("body", FIRST_BLOCKS)}
      ${look("body.other", OTHER_BLOCKS)}
    </style>
    <div></div><div></div><div></div><div></div>
    <button onclick="document.body.classList.toggle('other')">Next slide</button>`);
  return {
    page,
    // A press on the tab itself would bring it to the front, as no customer in a session does.
    change: () => page.getByRole("button").evaluate((button: HTMLElement) => button.click()),
  };
}
