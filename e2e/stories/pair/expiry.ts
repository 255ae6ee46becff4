import { COMPANY } from "../../house/house.ts";
import { FIRST_BLOCKS, OTHER_BLOCKS } from "../../pages/work.ts";
import { expect, story } from "../../story.ts";

// A minute is the shortest validity there is.
story.use({ module: { validityMs: 60_000 } });

story(
  "[C6][C7][C8] a case expires before everybody's eyes, one in session only afterwards, in English, German and Spanish",
  async ({ stage }) => {
    story.setTimeout(240_000);
    const { slug } = stage.team.module;
    const ben = await stage.expert(stage.house.members.ben, { language: "de" });
    const eva = await stage.customer({ language: "es" });
    await eva.asksForHelp(slug, { name: "Eva Marin" });
    const kim = await stage.customer();
    await kim.asksForHelp(slug, { name: "Kim Larsen", before: 1 });
    await ben.opensCase("Eva Marin");
    const work = await eva.opensWork();
    await ben.connects("Eva Marin");
    await eva.allows(ben.name, COMPANY);
    await ben.session.shows(FIRST_BLOCKS);

    // Kim came after Eva: when Kim's case is over, Eva's would be, too.
    await expect(kim.page.getByText(kim.words.after.expiredTitle)).toBeVisible({ timeout: 90_000 });
    await work.change();
    await ben.session.shows(OTHER_BLOCKS);
    await eva.isSeenBy(ben.name);

    await ben.session.ends();
    await ben.button(ben.words.session.backToCase).click();
    await ben.seesState("expired");
    await eva.seesTitle(eva.words.after.expiredTitle);

    await eva.button(eva.words.after.again).click();
    await eva.seesTitle(eva.words.waiting.coming(ben.name));
    await ben.seesState("pending");
  },
);
