import type { Language } from "@beckon/protocol/words.ts";
import { COMPANY } from "../../house/house.ts";
import { FIRST_BLOCKS, OTHER_BLOCKS } from "../../pages/work.ts";
import { expect, story, type Stage } from "../../story.ts";
import type { Line } from "../../house/line.ts";

async function meet(stage: Stage, how: { customer?: Line; expert?: Line; language?: Language } = {}) {
  const { customer, expert, language = "en" } = how;
  const ben = await stage.expert(stage.house.members.ben, { language, ...(expert && { line: expert }) });
  const eva = await stage.customer({ language, ...(customer && { line: customer }) });
  await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin" });
  await ben.opensCase("Eva Marin");
  await ben.connects("Eva Marin");
  const work = await eva.opensWork();
  await eva.allows(ben.name, COMPANY);
  await ben.session.shows(FIRST_BLOCKS);
  return { ben, eva, work };
}

story(
  "[C9][R8] the customer's connection drops mid-session and comes back with the same rights and words",
  { tag: "@two" },
  async ({ stage }) => {
    stage.faults.expectOutage();
    const line = await stage.lineTo("customers");
    const { ben, eva, work } = await meet(stage, { customer: line });
    const words = await eva.fourWords();

    line.cut();
    await expect(eva.page.getByText(eva.words.connection.lost).first()).toBeVisible();
    await expect(ben.heading(ben.words.session.reconnecting, 2)).toBeVisible();
    await work.change();
    line.mend();

    await ben.session.shows(OTHER_BLOCKS);
    await eva.isSeenBy(ben.name);
    await expect(eva.page.getByText(eva.words.connection.lost).first()).toBeHidden();
    expect(await eva.fourWords()).toEqual(words);
    expect(await ben.session.fourWords()).toEqual(words);
    await ben.session.says("There you are again.");
    await eva.reads("There you are again.");
  },
);

story(
  "[C9][R8] the expert's connection drops mid-session and comes back without asking again, in German",
  async ({ stage }) => {
    stage.faults.expectOutage();
    const line = await stage.lineTo("experts");
    const { ben, eva, work } = await meet(stage, { expert: line, language: "de" });

    line.cut();
    await expect(eva.page.getByText(eva.words.session.reconnecting(ben.name)).first()).toBeVisible();
    await expect(ben.page.getByText(ben.words.link.reconnecting)).toBeVisible();
    await work.change();
    line.mend();

    await ben.session.shows(OTHER_BLOCKS);
    await eva.isSeenBy(ben.name);
    await ben.session.pointsAt(0.3, 0.7);
    await eva.seesMark(0.3, 0.7);
  },
);

story(
  "[X13][X12] the server is killed with -9 mid-session: the picture goes on, and everybody is back when it is",
  { tag: "@two" },
  async ({ stage }) => {
    stage.faults.expectOutage();
    const { house } = stage;
    const { ben, eva, work } = await meet(stage);

    await house.expertsAt.kill();
    await expect(ben.page.getByText(ben.words.link.reconnecting)).toBeVisible();
    await work.change();
    await ben.session.shows(OTHER_BLOCKS);
    await eva.says("Did something happen?");
    await ben.session.reads("Did something happen?");

    await house.expertsAt.startAgain();
    await expect(ben.page.getByText(ben.words.link.reconnecting)).toBeHidden();
    await expect(eva.page.getByText(eva.words.connection.lost).first()).toBeHidden();
    await work.change();
    await ben.session.shows(FIRST_BLOCKS);
    await ben.session.ends();
    await ben.button(ben.words.session.backToCase).click();
    await ben.closesCase("solved");
    await eva.seesTitle(eva.words.after.title);
  },
);

story(
  "[X13][C14] one of two servers is killed and stays dead: whoever was on it comes back on the other, in Spanish",
  { tag: ["@two", "@only-two"] },
  async ({ stage }) => {
    stage.faults.expectOutage();
    const { house } = stage;
    const line = await stage.lineTo("experts");
    const { ben, eva, work } = await meet(stage, { expert: line, language: "es" });
    await house.expertsAt.kill();
    try {
      await expect(ben.page.getByText(ben.words.link.reconnecting)).toBeVisible();
      await work.change();
      await ben.session.shows(OTHER_BLOCKS);
      line.leadTo(house.customersAt.url);
      await expect(ben.page.getByText(ben.words.link.reconnecting)).toBeHidden();
      await eva.isSeenBy(ben.name);
      await work.change();
      await ben.session.shows(FIRST_BLOCKS);
      await ben.session.ends();
      await ben.button(ben.words.session.closeCase).click();
      await ben.choosesOutcome("solved");
      await ben.seesState("closed");
      await eva.seesTitle(eva.words.after.title);
    } finally {
      await house.expertsAt.startAgain();
    }
  },
);

story(
  "[R8][C9] an expert who reloads the page mid-session comes back into it without asking again",
  async ({ stage }) => {
    const { ben, eva, work } = await meet(stage);
    await ben.page.reload();
    await work.change();
    await ben.session.shows(OTHER_BLOCKS);
    await eva.isSeenBy(ben.name);
    expect(await ben.session.fourWords()).toEqual(await eva.fourWords());
  },
);
