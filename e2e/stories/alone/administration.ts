import { PASSWORD } from "../../house/house.ts";
import { CONSOLE_WORDS } from "../../people/words.ts";
import { expect, story } from "../../story.ts";

for (const [language, name] of [
  ["en", "Gil Roth"],
  ["es", "Hugo Paz"],
] as const) {
  story(
    `[P1][P2] an invited person joins by their link, once, and sees what was shared, in ${language}`,
    async ({ stage }) => {
      const { house, team } = stage;
      await team.makeCases([`Kim ${name}`]);
      const ada = await stage.expert(house.members.ada, { language });
      await ada.opens("/console/team");
      await ada.button(ada.words.team.invite).click();
      const dialog = ada.page.getByRole("dialog");
      await dialog.getByLabel(ada.words.team.email).fill(`${language}@new.example.com`);
      await dialog.getByLabel(team.groupName, { exact: true }).check();
      await dialog.getByRole("button", { name: ada.words.team.makeLink }).click();
      const link = await dialog.getByText(/#token=/).innerText();

      const page = await (await stage.browser(name, { language })).newPage();
      const words = CONSOLE_WORDS[language];
      await page.goto(link);
      await page.getByLabel(words.setup.name).fill(name);
      await page.getByLabel(words.signIn.password).fill(PASSWORD);
      await page.getByRole("button", { name: words.invitation.accept, exact: true }).click();
      await expect(page.getByRole("heading", { level: 1, name: words.queue.title })).toBeVisible();
      await expect(page.getByRole("row").filter({ hasText: `Kim ${name}` })).toBeVisible();

      const again = await (await stage.browser("somebody else", { language })).newPage();
      await again.goto(link);
      await expect(again.getByText(words.invitation.gone)).toBeVisible();
    },
  );
}

story(
  "[M1][M3][M4][M6] a module is made in the console, works at once, is suspended and deleted",
  async ({ stage }) => {
    const ana = await stage.expert(stage.house.members.ana);
    const { page, words } = ana;
    await ana.opens("/console/modules/new");
    const name = `Till help ${Date.now()}`;
    const basics = page.getByRole("region", { name: words.modules.basics });
    await basics.getByLabel(words.modules.name, { exact: true }).fill(name);
    await expect(page.getByLabel(words.modules.slug, { exact: true })).toHaveValue(
      name.toLowerCase().replaceAll(" ", "-"),
    );
    await page.getByLabel(words.modules.group, { exact: true }).selectOption({ label: stage.team.groupName });
    const form = page.getByRole("region", { name: words.modules.form });
    await form.getByLabel(words.modules.fieldName).selectOption({ label: words.modules.uses.hidden });
    await form.getByLabel(words.modules.fieldDescription).selectOption({ label: words.modules.uses.hidden });
    await page.getByRole("button", { name: words.modules.create }).click();
    await expect(page.getByText(name).first()).toBeVisible();

    // With nothing to fill in, opening the page is asking for help.
    const eva = await stage.customer();
    const path = `/m/${name.toLowerCase().replaceAll(" ", "-")}`;
    await eva.opens(path);
    await eva.seesPlace(0);
    await ana.opens("/console/queue");
    await ana.seesRow(words.anonymous, "pending");

    await ana.opens("/console/modules");
    const item = page.getByRole("listitem").filter({ hasText: name });
    await item.getByRole("button", { name: new RegExp(words.more) }).click();
    await page.getByRole("menuitem", { name: words.modules.suspend }).click();
    await expect(item.getByText(words.modules.suspended)).toBeVisible();
    const kim = await stage.customer();
    await kim.opens(path);
    await kim.seesTitle(kim.words.module.suspendedTitle);

    await item.getByRole("button", { name: new RegExp(words.more) }).click();
    await page.getByRole("menuitem", { name: words.delete }).click();
    await page.getByRole("dialog").getByRole("button", { name: words.delete }).click();
    await expect(item).toHaveCount(0);
    await kim.page.reload();
    await kim.seesTitle(kim.words.module.unknownTitle);
  },
);

story(
  "[C11][Q1][Q3] facts are corrected, raced for, and noted; urgent cases come first; notes stay in the team",
  async ({ stage }) => {
    const { house, team } = stage;
    const line = await stage.lineTo("experts");
    const ben = await stage.expert(house.members.ben);
    const cleo = await stage.expert(house.members.cleo, { line });
    const kim = await stage.customer();
    await kim.asksForHelp(team.module.slug, { name: "Kim Larsen" });
    const eva = await stage.customer();
    await eva.asksForHelp(team.module.slug, { name: "Eva Marin", description: "No sound", before: 1 });

    await ben.opensCase("Eva Marin");
    await cleo.opensCase("Eva Marin");
    const edit = (who: typeof ben) =>
      who.pane.getByRole("button", { name: `${who.words.edit}: ${who.words.case.description}` });
    await edit(cleo).click();
    const letThrough = line.holdNews();
    await edit(ben).click();
    await ben.pane.getByLabel(ben.words.case.description).fill("No sound, no picture");
    await ben.page.keyboard.press("Control+Enter");
    await expect(edit(ben)).toContainText("No sound, no picture");
    await cleo.pane.getByLabel(cleo.words.case.description).fill("Something else");
    await cleo.page.keyboard.press("Control+Enter");
    letThrough();
    await cleo.isTold(new RegExp(`${ben.name} changed this`));
    await expect(edit(ben)).toContainText("No sound, no picture");

    await ben.pane.getByLabel(ben.words.case.notePlaceholder).fill("Sounds like the driver");
    await ben.pane.getByRole("button", { name: ben.words.case.addNote }).click();
    await cleo.page.keyboard.press("Escape");
    await expect(cleo.pane.getByText("Sounds like the driver")).toBeVisible();
    await ben.pane
      .getByLabel(ben.words.case.priority, { exact: true })
      .selectOption({ label: ben.words.priorities.urgent });
    await eva.seesPlace(0);
    await kim.seesPlace(1);
    await expect(ben.page.getByRole("row").nth(1)).toContainText("Eva Marin");
    await expect(eva.page.getByText("Sounds like the driver")).toHaveCount(0);
  },
);
