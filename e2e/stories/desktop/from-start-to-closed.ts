import { COMPANY } from "../../house/house.ts";
import { expect, story } from "../../story.ts";

for (const language of ["en", "de"] as const) {
  story(
    `[M4][M5][M8][R1][R3][R15] the desktop module from its first start to a closed case, in ${language}`,
    async ({ stage }) => {
      const { house, team } = stage;
      const ben = await stage.expert(house.members.ben, { language });
      const computer = await stage.computer({ language });
      const eva = await computer.startsModule(team.module.slug);
      // Beside its window there is room for what the expert is to help with.
      expect(await eva.page.evaluate(() => outerWidth)).toBeLessThan(600);
      await eva.fillsIn({ name: "Eva Marin", description: "The printer prints nothing" });

      await ben.seesRow("Eva Marin", "pending");
      await ben.opensCase("Eva Marin");
      await ben.connects("Eva Marin");
      await eva.letsHelp(ben.name, COMPANY, ["control", "clipboard"]);
      await ben.session.showsExactly(() => computer.desktop.pixels());
      expect(await ben.session.fourWords()).toEqual(await eva.fourWords());

      // Opened again while it runs: the same session, in one window.
      const anew = await computer.opensShortcut();
      await anew.isSeenBy(ben.name);
      await expect.poll(() => eva.page.isClosed()).toBe(true);
      await anew.turnsRight("control", false);
      await expect(ben.button(ben.words.desktop.control.ask)).toBeVisible();

      // Closed and started again from what it left on the desktop: the same case, and nothing is shown unasked.
      await computer.quitsModule();
      const again = await computer.opensShortcut();
      await ben.session.wasEnded();
      await ben.button(ben.words.session.backToCase).click();
      await ben.connects("Eva Marin");
      await again.letsHelp(ben.name, COMPANY);
      await ben.session.showsExactly(() => computer.desktop.pixels());

      await ben.session.ends();
      await ben.button(ben.words.session.closeCase).click();
      await ben.choosesOutcome("solved");
      await again.seesTitle(again.words.after.title);
      await computer.quitsModule();
      const third = await computer.opensShortcut();
      await expect(third.page.getByLabel(third.words.module.name)).toBeVisible();
    },
  );
}
