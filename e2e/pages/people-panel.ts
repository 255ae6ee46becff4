import { expect, type Locator, type Page } from "@playwright/test";
import type { Part } from "@beckon/domain/colleague.ts";
import type { ConsoleWords } from "../people/words.ts";
import { expectLooksRight } from "./looks-right.ts";
import { SessionStage } from "./session-stage.ts";

/** Who is there, as the panel beside an expert's picture says it, and what that expert does about it [R9, R23, R24]. */
export class PeoplePanel {
  readonly page: Page;
  readonly words: ConsoleWords;
  readonly stage: SessionStage;

  constructor(page: Page, words: ConsoleWords) {
    this.page = page;
    this.words = words;
    this.stage = new SessionStage(page, words);
  }

  get panel(): Locator {
    return this.page.getByRole("complementary", { name: this.words.desktop.rights.title });
  }

  async opens(): Promise<void> {
    if (await this.panel.isVisible()) return;
    await (await this.stage.tool(new RegExp(`^${this.words.desktop.rights.title}`))).click();
    await expect(this.panel).toBeVisible();
  }

  /** Says so of somebody. */
  async says(name: string, standing: string): Promise<void> {
    await this.opens();
    await expect(this.panel.getByRole("listitem").filter({ hasText: name })).toContainText(standing);
  }

  async bringsIn(name: string, part: Part): Promise<void> {
    await this.opens();
    await this.panel.getByRole("button", { name: this.words.people.bringIn }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog
      .getByLabel(this.words.people.whom)
      .selectOption({ label: `${name} · ${this.words.availability.statuses.online}` });
    await dialog.getByRole("radio", { name: this.words.people.parts[part] }).check();
    await expectLooksRight(this.page, "bringing in a colleague", 320);
    await dialog.getByRole("button", { name: this.words.people.invite, exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  async handsOver(name: string, note: string): Promise<void> {
    await this.opens();
    await this.panel.getByRole("button", { name: this.words.people.handOver(name) }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByLabel(this.words.people.note).fill(note);
    await expectLooksRight(this.page, "handing over", 320);
    await dialog.getByRole("button", { name: this.words.people.handOverYes, exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  /** Goes, as a colleague, and is back at the case. */
  async leaves(): Promise<void> {
    await (await this.stage.tool(this.words.people.leave)).click();
  }
}
