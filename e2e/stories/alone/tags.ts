import { expectLooksRight } from "../../pages/looks-right.ts";
import { expect, story } from "../../story.ts";

for (const language of ["en", "de"] as const) {
  story(
    `[Q7] cases are tagged by keyboard, alone and many at once, and found by their tags, in ${language}`,
    async ({ stage }) => {
      story.setTimeout(120_000);
      await stage.team.makeCases(["Eva Marin", "Kim Larsen", "Lou Petit"]);
      const ben = await stage.expert(stage.house.members.ben, { language });
      const cleo = await stage.expert(stage.house.members.cleo, { language });
      const { page, words } = ben;
      const tag = `VPN ${stage.team.groupName}`;
      await ben.opensCase("Kim Larsen");
      await page.keyboard.press("l");
      await page.keyboard.type(` ${tag} `);
      await page.keyboard.press("Enter");
      const remove = ben.pane.getByRole("button", { name: words.tags.remove(tag) });
      await expect(remove).toBeVisible();
      await expect(cleo.row("Kim Larsen")).toContainText(tag);
      await expect(ben.pane.getByText(words.tags.withValue(words.timeline.facts.tags, tag))).toBeVisible();

      await page.keyboard.press("Escape");
      await page.getByRole("checkbox", { name: words.queue.selectAll }).check();
      await page.keyboard.press("l");
      await page.keyboard.type(tag.toLowerCase());
      const offered = page.getByRole("option");
      await expect(offered).toHaveText([tag]);
      await page.keyboard.press("Enter");
      await ben.isTold(words.queue.bulkDone(2, 2));
      await page.keyboard.press("p");
      await page.keyboard.type(words.priorities.urgent);
      await page.keyboard.press("Enter");
      await expect(cleo.row("Eva Marin")).toContainText(words.priorities.urgent);
      await page.keyboard.press("Escape");

      await ben.opensCase("Lou Petit");
      await expectLooksRight(page, "console-tags", 390);
      await remove.click();
      await expect(remove).toBeHidden();
      await page.keyboard.press("Escape");
      const filter = page.getByLabel(words.tags.label, { exact: true });
      await filter.selectOption(tag);
      await expect(page).toHaveURL(/tag=VPN/);
      await expect(ben.row("Lou Petit")).toBeHidden();
      await expect(ben.row("Eva Marin")).toBeVisible();
      await page.getByRole("link", { name: words.nav.sessions }).click();
      await filter.selectOption(tag);
      await expect(page).toHaveURL(/sessions.*tag=VPN/);
      await expect(ben.row("Kim Larsen")).toBeVisible();
      await expect(ben.row("Lou Petit")).toBeHidden();
      await page.reload();
      await expect(filter).toHaveValue(tag);
      await expect(ben.row("Kim Larsen")).toBeVisible();
      await page.getByLabel(words.case.outcome, { exact: true }).selectOption("solved");
      await expect(ben.row("Kim Larsen")).toBeHidden();
    },
  );
}

story(
  "[C11][Q7] two people who tag one case at once: one wins, the other is told and nothing is lost",
  async ({ stage }) => {
    await stage.team.makeCases(["Kim Larsen"]);
    const ben = await stage.expert(stage.house.members.ben);
    const cleoLine = await stage.lineTo("experts");
    const cleo = await stage.expert(stage.house.members.cleo, { line: cleoLine });
    await ben.opensCase("Kim Larsen");
    await cleo.opensCase("Kim Larsen");
    const { words } = ben;
    const letThrough = cleoLine.holdNews();
    await ben.page.keyboard.press("l");
    await ben.page.keyboard.type("VPN");
    await ben.page.keyboard.press("Enter");
    await expect(ben.pane.getByRole("button", { name: words.tags.remove("VPN") })).toBeVisible();
    await cleo.page.keyboard.press("l");
    await cleo.page.keyboard.type("Printer");
    await cleo.page.keyboard.press("Enter");
    letThrough();
    await expect(cleo.page.getByText(new RegExp(`^${ben.name} changed this`))).toBeVisible();
    await expect(cleo.pane.getByRole("button", { name: words.tags.remove("VPN") })).toBeVisible();
    await expect(cleo.pane.getByRole("button", { name: words.tags.remove("Printer") })).toBeHidden();
  },
);
