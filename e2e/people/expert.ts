import { expect, type BrowserContext, type Locator, type Page } from "@playwright/test";
import type { CaseOutcome, CaseState } from "@beckon/domain/case.ts";
import type { Language } from "@beckon/protocol/words.ts";
import type { Member } from "../house/house.ts";
import { SessionStage } from "../pages/session-stage.ts";
import { CONSOLE_WORDS, type ConsoleWords } from "./words.ts";

/** One of the support team, at the console. */
export class Expert {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly url: string;
  readonly name: string;
  readonly words: ConsoleWords;
  readonly session: SessionStage;

  private constructor(context: BrowserContext, page: Page, url: string, name: string, language: Language) {
    this.context = context;
    this.page = page;
    this.url = url;
    this.name = name;
    this.words = CONSOLE_WORDS[language];
    this.session = new SessionStage(page, this.words);
  }

  /** Comes to the console signed in, and has the queue open. */
  static async arrive(context: BrowserContext, url: string, member: Member, language: Language): Promise<Expert> {
    const [name = "", ...value] = member.cookie.split("=");
    await context.addCookies([{ name, value: value.join("="), url, httpOnly: true, sameSite: "Lax" }]);
    const expert = new Expert(context, await context.newPage(), url, member.name, language);
    await expert.opens("/console/queue");
    await expect(expert.heading(expert.words.queue.title, 1)).toBeVisible();
    return expert;
  }

  async opens(path: string): Promise<void> {
    await this.page.goto(this.url + path);
  }

  /** The queue's row of a customer. */
  row(customer: string): Locator {
    return this.page.getByRole("row").filter({ hasText: customer });
  }

  /** The row shows this state; it comes by itself [Q2]. */
  async seesRow(customer: string, state: CaseState): Promise<void> {
    await expect(this.row(customer)).toContainText(this.words.states[state]);
  }

  async opensCase(customer: string): Promise<void> {
    await this.row(customer).click();
    await expect(this.pane.getByRole("heading", { name: customer })).toBeVisible();
  }

  /** The case beside the queue. */
  get pane(): Locator {
    return this.page.getByRole("region", { name: this.words.case.title });
  }

  /** The open case's state. */
  async seesState(state: CaseState): Promise<void> {
    await expect(this.pane.getByText(this.words.states[state], { exact: true }).first()).toBeVisible();
  }

  /** Makes a case by hand [M3]; returns its code. */
  async makesCase({
    name,
    description,
  }: {
    name: string;
    description: string;
  }): Promise<{ code: string; link: string }> {
    await this.button(this.words.queue.newCase).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByLabel(this.words.newCase.name).fill(name);
    await dialog.getByLabel(this.words.newCase.description).fill(description);
    await dialog.getByRole("button", { name: this.words.newCase.create }).click();
    await expect(dialog.getByText(this.words.newCase.done)).toBeVisible();
    const code = await dialog.getByText(/^s\d{3}-\d{3}-\d{3}$/).innerText();
    const link = await dialog.getByRole("link", { name: /\/s\d{9}$/ }).innerText();
    await dialog.getByRole("button", { name: this.words.newCase.open }).click();
    await expect(this.pane).toBeVisible();
    return { code, link };
  }

  async takes(): Promise<void> {
    await this.pane.getByRole("button", { name: this.words.case.take, exact: true }).click();
  }

  /** Presses Connect in the open case: the customer is asked now [R1]. */
  async connects(customer: string): Promise<void> {
    await this.pane.getByRole("button", { name: this.words.case.connect, exact: true }).click();
    await expect(this.heading(this.words.session.waitingFor(customer), 2)).toBeVisible();
  }

  /** Closes the open case with an outcome. */
  async closesCase(outcome: CaseOutcome): Promise<void> {
    await this.pane.getByRole("button", { name: this.words.case.closeCase }).click();
    await this.choosesOutcome(outcome);
    await this.seesState("closed");
  }

  async choosesOutcome(outcome: CaseOutcome): Promise<void> {
    const dialog = this.page.getByRole("dialog");
    await dialog.getByRole("button", { name: this.words.outcomes[outcome], exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  /** Writes to the customer from the case. */
  async writes(text: string): Promise<void> {
    await this.pane.getByLabel(this.words.case.chatPlaceholder).fill(text);
    await this.pane.getByRole("button", { name: this.words.case.send, exact: true }).click();
    await this.reads(text);
  }

  /** Writes a note for the team. */
  async notes(text: string): Promise<void> {
    await this.pane.getByLabel(this.words.case.notePlaceholder).fill(text);
    await this.pane.getByRole("button", { name: this.words.case.addNote, exact: true }).click();
    await expect(this.pane.getByText(text)).toBeVisible();
  }

  async reads(text: string): Promise<void> {
    await expect(this.pane.getByRole("list").getByText(text, { exact: true })).toBeVisible();
  }

  /** What the corner of the page says. */
  async isTold(text: string | RegExp): Promise<void> {
    await expect(this.page.getByRole("status").filter({ hasText: text }).first()).toBeVisible();
  }

  /** Opens the menu under their own name. */
  async opensAccount(): Promise<void> {
    await this.page.getByRole("button", { name: this.name }).click();
    await expect(this.page.getByRole("menu")).toBeVisible();
  }

  heading(name: string, level: number): Locator {
    return this.page.getByRole("heading", { level, name, exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }
}
