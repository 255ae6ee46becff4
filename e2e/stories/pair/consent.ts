import { COMPANY } from "../../house/house.ts";
import { FIRST_BLOCKS } from "../../pages/work.ts";
import { expect, story } from "../../story.ts";

for (const language of ["en", "es"] as const) {
  story(`[R1] a denied consent shows nothing, and may be given when asked again, in ${language}`, async ({ stage }) => {
    const ben = await stage.expert(stage.house.members.ben, { language });
    const eva = await stage.customer({ language });
    await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin" });
    await ben.opensCase("Eva Marin");
    await ben.connects("Eva Marin");
    await eva.denies(ben.name);

    await expect(ben.heading(ben.words.session.denied, 2)).toBeVisible();
    await expect(ben.session.picture).toHaveCount(0);
    await expect(eva.page.getByText(eva.words.waiting.denied(ben.name))).toBeVisible();

    await eva.opensWork();
    await ben.button(ben.words.session.askAgain).click();
    await eva.allows(ben.name, COMPANY);
    await ben.session.shows(FIRST_BLOCKS);
  });
}

story("[R1] no answer within 60 s counts as denied, and may still be given afterwards", async ({ stage }) => {
  const ben = await stage.expert(stage.house.members.ben);
  const eva = await stage.customer();
  await eva.page.clock.install();
  await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin" });
  await ben.opensCase("Eva Marin");
  await ben.connects("Eva Marin");
  await eva.seesTitle(eva.words.consent.title(ben.name));
  await eva.page.clock.fastForward(61_000);

  await expect(eva.page.getByText(eva.words.waiting.unanswered(ben.name))).toBeVisible();
  await expect(ben.heading(ben.words.session.unanswered, 2)).toBeVisible();

  await eva.opensWork();
  await eva.button(eva.words.waiting.allowAfterAll).click();
  await eva.allows(ben.name, COMPANY);
  await ben.session.shows(FIRST_BLOCKS);
});
