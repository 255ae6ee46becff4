import { createHash } from "node:crypto";
import { existsSync, globSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildProgram } from "../../house/built-program.ts";
import { COMPANY } from "../../house/house.ts";
import { openWindows } from "../../house/wine.ts";
import { DesktopCustomer } from "../../people/desktop-customer.ts";
import { expect, story } from "../../story.ts";

const TEXT = "Zażółć gęślą jaźń ñ ß 漢字";
const ON_WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36";

story(
  "[M5][M7][M8][R1][R13][R15] the program for Windows knows its owner by its name, connects, shows the screen, is typed into and leaves nothing, under Wine",
  async ({ stage }) => {
    story.setTimeout(300_000);
    const { sha256 } = buildProgram("windows-x64");
    const { house, team } = stage;
    const visitor = await stage.customer({ context: { userAgent: ON_WINDOWS } });
    await visitor.opens(`/m/${team.module.slug}`);
    await visitor.page.getByText(visitor.words.program.offer).click();
    await expect(visitor.page.getByText(sha256)).toBeVisible();
    const downloading = visitor.page.waitForEvent("download");
    await visitor.page.getByRole("link", { name: visitor.words.program.go["windows-x64"] }).click();
    const download = await downloading;
    const computer = await stage.computer();
    const windows = await openWindows(computer.desktop);
    // A browser adds this to a file it has saved before.
    const program = join(computer.desktop.home, download.suggestedFilename().replace(".exe", " (1).exe"));
    await download.saveAs(program);
    expect(createHash("sha256").update(readFileSync(program)).digest("hex")).toBe(sha256);
    await visitor.page.close();

    const letter = join(windows.drive, "letter.txt");
    writeFileSync(letter, "\uFEFF", "utf16le");
    windows.start("notepad", "C:\\letter.txt");
    const editor = await computer.desktop.window("letter.txt");
    computer.desktop.run("xdotool", "windowmove", "--sync", editor, "100", "200");
    // Wine has no browser: its page is opened in one beside it, as its address says.
    const running = windows.start(program, "--no-window");
    const address = /http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}/;
    await expect.poll(() => running.said(), { timeout: 60_000 }).toMatch(address);
    const page = await (await stage.browser("customer")).newPage();
    await page.goto(address.exec(running.said())?.[0] ?? "");
    const eva = DesktopCustomer.before(page, computer.url, "en");
    await eva.fillsIn({ name: "Eva Marin" });

    const ben = await stage.expert(house.members.ben);
    await ben.opensCase("Eva Marin");
    await ben.connects("Eva Marin");
    await eva.letsHelp(ben.name, COMPANY, ["control"]);
    await ben.session.showsExactly(() => computer.desktop.pixels());
    expect(await ben.session.fourWords()).toEqual(await eva.fourWords());
    await ben.session.clicks(300, 400);
    await ben.page.keyboard.type(`${TEXT}!`);
    await ben.page.keyboard.press("Backspace");
    await ben.page.keyboard.press("Control+s");
    await expect.poll(() => readFileSync(letter, "utf16le")).toBe(`\uFEFF${TEXT}`);
    await ben.session.showsExactly(() => computer.desktop.pixels());

    const home = join(
      windows.drive,
      "users",
      readdirSync(join(windows.drive, "users")).find((name) => name !== "Public") ?? "",
    );
    const onDesktop = () => readdirSync(join(home, "Desktop")).filter((name) => name.endsWith(".lnk"));
    await expect.poll(onDesktop).toHaveLength(1);
    const data = join(home, "AppData/Local/Beckon");
    const copy = () =>
      globSync("*/kept-program/QuickSupport.exe", { cwd: data }).map((file) => join(data, file))[0] ?? "";
    await expect.poll(copy).not.toBe("");
    expect(createHash("sha256").update(readFileSync(copy())).digest("hex")).toBe(sha256);
    const [button = ""] = onDesktop();
    expect(readFileSync(join(home, "Desktop", button)).includes(Buffer.from("kept-program", "utf16le"))).toBe(true);
    // The download goes; what the button starts removes everything, itself too.
    rmSync(program);
    await page.close();
    await windows.run(copy(), "--server", computer.url, "--module", team.module.slug, "--uninstall");
    await ben.session.wasEnded();
    await expect.poll(onDesktop).toEqual([]);
    await expect.poll(() => existsSync(data), { timeout: 60_000 }).toBe(false);
  },
);
