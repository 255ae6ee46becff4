import { hostname } from "node:os";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { colourAt } from "../../house/pixels.ts";
import { meetAtDesktop } from "../../people/meet-at-desktop.ts";
import { expect, story } from "../../story.ts";

story(
  "[R4][R16][X18] the frame, the expert's pointer and pen stand over the customer's real desktop, in Spanish",
  async ({ stage }) => {
    const { ben, eva, computer } = await meetAtDesktop(stage, { language: "es" });
    const { desktop } = computer;
    const at = (x: number, y: number) => [...colourAt(desktop.pixels(), x, y)];
    expect(computer.framed).toBe(true);

    await ben.session.pointsAt(0.8, 0.5);
    await expect.poll(() => at(1025, 404)).toEqual([0xe1, 0x1d, 0x48]);
    await ben.session.draws([
      [0.7, 0.7],
      [0.9, 0.7],
      [0.9, 0.9],
    ]);
    await expect
      .poll(() => [at(1000, 560), at(1152, 650)])
      .toEqual([
        [0xe5, 0x34, 0x2b],
        [0xe5, 0x34, 0x2b],
      ]);
    await ben.session.showsExactly(() => desktop.pixels());
    await ben.session.clearsPen();
    await expect.poll(() => at(1000, 560)).not.toEqual([0xe5, 0x34, 0x2b]);

    await eva.turnsRight("see", false);
    await ben.session.showsNothing();
    await expect.poll(() => computer.framed).toBe(false);
    await eva.turnsRight("see", true);
    await expect.poll(() => computer.framed).toBe(true);
    // The window is narrow: what is written below its edge is told above, and one press away.
    await ben.session.says("¿Lo ve?");
    await eva.button(eva.words.chat.fresh).click();
    await expect(eva.page.getByText("¿Lo ve?")).toBeInViewport();
    await expect(eva.button(eva.words.chat.fresh)).toBeHidden();
    // The stop control on the frame is one that the customer can really press.
    desktop.run("xdotool", "mousemove", "640", "16", "click", "1");
    await ben.session.wasEnded();
    await expect(eva.page.getByText(eva.words.waiting.stopped(ben.name))).toBeVisible();
    await expect.poll(() => computer.framed).toBe(false);
  },
);

story(
  "[R18][R8] facts of the computer, what its system does not offer, and a restart that comes back into the session",
  async ({ stage }) => {
    const { ben, eva, computer } = await meetAtDesktop(stage, { rights: ["control"] });
    const { desktop } = computer;
    const { session } = ben;
    const { computer: said } = ben.words.desktop;
    const panel = await session.opens(said.title);
    await expect(panel.getByRole("cell", { name: hostname(), exact: true })).toBeVisible();
    await expect(panel.getByRole("row", { name: said.memory }).first()).toContainText(/\d/);
    await expect(panel.getByRole("table", { name: said.processes }).getByRole("row")).not.toHaveCount(0);
    await panel.getByRole("button", { name: said.elevate }).click();
    await expect(panel.getByText(said.answers.elevate.notOffered)).toBeVisible();

    await panel.getByRole("button", { name: said.askRestart }).click();
    await eva.givesWhatIsAsked("restart", ben.name);
    await panel.getByRole("button", { name: said.restart }).click();
    await ben.button(said.restartYes).click();
    await expect(panel.getByText(said.answers.restart.failed)).toBeVisible();
    expect(readFileSync(join(desktop.home, "asked-systemctl"), "utf8")).toBe("reboot\n");

    stage.faults.expectOutage();
    desktop.hasOwn("systemctl", "exit 0");
    const before = await eva.fourWords();
    await panel.getByRole("button", { name: said.restart }).click();
    await ben.button(said.restartYes).click();
    await expect(panel.getByText(said.answers.restart.comingBack)).toBeVisible();
    await computer.losesModule();
    const back = await computer.signsIn();
    await back.isSeenBy(ben.name);
    await session.showsExactly(() => desktop.pixels());
    expect(readdirSync(join(desktop.home, ".config", "autostart"))).toEqual([]);
    // The program made new keys, so these are other words, and the same on both sides.
    const words = await back.fourWords();
    expect(words).not.toEqual(before);
    expect(await session.fourWords()).toEqual(words);
  },
);
