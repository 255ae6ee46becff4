import { CALLS } from "@beckon/protocol/calls.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { expect, story } from "../../story.ts";

story(
  "[Q6] a supervisor sees who waits and who is on, live, and moves cases by mouse and by keys; what cannot be is said in words",
  async ({ stage }) => {
    story.setTimeout(240_000);
    const { house, team } = stage;
    const { id, name: other } = await house.members.ana.call(CALLS.createGroup, { body: { name: "Second line" } });
    const ana = await stage.expert(house.members.ana);
    const ben = await stage.expert(house.members.ben, { language: "de" });
    const { page } = ana;
    const w = ana.words.board;
    const queueAt = (name: string) => page.getByRole("region", { name, exact: true });
    const group = queueAt(team.groupName);
    const benAt = queueAt(house.members.ben.name);
    const caseOf = (name: string) => page.getByRole("listitem").filter({ hasText: name });
    const figure = (name: keyof typeof w.figures) =>
      page.locator("dl > div").filter({ hasText: w.figures[name] }).locator("dd");
    await page.getByRole("link", { name: w.title }).click();
    await page.getByLabel(w.group, { exact: true }).selectOption({ label: team.groupName });
    await expect(group).toContainText(w.nobodyWaits);
    // What Ben has from earlier stories counts until its customers are taken for gone.
    await expect(benAt).toContainText(ana.words.availability.cases(0, 3), { timeout: 45_000 });

    const eva = await stage.customer();
    await eva.asksForHelp(team.module.slug, { name: "Eva Marin" });
    const kim = await stage.customer();
    await kim.asksForHelp(team.module.slug, { name: "Kim Larsen", before: 1 });
    await expect(group.getByRole("listitem")).toHaveCount(2);
    await expect(group.getByRole("listitem").first()).toContainText("Eva Marin");
    await expect(figure("waiting")).toHaveText("2");
    await expect(figure("came")).toHaveText("2");
    await expectLooksRight(page, "console-board", 390);

    await caseOf("Eva Marin").first().dragTo(benAt);
    await ana.isTold(w.moved("Eva Marin", ben.name));
    await ben.isTold(/Ana Blum/);
    await expect(benAt).toContainText("Eva Marin");
    await expect(benAt).toContainText(ana.words.availability.cases(1, 3));

    // By keys: m on the case, then a name.
    await group.getByRole("link", { name: "Kim Larsen" }).focus();
    await page.keyboard.press("m");
    await page.keyboard.type(house.members.ada.name);
    await page.keyboard.press("Enter");
    await expect(group).toContainText(house.members.ada.name);
    await group.getByRole("link", { name: "Kim Larsen" }).focus();
    await page.keyboard.press("m");
    await page.keyboard.type(house.members.ben.name);
    await page.keyboard.press("Enter");
    await expect(benAt.getByRole("link", { name: "Kim Larsen" })).toBeVisible();

    // A group in which Ben sees nothing: the case goes there, and cannot be Ben's there.
    await page.getByLabel(w.group, { exact: true }).selectOption({ label: w.allGroups });
    await caseOf("Kim Larsen").last().dragTo(queueAt(other));
    await expect(queueAt(other)).toContainText("Kim Larsen");
    await queueAt(other)
      .getByRole("button", { name: w.move("Kim Larsen") })
      .click();
    await page.getByRole("dialog").getByRole("combobox").fill(house.members.cleo.name);
    await page.keyboard.press("Enter");
    await ana.isTold(ana.words.refusals.assigneeCannotSee({ reason: "assigneeCannotSee" }, 0));
    await expect(queueAt(other)).not.toContainText(house.members.cleo.name);

    await ben.opensCase("Eva Marin");
    await ben.connects("Eva Marin");
    await page.getByLabel(w.group, { exact: true }).selectOption({ label: team.groupName });
    await expect(figure("taken")).toHaveText("1");
    await expect(figure("within")).toHaveText("100%");
    await expect(figure("waiting")).toHaveText("0");
    await expectLooksRight(page, "console-board-busy", 390);

    // Out of the way of the stories that follow.
    const params = { id };
    await house.members.ana.call(CALLS.changeGroup, { params, body: { ownerId: house.members.ada.id } });
    await house.members.ada.call(CALLS.shareGroup, { params, body: { personId: house.members.ana.id, access: null } });
  },
);
