import { expect, type Locator, type Page } from "@playwright/test";
import type { ConsoleWords } from "../people/words.ts";
import type { SessionStage } from "./session-stage.ts";

/** The expert's files in a session. */
export class FilesPanel {
  readonly #page: Page;
  readonly #words: ConsoleWords["desktop"]["files"];

  private constructor(stage: SessionStage) {
    this.#page = stage.page;
    this.#words = stage.words.desktop.files;
  }

  static async open(stage: SessionStage): Promise<FilesPanel> {
    const panel = new FilesPanel(stage);
    await (await stage.tool(panel.#words.title)).click();
    await expect(panel.#panel).toBeVisible();
    return panel;
  }

  get #panel(): Locator {
    return this.#page.getByRole("complementary", { name: this.#words.title });
  }

  /** What is shown of a file of this name, the last one first. */
  rows(name: string): Locator {
    return this.#panel.getByRole("listitem").filter({ hasText: name });
  }

  row(name: string): Locator {
    return this.rows(name).first();
  }

  /** How the file stands, in the words on the screen. */
  async shows(name: string, state: keyof ConsoleWords["desktop"]["files"]["states"], timeout = 20_000): Promise<void> {
    await expect(this.row(name)).toContainText(this.#words.states[state], { timeout });
  }

  async sends(path: string): Promise<void> {
    const chooser = this.#page.waitForEvent("filechooser");
    await this.#panel.getByRole("button", { name: this.#words.send }).click();
    await (await chooser).setFiles(path);
  }

  /** How much of it has arrived, 0 to 1; 1 when it is over. */
  async share(name: string): Promise<number> {
    const bar = this.row(name).getByRole("progressbar");
    if ((await bar.count()) === 0)
      return (await this.row(name).getAttribute("data-transfer", { timeout: 5_000 })) === "offered" ? 0 : 1;
    const [now, most] = await bar.evaluate((bar) => [bar.ariaValueNow, bar.ariaValueMax].map(Number));
    return (now ?? 0) / (most ?? 1);
  }

  async asksForFile(): Promise<void> {
    await this.#panel.getByRole("button", { name: this.#words.ask }).click();
  }

  async presses(name: string, button: "pause" | "resume" | "cancel" | "save" | "refuse"): Promise<void> {
    await this.row(name).getByRole("button", { name: this.#words[button], exact: true }).click();
  }

  /** Takes an offered file; where it lies once it is whole. */
  async saves(name: string, timeout: number): Promise<string> {
    const download = this.#page.waitForEvent("download", { timeout });
    await this.presses(name, "save");
    return await (await download).path();
  }
}
