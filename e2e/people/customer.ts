import { expect, type BrowserContext, type Locator, type Page } from "@playwright/test";
import type { Language } from "@beckon/protocol/words.ts";
import { openWork, type Work } from "../pages/work.ts";
import { CUSTOMER_WORDS, type CustomerWords } from "./words.ts";

/** Somebody with a broken computer: their browser, with the page for help in it and the work they may show. */
export class Customer {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly url: string;
  readonly words: CustomerWords;

  protected constructor(context: BrowserContext, page: Page, url: string, language: Language) {
    this.context = context;
    this.page = page;
    this.url = url;
    this.words = CUSTOMER_WORDS[language] as CustomerWords;
  }

  static async arrive(context: BrowserContext, url: string, language: Language): Promise<Customer> {
    return new Customer(context, await context.newPage(), url, language);
  }

  /** Opens a path of the server they come in by. */
  async opens(path: string): Promise<void> {
    await this.page.goto(this.url + path);
  }

  /** Opens a module's page, fills in what it asks and presses the button [M4]; `before` people are waiting already. */
  async asksForHelp(
    slug: string,
    form: { name: string; email?: string; description?: string; before?: number },
  ): Promise<void> {
    await this.opens(`/m/${slug}`);
    await this.fillsIn(form);
  }

  /** Fills in what the module's page asks, and presses the button. */
  async fillsIn({
    name,
    email = "",
    description = "",
    before = 0,
  }: {
    name: string;
    email?: string;
    description?: string;
    before?: number;
  }): Promise<void> {
    await this.page.getByLabel(this.words.module.name).fill(name);
    if (email !== "") await this.page.getByLabel(this.words.module.email).fill(email);
    if (description !== "") await this.page.getByLabel(this.words.module.description).fill(description);
    await this.button(this.words.module.go).click();
    await this.seesPlace(before);
  }

  /** How many people are before them [A10]. */
  async seesPlace(before: number): Promise<void> {
    await this.seesTitle(before === 0 ? this.words.waiting.next : this.words.waiting.before(before));
  }

  /** Types a session code on the start page, looks who asks, and joins [S3]. */
  async joinsByCode(code: string, name: string): Promise<void> {
    await this.opens("/");
    await this.page.getByLabel(this.words.join.code).fill(code);
    await this.button(this.words.join.go).click();
    await this.joins(name);
  }

  async joins(name: string): Promise<void> {
    await this.page.getByLabel(this.words.invitation.name).fill(name);
    await this.button(this.words.invitation.join).click();
  }

  /** The code as the waiting page shows it: `s123-456-789`. */
  async code(): Promise<string> {
    return await this.page.getByText(/^s\d{3}-\d{3}-\d{3}$/).innerText();
  }

  /** Opens the tab with the work that is shown when something is shared. */
  async opensWork(): Promise<Work> {
    const work = await openWork(this.context);
    await this.page.bringToFront();
    return work;
  }

  /** Sees who asks and from where, and allows it; the browser's picker chooses the work's tab [R1, R5]. */
  async allows(expert: string, company: string): Promise<void> {
    await this.seesTitle(this.words.consent.title(expert));
    await expect(this.page.getByText(this.words.consent.from(expert, company))).toBeVisible();
    await this.button(this.words.consent.allow).click();
    await this.isSeenBy(expert);
  }

  async denies(expert: string): Promise<void> {
    await this.seesTitle(this.words.consent.title(expert));
    await this.button(this.words.consent.notNow).click();
  }

  /** The bar says that the expert sees the screen. */
  async isSeenBy(expert: string): Promise<void> {
    await expect(this.page.getByText(this.words.session.seen(expert)).first()).toBeVisible();
  }

  async isNotSeenBy(expert: string): Promise<void> {
    await expect(this.page.getByText(this.words.session.unseen(expert)).first()).toBeVisible();
  }

  async turns(privilege: "see" | "point" | "microphone", on: boolean): Promise<void> {
    const control = this.page.getByRole("switch", { name: this.words.session[privilege] });
    await expect(control).toBeChecked({ checked: !on });
    await control.click();
    await expect(control).toBeChecked({ checked: on });
  }

  /** The colour of what the expert drew or points with at a place of the picture; nothing there is transparent. */
  async markAt(x: number, y: number): Promise<{ red: number; opaque: boolean }> {
    return await this.page.locator(".miniature canvas").evaluate(
      (canvas, [across, down]) => {
        if (!(canvas instanceof HTMLCanvasElement)) throw new Error("no canvas");
        const brush = canvas.getContext("2d");
        const at = [Math.floor(across * canvas.width), Math.floor(down * canvas.height)] as const;
        const [red = 0, green = 0, , opacity = 0] = brush?.getImageData(at[0], at[1], 1, 1).data ?? [];
        return { red: red - green, opaque: opacity > 128 };
      },
      [x, y] as const,
    );
  }

  /** The expert's red mark is, or is no longer, at a place of the picture. */
  async seesMark(x: number, y: number, there = true): Promise<void> {
    const isRed = async () => {
      const { red, opaque } = await this.markAt(x, y);
      return opaque && red > 80;
    };
    await expect.poll(isRed, { intervals: [50, 100, 250] }).toBe(there);
  }

  async stops(): Promise<void> {
    await this.button(this.words.session.stop).click();
  }

  async says(text: string): Promise<void> {
    await this.page.getByLabel(this.words.chat.placeholder).fill(text);
    await this.button(this.words.chat.send).click();
    await this.reads(text);
  }

  async reads(text: string): Promise<void> {
    await expect(this.page.getByRole("log").getByText(text, { exact: true })).toHaveCount(1);
    await expect(this.page.getByRole("log").getByText(text, { exact: true })).toBeVisible();
  }

  /** The four words on this side, once they are there [R3]. */
  async fourWords(): Promise<string[]> {
    const words = this.page.locator(".four b");
    await expect(words).toHaveCount(4);
    return await words.allInnerTexts();
  }

  /** Says that help is no longer needed, and confirms. */
  async closesCase(): Promise<void> {
    await this.button(this.words.waiting.noLonger).click();
    await this.button(this.words.waiting.closeYes).click();
    await this.seesTitle(this.words.after.title);
  }

  async rates(stars: number, comment: string): Promise<void> {
    await this.page.getByRole("radio", { name: this.words.after.stars(stars), exact: true }).check({ force: true });
    await this.page.getByLabel(this.words.after.comment).fill(comment);
    await this.button(this.words.after.send).click();
    await expect(this.page.getByText(this.words.after.thanks)).toBeVisible();
  }

  async seesTitle(title: string): Promise<void> {
    await expect(this.page.getByRole("heading", { level: 1, name: title, exact: true })).toBeVisible();
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }
}
