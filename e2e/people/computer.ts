import { chromium, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "@beckon/protocol/words.ts";
import { until, type Desktop } from "../house/desktop.ts";
import { colourAt } from "../house/pixels.ts";
import { DesktopCustomer } from "./desktop-customer.ts";

const MODULE = [process.execPath, join(import.meta.dirname, "../../apps/quicksupport/src/main.ts")] as const;
const BROWSER_WORDS = ["--no-sandbox", "--test-type", "--disable-gpu", "--disable-component-update", "--disable-sync"];
/** The frame's colour. */
const FRAME = [0xd9, 0x30, 0x4f] as const;
const SYSTEM: Record<Language, string> = { en: "en_GB.UTF-8", de: "de_DE.UTF-8", es: "es_ES.UTF-8" };

/** How a computer is set up. */
export type ComputerParts = {
  desktop: Desktop;
  /** Where its module finds the server. */
  url: string;
  language: Language;
  /** Told of each browser that shows the module's page. */
  watch(context: BrowserContext): void;
};

/** A customer's computer, with the desktop module on it: it is started there as people do, and its window is read. */
export class Computer {
  readonly desktop: Desktop;
  readonly url: string;
  readonly language: Language;
  readonly #watch: ComputerParts["watch"];
  readonly #seen = new WeakSet<Page>();
  #browser: Browser | undefined;
  #words: Record<string, string>;

  constructor({ desktop, url, language, watch }: ComputerParts) {
    this.desktop = desktop;
    this.url = url;
    this.language = language;
    this.#watch = watch;
    const words = [...BROWSER_WORDS, `--accept-lang=${language}`, "--remote-debugging-port=0"];
    this.#words = { BECKON_BROWSER_WORDS: words.join(" "), LANG: SYSTEM[language] };
  }

  /** Starts the module and gives the customer before its window; `program` is how, as the project lies in its folder unless said. */
  async startsModule(
    slug: string,
    words: readonly string[] = [],
    program: readonly string[] = [...MODULE, "--server", this.url, "--module", slug],
  ): Promise<DesktopCustomer> {
    const [first = "", ...rest] = program;
    const child = this.desktop.start(first, [...rest, ...words], this.#words);
    child.stdout?.resume();
    child.stderr?.on("data", (data) => process.stderr.write(data as Buffer));
    return await this.window();
  }

  /** The SOS shortcut's file on the desktop; undefined while there is none [M5]. */
  get shortcut(): string | undefined {
    const [name] = readdirSync(this.desktop.desktopFolder).filter((file) => file.endsWith(".desktop"));
    return name === undefined ? undefined : join(this.desktop.desktopFolder, name);
  }

  /** Whether the frame stands around the whole screen now: what tells the customer that they are seen [X18]. */
  get framed(): boolean {
    const picture = this.desktop.pixels();
    const [right, bottom] = [picture.width - 2, picture.height - 2];
    const [across, down] = [Math.round(picture.width / 4), Math.round(picture.height / 2)];
    const sides = [
      [1, down],
      [right, down],
      [across, 1],
      [across, bottom],
    ] as const;
    return sides.every(([x, y]) => colourAt(picture, x, y).every((value, part) => value === FRAME[part]));
  }

  /** Opens the shortcut as the desktop does. */
  async opensShortcut(): Promise<DesktopCustomer> {
    await until("the shortcut", () => this.shortcut !== undefined);
    this.#launch(this.shortcut ?? "");
    return await this.window();
  }

  /** Does what a desktop session does at sign-in: everything in its autostart folder [R18]. */
  async signsIn(): Promise<DesktopCustomer> {
    const folder = join(this.desktop.home, ".config", "autostart");
    for (const file of readdirSync(folder)) this.#launch(join(folder, file));
    return await this.window();
  }

  /** The module's process, while it runs. */
  get pid(): number | undefined {
    return this.#running()?.pid;
  }

  /** The module's process ends at once, with -9, and its window with it. */
  async losesModule(): Promise<void> {
    const pid = this.#running()?.pid;
    if (pid !== undefined) process.kill(pid, "SIGKILL");
    await this.#closesWindow();
  }

  /** The module ends as when the person signs out. */
  async quitsModule(): Promise<void> {
    const pid = this.#running()?.pid;
    if (pid === undefined) return;
    process.kill(pid, "SIGTERM");
    await until("the module's end", () => this.#running() === undefined);
    await this.#browser?.close();
    this.#browser = undefined;
  }

  /** The module's window as it is open now. */
  async window(): Promise<DesktopCustomer> {
    let found: Page | undefined;
    for (const end = Date.now() + 40_000; found === undefined;) {
      if (Date.now() > end) throw new Error("The module opened no window");
      this.#browser ??= await this.#connect();
      const pages = this.#browser?.contexts().flatMap((context) => context.pages()) ?? [];
      found = pages.findLast((page) => !this.#seen.has(page) && page.url().startsWith("http://127.0.0.1:"));
      if (found === undefined) await new Promise((resolve) => setTimeout(resolve, 100));
    }
    this.#seen.add(found);
    return DesktopCustomer.before(found, this.url, this.language);
  }

  /** Ends the module and turns the computer off. */
  async turnsOff(): Promise<void> {
    await this.quitsModule();
    await this.desktop.close();
  }

  #launch(file: string): void {
    const child = this.desktop.start("gio", ["launch", file], this.#words);
    child.stdout?.resume();
    child.stderr?.on("data", (data) => process.stderr.write(data as Buffer));
  }

  async #closesWindow(): Promise<void> {
    const session = await this.#browser?.newBrowserCDPSession();
    await session?.send("Browser.close").catch(() => undefined);
    await this.#browser?.close();
    this.#browser = undefined;
  }

  async #connect(): Promise<Browser | undefined> {
    const [port] = this.#file("window/DevToolsActivePort")?.split("\n") ?? [];
    if (port === undefined) return undefined;
    try {
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      for (const context of browser.contexts()) this.#watch(context);
      browser.on("disconnected", () => {
        if (this.#browser === browser) this.#browser = undefined;
      });
      return browser;
    } catch {
      return undefined; // Left behind by a window that is closed.
    }
  }

  #running(): { pid: number } | undefined {
    const text = this.#file("running.json");
    return text === undefined ? undefined : (JSON.parse(text) as { pid: number });
  }

  /** A file in the module's own data. */
  #file(path: string): string | undefined {
    const data = join(this.desktop.home, ".local", "share", "beckon");
    const folders = existsSync(data) ? readdirSync(data) : [];
    const found = folders.map((folder) => join(data, folder, path)).find((file) => existsSync(file));
    return found === undefined ? undefined : readFileSync(found, "utf8");
  }
}
