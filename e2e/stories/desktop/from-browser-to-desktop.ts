import { join } from "node:path";
import { buildProgram } from "../../house/built-program.ts";
import { COMPANY } from "../../house/house.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { FIRST_BLOCKS } from "../../pages/work.ts";
import { expect, story } from "../../story.ts";

story(
  "[M9][M7][R1] the customer goes on hands-on in the same case: chat, notes and place stay, nothing is asked again, and the download works once",
  async ({ stage }) => {
    story.setTimeout(180_000);
    stage.faults.expectOutage();
    buildProgram("linux-x64");
    const { house, team } = stage;
    const ben = await stage.expert(house.members.ben);
    const eva = await stage.customer();
    await eva.asksForHelp(team.module.slug, { name: "Eva Marin" });
    const code = await eva.code();
    await eva.says("Its light is red");
    await ben.opensCase("Eva Marin");
    await ben.notes("Knows her way around");
    await ben.connects("Eva Marin");
    await eva.opensWork();
    await eva.allows(ben.name, COMPANY);
    await ben.session.shows(FIRST_BLOCKS);
    await ben.session.says("I need your mouse for this");
    await eva.reads("I need your mouse for this");

    const { handsOn } = eva.words;
    await eva.page.bringToFront();
    await eva.button(handsOn.offer(ben.name)).click();
    await expect(eva.page.getByText(handsOn.steps["linux-x64"][1] ?? "")).toBeVisible();
    await expectLooksRight(eva.page, "customer-hands-on", 320);
    const downloading = eva.page.waitForEvent("download");
    await eva.button(handsOn.go).click();
    const download = await downloading;
    await expect(eva.page.getByText(handsOn.saved)).toBeVisible();

    const computer = await stage.computer();
    const folder = join(computer.desktop.home, "Downloads");
    const archive = join(folder, download.suggestedFilename());
    await download.saveAs(archive);
    computer.desktop.run("tar", "-xzf", archive, "-C", folder);
    const program = join(folder, "QuickSupport");
    const there = await computer.startsModule(team.module.slug, [], [program]);
    // Straight into the session: what was allowed in the browser is allowed, and no more.
    await there.isSeenBy(ben.name);
    await ben.session.showsExactly(() => computer.desktop.pixels());
    const { rights } = there.desktopWords;
    await expect(there.page.getByRole("switch", { name: rights.see })).toBeChecked();
    await expect(there.page.getByRole("switch", { name: rights.point })).toBeChecked();
    await expect(there.page.getByRole("switch", { name: rights.control })).not.toBeChecked();
    await there.reads("Its light is red");
    await there.reads("I need your mouse for this");
    expect(await ben.session.fourWords()).toEqual(await there.fourWords());
    // The page in the browser holds the case no longer.
    await eva.seesTitle(handsOn.movedTitle);
    await ben.session.ends();
    await ben.button(ben.words.session.backToCase).click();
    await expect(ben.pane.getByText("Knows her way around")).toBeVisible();
    await expect(ben.pane.getByText(code).first()).toBeVisible();
    await ben.reads("Its light is red");

    // The same download on another computer: its secret is worthless, and it says so by beginning anew.
    const other = await stage.computer();
    other.desktop.run("tar", "-xzf", archive, "-C", other.desktop.home);
    const stranger = await other.startsModule(team.module.slug, [], [join(other.desktop.home, "QuickSupport")]);
    await expect(stranger.page.getByLabel(stranger.words.module.name)).toBeVisible();
    await expect(stranger.page.getByText("Its light is red")).toBeHidden();
  },
);
