import { COMPANY } from "../../house/house.ts";
import { FIRST_BLOCKS } from "../../pages/work.ts";
import { expect, story } from "../../story.ts";

for (const language of ["en", "de"] as const) {
  story(`[R2] chat goes both ways while waiting, in the session and after it, in ${language}`, async ({ stage }) => {
    const ben = await stage.expert(stage.house.members.ben, { language });
    const eva = await stage.customer({ language });
    await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin" });
    await eva.says("Is anybody there?");
    await ben.opensCase("Eva Marin");
    await ben.reads("Is anybody there?");
    await ben.writes("I am looking at it.");
    await eva.reads("I am looking at it.");

    await ben.connects("Eva Marin");
    await eva.opensWork();
    await eva.allows(ben.name, COMPANY);
    await ben.session.shows(FIRST_BLOCKS);
    await eva.says("It is the red one.");
    await ben.session.reads("It is the red one.");
    await ben.session.says("I see it.");
    await eva.reads("I see it.");

    await ben.session.ends();
    // What was said from side to side stays where it was read.
    await eva.reads("It is the red one.");
    await eva.reads("I see it.");
    await eva.says("Thank you!");
    await ben.button(ben.words.session.backToCase).click();
    await ben.reads("Thank you!");
  });
}

story("[R5] the customer sees where the expert points and what they draw, until it is cleared", async ({ stage }) => {
  const ben = await stage.expert(stage.house.members.ben);
  const eva = await stage.customer();
  await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin" });
  await ben.opensCase("Eva Marin");
  await ben.connects("Eva Marin");
  await eva.opensWork();
  await eva.allows(ben.name, COMPANY);
  await ben.session.shows(FIRST_BLOCKS);

  await ben.session.pointsAt(0.3, 0.7);
  await eva.seesMark(0.3, 0.7);
  await expect(eva.page.getByText(eva.words.session.pointing(ben.name))).toBeVisible();
  await ben.session.pointsAt(0.6, 0.6);
  await eva.seesMark(0.6, 0.6);
  await eva.seesMark(0.3, 0.7, false);

  await ben.session.draws([
    [0.2, 0.8],
    [0.4, 0.8],
    [0.4, 0.6],
  ]);
  await eva.seesMark(0.3, 0.8);
  await eva.seesMark(0.4, 0.7);
  await ben.session.clearsPen();
  await eva.seesMark(0.3, 0.8, false);
});
