import { CALLS } from "@beckon/protocol/calls.ts";
import { COMPANY } from "../../house/house.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { FIRST_BLOCKS } from "../../pages/work.ts";
import { expect, story } from "../../story.ts";

for (const [language, customers] of [
  ["en", "de"],
  ["es", "en"],
] as const) {
  story(
    `[Q8] a supervisor writes a canned reply, an expert puts it into the chat in the customer's language and sends it, in ${language}`,
    async ({ stage }) => {
      story.setTimeout(180_000);
      const { house, team } = stage;
      const name = `wait-${team.groupName.replace(/\W/g, "")}`;
      const ana = await stage.expert(house.members.ana, { language });
      const { page, words } = ana;
      await ana.opens("/console/settings/replies");
      await ana.button(words.replies.newReply).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel(words.replies.name).fill(name);
      await dialog.getByLabel(words.replies.scope).selectOption({ label: team.groupName });
      await dialog.getByRole("button", { name: words.save }).click();
      await expect(dialog.getByText(words.replies.required)).toBeVisible();
      await dialog
        .getByLabel(words.replies.text("English"))
        .fill("Hello {customer}, {expert} of {company} here. One moment!");
      await dialog
        .getByLabel(words.replies.text("Deutsch"))
        .fill("Guten Tag {customer}, hier ist {expert}. Einen Moment!");
      await expect(dialog.getByText(`Guten Tag, hier ist ${ana.name}. Einen Moment!`)).toBeVisible();
      await expectLooksRight(page, "console-reply", 390);
      await dialog.getByRole("button", { name: words.save }).click();
      await expect(page.getByText(`/${name}`)).toBeVisible();
      await expectLooksRight(page, "console-replies", 390);

      const ben = await stage.expert(house.members.ben, { language });
      const eva = await stage.customer({ language: customers });
      await eva.asksForHelp(team.module.slug, { name: "Eva Marin" });
      await ben.opensCase("Eva Marin");
      const field = ben.pane.getByLabel(words.case.chatPlaceholder);
      await field.fill(`/${name.slice(0, 6).toUpperCase()}`);
      const choice = ben.page.getByRole("option").filter({ hasText: name });
      await expect(choice).toBeVisible();
      await expectLooksRight(ben.page, "console-slash", 390);
      await field.press("Escape");
      await expect(choice).toBeHidden();
      await field.fill("/wait");
      await field.press("Enter");
      const said =
        customers === "de"
          ? `Guten Tag Eva Marin, hier ist ${ben.name}. Einen Moment!`
          : `Hello Eva Marin, ${ben.name} of ${COMPANY} here. One moment!`;
      await expect(field).toHaveValue(said);
      await expect(eva.page.getByText(said)).toHaveCount(0);
      await field.press("Enter");
      await expect(eva.page.getByText(said)).toBeVisible();

      await ben.connects("Eva Marin");
      await eva.opensWork();
      await eva.allows(ben.name, COMPANY);
      await ben.session.shows(FIRST_BLOCKS);
      await ben.session.opensPanel();
      const line = ben.page.getByLabel(words.session.linePlaceholder);
      await line.fill("1. 2.");
      await line.press("ArrowLeft");
      await line.press("ArrowLeft");
      await ben.page.getByRole("main").getByRole("button", { name: words.replies.insert }).click();
      await ben.page.getByRole("option").filter({ hasText: name }).click();
      await expect(line).toBeFocused();
      await expect(line).toHaveValue(`1. ${said}2.`);

      await house.members.ana.call(CALLS.deleteReply, {
        params: {
          id: (await house.members.ana.call(CALLS.listReplies)).replies.find((each) => each.name === name)?.id ?? "",
        },
      });
    },
  );
}

story("[Q8][C11] of two who change a reply at once the second sees what the first made of it", async ({ stage }) => {
  const { ana, ada } = stage.house.members;
  const name = `Contested ${stage.team.groupName}`;
  const reply = { name, groupId: stage.team.groupId, texts: { en: "First" } };
  const { id } = await ana.call(CALLS.createReply, { body: reply });
  const expert = await stage.expert(ana);
  const { page, words } = expert;
  await expert.opens("/console/settings/replies");
  await expert.button(words.replies.change(name)).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(words.replies.text("English")).fill("Mine");
  await ada.call(CALLS.changeReply, { params: { id }, body: { ...reply, texts: { en: "Ada's words" }, version: 1 } });
  await dialog.getByRole("button", { name: words.save }).click();
  await expect(dialog.getByText(words.replies.newest(ada.name))).toBeVisible();
  await expect(dialog.getByText("Ada's words")).toBeVisible();
  await expect(dialog.getByLabel(words.replies.text("English"))).toHaveValue("Mine");
  await dialog.getByRole("button", { name: words.save }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Mine", { exact: true })).toBeVisible();
  await ana.call(CALLS.deleteReply, { params: { id } });
});
