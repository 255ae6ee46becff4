import { COMPANY } from "../../house/house.ts";
import { FIRST_BLOCKS } from "../../pages/work.ts";
import { expect, story } from "../../story.ts";

for (const language of ["en", "de"] as const) {
  story(
    `[M4][S5][C9] a customer who reloads, leaves and opens the page anew comes back to their case, in ${language}`,
    { tag: "@two" },
    async ({ stage }) => {
      const ana = await stage.expert(stage.house.members.ana, { language });
      const eva = await stage.customer({ language });
      await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin", description: "No sound" });
      await eva.says("It worked yesterday");
      const code = await eva.code();
      await ana.seesRow("Eva Marin", "pending");

      await eva.page.reload();
      await eva.seesPlace(0);
      expect(await eva.code()).toBe(code);
      await eva.reads("It worked yesterday");

      await eva.opens("/");
      await eva.opens(`/m/${stage.team.module.slug}`);
      await eva.seesPlace(0);
      expect(await eva.code()).toBe(code);
      // One case, not three.
      await expect(ana.row("Eva Marin")).toHaveCount(1);
      await expect(ana.page.getByText(ana.words.queue.rows(1), { exact: true })).toBeVisible();
    },
  );
}

story(
  "[R1][R8] a customer who reloads mid-session chooses anew what to show, and nothing is shown before",
  async ({ stage }) => {
    const ben = await stage.expert(stage.house.members.ben);
    const eva = await stage.customer();
    await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin" });
    await ben.opensCase("Eva Marin");
    await ben.connects("Eva Marin");
    await eva.opensWork();
    await eva.allows(ben.name, COMPANY);
    await ben.session.shows(FIRST_BLOCKS);

    await eva.page.reload();
    await eva.seesTitle(eva.words.consent.resumeTitle(ben.name));
    await eva.button(eva.words.consent.resumeGo).click();
    await eva.isSeenBy(ben.name);
    await ben.session.shows(FIRST_BLOCKS);
    expect(await ben.session.fourWords()).toEqual(await eva.fourWords());
  },
);

story(
  "[C5][C8][M4] a customer closes their own case, reopens it, and asks anew after it is over",
  async ({ stage }) => {
    const ben = await stage.expert(stage.house.members.ben);
    const eva = await stage.customer();
    await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin" });
    const code = await eva.code();
    await ben.opensCase("Eva Marin");
    await eva.closesCase();
    await ben.seesState("closed");

    await eva.button(eva.words.after.again).click();
    await eva.seesPlace(0);
    expect(await eva.code()).toBe(code);
    await ben.seesState("pending");

    await eva.closesCase();
    await eva.button(eva.words.after.fresh).click();
    await eva.asksForHelp(stage.team.module.slug, { name: "Eva again" });
    expect(await eva.code()).not.toBe(code);
    await ben.seesRow("Eva again", "pending");
  },
);
