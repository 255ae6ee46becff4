import { expect, type Locator, type Page } from "@playwright/test";
import type { ConsoleWords } from "../people/words.ts";
import { MIDDLES, type Blocks } from "./work.ts";

/** How far a colour may stray on its way through capture, colour spaces and video coder: of 255. */
const STRAY = 60;

/** The expert's page of a remote session: the picture and the bar above it. */
export class SessionStage {
  readonly page: Page;
  readonly words: ConsoleWords;

  constructor(page: Page, words: ConsoleWords) {
    this.page = page;
    this.words = words;
  }

  get picture(): Locator {
    return this.page.getByRole("application", { name: this.words.session.picture });
  }

  /** The colours in the middles of the four blocks, as they are on the screen now; none while there is no picture. */
  async colours(): Promise<number[][]> {
    return await this.picture.locator("video").evaluate((video, middles) => {
      if (!(video instanceof HTMLVideoElement) || video.videoWidth === 0 || video.srcObject === null) return [];
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
      const brush = canvas.getContext("2d", { willReadFrequently: true });
      brush?.drawImage(video, 0, 0);
      return middles.map(([x, y]) => {
        const pixel = brush?.getImageData(Math.floor(x * canvas.width), Math.floor(y * canvas.height), 1, 1);
        return [...(pixel?.data ?? [])].slice(0, 3);
      });
    }, MIDDLES);
  }

  /** Sees exactly this: each block's colour where it belongs [R5]. */
  async shows(blocks: Blocks): Promise<void> {
    await expect(this.picture).toBeVisible();
    await expect
      .poll(async () => closeTo(await this.colours(), blocks), { intervals: [100, 250, 500], timeout: 20_000 })
      .toBe("the same");
  }

  /** Nothing of the customer's screen is to be seen. */
  async showsNothing(): Promise<void> {
    await expect(this.page.getByRole("heading", { name: this.words.session.noPicture })).toBeVisible();
    await expect(this.picture).toBeHidden();
  }

  async fourWords(): Promise<string[]> {
    await this.bar.getByRole("button", { name: this.words.session.words }).click();
    const words = this.page.getByRole("dialog").locator("[data-four-words]");
    const text = await words.innerText();
    await this.page.keyboard.press("Escape");
    await expect(words).toBeHidden();
    return text.split(" ");
  }

  get bar(): Locator {
    return this.page.getByRole("toolbar", { name: this.words.session.bar });
  }

  async says(text: string): Promise<void> {
    await this.opensPanel();
    await this.panel.getByLabel(this.words.session.linePlaceholder).fill(text);
    await this.panel.getByRole("button", { name: this.words.session.sendLine, exact: true }).click();
    await this.reads(text);
  }

  async reads(text: string): Promise<void> {
    await this.opensPanel();
    await expect(this.panel.getByText(text, { exact: true })).toBeVisible();
  }

  get panel(): Locator {
    return this.page.getByRole("complementary", { name: this.words.session.panel });
  }

  async opensPanel(): Promise<void> {
    if (await this.panel.isVisible()) return;
    await this.picture.hover();
    const names = [this.words.session.panel, this.words.session.unread(1), this.words.session.unread(2)];
    await this.bar.getByRole("button", { name: new RegExp(names.join("|")) }).click();
    await expect(this.panel).toBeVisible();
  }

  /** Holds the pointer over a place of the picture, in fractions of it. */
  async pointsAt(x: number, y: number): Promise<void> {
    const [left, top] = await this.placeOf(x, y);
    await this.page.mouse.move(left, top);
  }

  /** Takes the pen and draws a line through these places of the picture. */
  async draws(line: readonly (readonly [number, number])[]): Promise<void> {
    const pen = this.bar.getByRole("button", { name: this.words.session.pen, exact: true });
    await this.picture.hover();
    if ((await pen.getAttribute("aria-pressed")) !== "true") await pen.click();
    for (const [at, [x, y]] of line.entries()) {
      const [left, top] = await this.placeOf(x, y);
      await this.page.mouse.move(left, top, { steps: at === 0 ? 1 : 10 });
      if (at === 0) await this.page.mouse.down();
    }
    await this.page.mouse.up();
  }

  async clearsPen(): Promise<void> {
    await this.bar.getByRole("button", { name: this.words.session.clear }).click();
  }

  private async placeOf(x: number, y: number): Promise<[number, number]> {
    const box = await this.picture.boundingBox();
    if (box === null) throw new Error("There is no picture to point at");
    return [box.x + x * box.width, box.y + y * box.height];
  }

  async ends(): Promise<void> {
    await this.bar.getByRole("button", { name: this.words.session.end, exact: true }).click();
    await expect(this.page.getByRole("heading", { name: this.words.session.ended.endedHere })).toBeVisible();
  }

  /** The session was ended by the customer. */
  async wasEnded(): Promise<void> {
    await expect(this.page.getByRole("heading", { name: this.words.session.ended.endedThere })).toBeVisible();
  }
}

function closeTo(seen: number[][], blocks: Blocks): string {
  const same = blocks.every((colour, block) =>
    colour.every((value, part) => Math.abs((seen[block]?.[part] ?? -1000) - value) <= STRAY),
  );
  return same ? "the same" : `seen ${JSON.stringify(seen)}`;
}
