import { expect, type Locator, type Page } from "@playwright/test";
import { difference, type Pixels } from "../house/pixels.ts";
import type { ConsoleWords } from "../people/words.ts";
import { closeTo, coloursOf } from "./shown-blocks.ts";
import type { Blocks } from "./work.ts";

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
    return await coloursOf(this.picture.locator("video"));
  }

  /** Sees exactly this: each block's colour where it belongs [R5]. */
  async shows(blocks: Blocks): Promise<void> {
    await expect(this.picture).toBeVisible();
    await expect
      .poll(async () => closeTo(await this.colours(), blocks), { intervals: [100, 250, 500], timeout: 20_000 })
      .toBe("the same");
  }

  /** What the screen of a customer's desktop is drawn with now, pixel by pixel. */
  async pixels(): Promise<Pixels> {
    const { width, height, text } = await this.picture.locator("canvas").evaluate((drawn) => {
      if (!(drawn instanceof HTMLCanvasElement)) throw new Error("no canvas");
      const canvas = new OffscreenCanvas(drawn.width, drawn.height);
      const brush = canvas.getContext("2d", { willReadFrequently: true });
      brush?.drawImage(drawn, 0, 0);
      const { data } = brush?.getImageData(0, 0, drawn.width, drawn.height) ?? { data: new Uint8ClampedArray() };
      const rgb = new Uint8Array((data.length / 4) * 3);
      for (let pixel = 0; pixel * 4 < data.length; pixel += 1)
        rgb.set(data.subarray(pixel * 4, pixel * 4 + 3), pixel * 3);
      let text = "";
      for (let at = 0; at < rgb.length; at += 30_000) text += String.fromCharCode(...rgb.subarray(at, at + 30_000));
      return { width: drawn.width, height: drawn.height, text: btoa(text) };
    });
    return { width, height, rgb: Buffer.from(text, "base64") };
  }

  /** Sees exactly what `shown` gives now, every pixel of it, once it rests [R15]; `of` is the part of the picture that rests. */
  async showsExactly(shown: () => Pixels, of: (picture: Pixels) => Pixels = (picture) => picture): Promise<void> {
    await expect(this.picture).toBeVisible();
    await expect
      .poll(async () => difference(of(await this.pixels()), of(shown())), {
        intervals: [100, 250, 500],
        timeout: 20_000,
      })
      .toBe("the same");
  }

  /** Nothing of the customer's screen is to be seen. */
  async showsNothing(): Promise<void> {
    await expect(this.page.getByRole("heading", { name: this.words.session.noPicture })).toBeVisible();
    await expect(this.picture).toBeHidden();
  }

  async fourWords(): Promise<string[]> {
    await (await this.tool(new RegExp(`^${this.words.session.words}`))).click();
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

  /** Opens a panel by its sign in the bar, and gives it. */
  async opens(panel: string): Promise<Locator> {
    await (await this.tool(panel)).click();
    const opened = this.page.getByRole("complementary", { name: panel });
    await expect(opened).toBeVisible();
    return opened;
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

  /** Moves the mouse to a pixel of the picture. */
  async movesTo(x: number, y: number, steps = 1): Promise<void> {
    const [left, top] = await this.placeOfPixel(x, y);
    await this.page.mouse.move(left, top, { steps });
  }

  /** Moves the mouse to a pixel of the picture as hands do: never quite still. A window manager begins a drag only then. */
  async movesAbout(x: number, y: number): Promise<void> {
    await this.movesTo(x - 3, y - 3, 3);
    await this.movesTo(x, y);
  }

  /** Clicks on a pixel of the picture; the keyboard is the customer's from then on. */
  async clicks(x: number, y: number): Promise<void> {
    await this.movesTo(x, y);
    await this.page.mouse.down();
    await this.page.mouse.up();
    await expect(this.page.getByLabel(this.words.desktop.control.field)).toBeFocused();
  }

  /** A sign in the bar, which is brought into sight first. */
  async tool(name: string | RegExp): Promise<Locator> {
    await this.page.mouse.move(1, 1);
    await this.showBar();
    return this.bar.getByRole("button", { name, ...(typeof name === "string" && { exact: true }) });
  }

  private async showBar(): Promise<void> {
    const handle = this.page.getByRole("button", { name: this.words.desktop.showBar, includeHidden: true });
    if ((await handle.count()) > 0) await handle.evaluate((button: HTMLElement) => button.click());
  }

  private async placeOfPixel(x: number, y: number): Promise<[number, number]> {
    const [width, height] = await this.picture
      .locator("canvas")
      .evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.height] as const);
    return await this.placeOf((x + 0.5) / width, (y + 0.5) / height);
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
