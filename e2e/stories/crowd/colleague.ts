import { COMPANY } from "../../house/house.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { PeoplePanel } from "../../pages/people-panel.ts";
import { FIRST_BLOCKS, OTHER_BLOCKS } from "../../pages/work.ts";
import type { Customer } from "../../people/customer.ts";
import type { Expert } from "../../people/expert.ts";
import { expect, story, type Stage } from "../../story.ts";

/** Ben helps Eva, who shares a tab; Cleo has the queue open. */
async function meet(stage: Stage) {
  const ben = await stage.expert(stage.house.members.ben);
  const cleo = await stage.expert(stage.house.members.cleo);
  const eva = await stage.customer();
  await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin" });
  const work = await eva.opensWork();
  await ben.opensCase("Eva Marin");
  await ben.connects("Eva Marin");
  await eva.allows(ben.name, COMPANY);
  await ben.session.shows(FIRST_BLOCKS);
  return {
    ben,
    cleo,
    eva,
    work,
    bens: new PeoplePanel(ben.page, ben.words),
    cleos: new PeoplePanel(cleo.page, cleo.words),
  };
}

const invitation = ({ page, words }: Expert, by: string) =>
  page.getByRole("region", { name: words.people.invitation.title(by, "Eva Marin") });
const join = (expert: Expert, by: string) =>
  invitation(expert, by).getByRole("button", { name: expert.words.people.invitation.join }).click();
const asked = ({ page, words }: Customer, by: string, who: string) =>
  page.getByRole("heading", { name: words.colleague.title(by, who) });

story(
  "[R9][R23][R24] a colleague is brought in, the customer lets them see, and the case is handed over while both go on",
  { tag: "@two" },
  async ({ stage }) => {
    const { ben, cleo, eva, work, bens, cleos } = await meet(stage);
    await bens.bringsIn(cleo.name, "see");
    await bens.says(cleo.name, ben.words.people.stands.invited);
    await expect(invitation(cleo, ben.name)).toBeVisible();
    await expectLooksRight(cleo.page, "colleague invited", 390);
    await join(cleo, ben.name);

    await expect(asked(eva, ben.name, cleo.name)).toBeVisible();
    await expectLooksRight(eva.page, "colleague asked for", 320);
    await eva.button(eva.words.colleague.yes).click();
    await cleo.session.shows(FIRST_BLOCKS);
    await work.change();
    await Promise.all([ben, cleo].map((expert) => expert.session.shows(OTHER_BLOCKS)));
    const evasView = eva.page.getByRole("region", { name: cleo.name, exact: true });
    await expect(evasView.locator(".four b")).toHaveText(await cleo.session.fourWords());
    expect(await ben.session.fourWords()).not.toEqual(await cleo.session.fourWords());
    await expectLooksRight(eva.page, "colleague there", 320);

    // Everybody sees who is there.
    await bens.says(cleo.name, ben.words.people.stands.sees);
    await cleos.says(ben.name, cleo.words.people.has);
    await expectLooksRight(ben.page, "people in a session", 390);
    await expectLooksRight(cleo.page, "people in a session, colleague", 390);

    await bens.handsOver(cleo.name, "It is the driver.");
    await cleo.isTold(cleo.words.people.yours);
    await bens.says(cleo.name, ben.words.people.has);
    await eva.isSeenBy(cleo.name);
    await Promise.all([ben, cleo].map((expert) => expert.session.shows(OTHER_BLOCKS)));
    await cleo.session.opensPanel();
    await expect(cleo.session.panel.getByText("It is the driver.")).toBeVisible();
    await expect(eva.page.getByText("It is the driver.")).toHaveCount(0);

    await bens.leaves();
    await expect(eva.page.getByRole("region", { name: ben.name, exact: true })).toHaveCount(0);
    await work.change();
    await cleo.session.shows(FIRST_BLOCKS);
    await cleo.session.ends();
  },
);

story("[R9][R23] a colleague may be refused, taken back and sent away; Stop ends it for all", async ({ stage }) => {
  const { ben, cleo, eva, bens } = await meet(stage);
  await bens.bringsIn(cleo.name, "see");
  await bens.panel.getByRole("button", { name: ben.words.people.takeBack(cleo.name) }).click();
  await expect(invitation(cleo, ben.name)).toBeHidden();

  await bens.bringsIn(cleo.name, "see");
  await join(cleo, ben.name);
  await eva.button(eva.words.colleague.no).click();
  await expect(cleo.heading(cleo.words.people.over.refused, 2)).toBeVisible();
  await ben.session.shows(FIRST_BLOCKS);
  await cleo.button(cleo.words.session.backToCase).click();

  for (const end of ["sent away", "stopped"] as const) {
    await bens.bringsIn(cleo.name, "see");
    await join(cleo, ben.name);
    await eva.button(eva.words.colleague.yes).click();
    await cleo.session.shows(FIRST_BLOCKS);
    if (end === "stopped") break;
    await eva.button(eva.words.colleague.remove(cleo.name)).click();
    await expect(cleo.heading(cleo.words.people.over.sentAway, 2)).toBeVisible();
    await ben.session.shows(FIRST_BLOCKS);
    await cleo.button(cleo.words.session.backToCase).click();
  }
  await eva.stops();
  await Promise.all([ben, cleo].map((expert) => expert.session.wasEnded()));
});
