import { expect, type Page } from "@playwright/test";
import type { Privilege } from "@beckon/protocol/peer.ts";
import type { Language } from "@beckon/protocol/words.ts";
import { COMPANY } from "../house/house.ts";
import { Customer } from "./customer.ts";
import { DESKTOP_WORDS, type DesktopWords } from "./words.ts";

/** A customer before the window of the desktop module. */
export class DesktopCustomer extends Customer {
  readonly desktopWords: DesktopWords;

  private constructor(page: Page, url: string, language: Language) {
    super(page.context(), page, url, language);
    this.desktopWords = DESKTOP_WORDS[language] as DesktopWords;
  }

  static before(page: Page, url: string, language: Language): DesktopCustomer {
    return new DesktopCustomer(page, url, language);
  }

  /** Sees who asks and from where, ticks what else they may do, and allows it [R1, R4]. */
  async letsHelp(
    expert: string,
    company: string,
    more: readonly ("control" | "clipboard" | "files")[] = [],
  ): Promise<void> {
    const { consent } = this.desktopWords;
    await this.seesTitle(consent.title(expert));
    await expect(this.page.getByText(this.words.consent.from(expert, company))).toBeVisible();
    for (const right of more) await this.page.getByRole("checkbox", { name: consent.more[right] }).check();
    await this.button(more.length > 0 ? consent.allow : consent.allowSeeing).click();
    await this.isSeenBy(expert);
  }

  /** Gives or takes one right by its switch [R4]. */
  async turnsRight(right: Privilege, on: boolean): Promise<void> {
    const control = this.page.getByRole("switch", { name: this.desktopWords.rights[right] });
    await expect(control).toBeChecked({ checked: !on });
    await control.click();
    await expect(control).toBeChecked({ checked: on });
  }

  /** Reads that the expert asks for a file, and chooses this one. */
  async sendsAskedFile(expert: string, path: string): Promise<void> {
    await expect(this.page.getByText(this.desktopWords.files.asked(expert))).toBeVisible();
    await this.chooses(path);
  }

  /** Gives a file of any size to the page, as the system's own dialog does. */
  async chooses(path: string): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const { root } = await session.send("DOM.getDocument");
    const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector: "input[type=file]" });
    await session.send("DOM.setFileInputFiles", { nodeId, files: [path] });
    await session.detach();
  }

  /** Reads what the expert asks for, and gives it. */
  async givesWhatIsAsked(right: Privilege, expert: string): Promise<void> {
    const question =
      right === "record"
        ? this.words.session.recording.asks.expert(expert, COMPANY)
        : this.desktopWords.asks[right](expert);
    await expect(this.page.getByText(question)).toBeVisible();
    await this.button(this.words.session.give).click();
    await expect(this.page.getByRole("switch", { name: this.desktopWords.rights[right] })).toBeChecked();
  }
}
