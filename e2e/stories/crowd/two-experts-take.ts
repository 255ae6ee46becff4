import { expect, story } from "../../story.ts";

for (const language of ["en", "de"] as const) {
  story(
    `[C11][A1][A2] of two experts who take one case at once, one has it and the other is told who, in ${language}`,
    { tag: "@two" },
    async ({ stage }) => {
      const { house, team } = stage;
      const line = await stage.lineTo("experts");
      const ben = await stage.expert(house.members.ben, { language });
      const cleo = await stage.expert(house.members.cleo, { language, line });
      const eva = await stage.customer();
      await eva.asksForHelp(team.module.slug, { name: "Eva Marin" });
      await ben.opensCase("Eva Marin");
      await cleo.opensCase("Eva Marin");

      await expect(cleo.pane.getByRole("button", { name: cleo.words.case.take, exact: true })).toBeVisible();
      // Cleo presses Take before the news of Ben's reaches her.
      const letThrough = line.holdNews();
      await ben.takes();
      await ben.isTold(ben.words.queue.tookIt(await eva.code()));
      await cleo.takes();
      letThrough();

      await cleo.isTold(new RegExp(ben.name));
      for (const expert of [ben, cleo]) {
        await expect(expert.pane.getByText(expert.words.timeline.took(ben.name))).toBeVisible();
        await expect(expert.pane.getByRole("button", { name: expert.words.case.take, exact: true })).toBeHidden();
      }
      await expect(cleo.pane.getByRole("button", { name: cleo.words.case.connect, exact: true })).toBeDisabled();
      await eva.seesTitle(eva.words.waiting.coming(ben.name));
    },
  );
}

story(
  "[C11][A1] a case given to somebody else tells both, and cannot be taken from them by a slip",
  async ({ stage }) => {
    const { house, team } = stage;
    const ben = await stage.expert(house.members.ben);
    const cleo = await stage.expert(house.members.cleo);
    const eva = await stage.customer();
    await eva.asksForHelp(team.module.slug, { name: "Eva Marin" });
    const code = await eva.code();
    await ben.opensCase("Eva Marin");
    await ben.pane.getByRole("button", { name: ben.words.case.assign, exact: true }).click();
    await ben.page.getByRole("combobox").fill("Cleo");
    await ben.page.keyboard.press("Enter");
    await cleo.isTold(cleo.words.alerts.assigned(code, ben.name));
    await eva.seesTitle(eva.words.waiting.coming(cleo.name));

    // The key for Take does not take what is a colleague's.
    await ben.page.keyboard.press("Escape");
    await ben.page.keyboard.press("t");
    await ben.isTold(new RegExp(cleo.name));
    await expect(ben.row("Eva Marin")).toContainText(cleo.name);
  },
);
