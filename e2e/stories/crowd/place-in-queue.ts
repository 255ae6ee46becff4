import { COMPANY } from "../../house/house.ts";
import { expect, story } from "../../story.ts";

for (const language of ["en", "es"] as const) {
  story(
    `[A10][Q2][Q3] customers see their place, and move up when somebody is helped or gives up, in ${language}`,
    async ({ stage }) => {
      const { slug } = stage.team.module;
      const ben = await stage.expert(stage.house.members.ben, { language });
      const [eva, kim, lou] = [
        await stage.customer({ language }),
        await stage.customer({ language }),
        await stage.customer({ language }),
      ];
      await eva.asksForHelp(slug, { name: "Eva Marin" });
      await kim.asksForHelp(slug, { name: "Kim Larsen", before: 1 });
      await lou.asksForHelp(slug, { name: "Lou Petit", before: 2 });
      await expect(ben.page.getByRole("row").nth(1)).toContainText("Eva Marin");
      await expect(ben.page.getByRole("row").nth(3)).toContainText("Lou Petit");

      await ben.opensCase("Eva Marin");
      await ben.connects("Eva Marin");
      await kim.seesPlace(0);
      await lou.seesPlace(1);
      await kim.closesCase();
      await lou.seesPlace(0);
      await eva.denies(ben.name);
      await expect(eva.page.getByText(COMPANY).first()).toBeVisible();
    },
  );
}
