import { COMPANY } from "../../house/house.ts";
import { FIRST_BLOCKS, OTHER_BLOCKS } from "../../pages/work.ts";
import { expect, story } from "../../story.ts";

for (const language of ["en", "de"] as const) {
  story(
    `[M4][C2][C4][C5][R1][R2][R3][R5] from a module's page to closed, in ${language}`,
    { tag: "@two" },
    async ({ stage }) => {
      const { house, team } = stage;
      const ben = await stage.expert(house.members.ben, { language });
      const eva = await stage.customer({ language });
      await eva.asksForHelp(team.module.slug, { name: "Eva Marin", description: "The printer prints nothing" });

      await ben.seesRow("Eva Marin", "pending");
      await ben.opensCase("Eva Marin");
      const work = await eva.opensWork();
      await ben.connects("Eva Marin");
      await eva.allows(ben.name, COMPANY);

      await ben.session.shows(FIRST_BLOCKS);
      await work.change();
      await ben.session.shows(OTHER_BLOCKS);
      expect(await ben.session.fourWords()).toEqual(await eva.fourWords());

      await ben.session.ends();
      await expect(eva.page.getByText(eva.words.waiting.ended(ben.name))).toBeVisible();
      await ben.button(ben.words.session.closeCase).click();
      await ben.choosesOutcome("solved");
      await ben.seesState("closed");
      await eva.seesTitle(eva.words.after.title);
      await eva.rates(5, "Quick and kind");
    },
  );
}
