import { COMPANY } from "../../house/house.ts";
import { FIRST_BLOCKS } from "../../pages/work.ts";
import { pressByKey, tabTo } from "../../people/keyboard.ts";
import { expect, story } from "../../story.ts";

for (const language of ["en", "de"] as const) {
  story(`[M4][M8][R1][R4][R5] all of it by keyboard alone, in ${language}`, async ({ stage }) => {
    const ben = await stage.expert(stage.house.members.ben, { language });
    const eva = await stage.customer({ language });
    const [b, e] = [ben.page, eva.page];

    await eva.opens(`/m/${stage.team.module.slug}`);
    await tabTo(e, e.getByLabel(eva.words.module.name));
    await e.keyboard.type("Eva Marin");
    await tabTo(e, e.getByLabel(eva.words.module.description));
    await e.keyboard.type("The printer prints nothing");
    await pressByKey(e, eva.button(eva.words.module.go));
    await eva.seesPlace(0);
    await tabTo(e, e.getByLabel(eva.words.chat.placeholder));
    await e.keyboard.type("Hello?");
    await e.keyboard.press("Enter");
    await eva.reads("Hello?");

    await ben.seesRow("Eva Marin", "pending");
    await b.keyboard.press("j");
    await b.keyboard.press("t");
    await ben.isTold(ben.words.queue.tookIt(await eva.code()));
    await eva.seesTitle(eva.words.waiting.coming(ben.name));
    await eva.opensWork();
    await b.keyboard.press("c");
    await eva.seesTitle(eva.words.consent.title(ben.name));
    await expect(e.getByText(eva.words.consent.from(ben.name, COMPANY))).toBeVisible();
    await pressByKey(e, eva.button(eva.words.consent.allow));
    await eva.isSeenBy(ben.name);
    await ben.session.shows(FIRST_BLOCKS);

    await tabTo(b, ben.session.picture);
    for (let step = 0; step < 4; step += 1) await b.keyboard.press("Shift+ArrowLeft");
    await eva.seesMark(0.3, 0.5);
    const seeing = e.getByRole("switch", { name: eva.words.session.see });
    await pressByKey(e, seeing);
    await ben.session.showsNothing();
    await e.keyboard.press("Enter");
    await ben.session.shows(FIRST_BLOCKS);
    await e.keyboard.press("Control+Alt+KeyX");
    await ben.session.wasEnded();

    await pressByKey(b, ben.button(ben.words.session.closeCase));
    await pressByKey(b, b.getByRole("dialog").getByRole("button", { name: ben.words.outcomes.solved, exact: true }));
    await ben.seesState("closed");
    await eva.seesTitle(eva.words.after.title);
    await tabTo(e, e.getByRole("radio", { name: eva.words.after.stars(1), exact: true }));
    await e.keyboard.press("Space");
    await e.keyboard.press("ArrowRight");
    await pressByKey(e, eva.button(eva.words.after.send));
    await expect(e.getByText(eva.words.after.thanks)).toBeVisible();
  });
}

story(
  "[Q3][M3] the queue's keys: move, open, select, assign, search, make a case, find anything",
  async ({ stage }) => {
    await stage.team.makeCases(["Eva Marin", "Kim Larsen", "Lou Petit"]);
    const ben = await stage.expert(stage.house.members.ben);
    const { page, words } = ben;
    await expect(ben.row("Lou Petit")).toBeVisible();
    for (const key of ["j", "j", "k", "j", "Enter"]) await page.keyboard.press(key);
    await expect(ben.pane.getByRole("heading", { name: "Kim Larsen" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(ben.pane).toBeHidden();

    await page.keyboard.press("x");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expect(page.getByRole("toolbar", { name: words.queue.selected(2) })).toBeVisible();
    await page.keyboard.press("a");
    await page.keyboard.type("Cleo");
    await page.keyboard.press("Enter");
    await expect(ben.row("Kim Larsen")).toContainText("Cleo Ruiz");
    await expect(ben.row("Lou Petit")).toContainText("Cleo Ruiz");
    await expect(ben.row("Eva Marin")).not.toContainText("Cleo Ruiz");
    await page.keyboard.press("Escape");

    await page.keyboard.press("/");
    await page.keyboard.type("eva");
    await expect(ben.row("Kim Larsen")).toBeHidden();
    await page.keyboard.press("Escape");

    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: words.keys.title })).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("n");
    await page.keyboard.type("Made by key");
    await page.keyboard.press("Enter");
    await expect(page.getByText(words.newCase.done)).toBeVisible();
    await page.keyboard.press("Escape");

    await page.keyboard.press("Control+k");
    await page.keyboard.type("Made by key");
    await page.keyboard.press("Enter");
    await expect(ben.pane.getByRole("heading", { name: "Made by key" })).toBeVisible();
  },
);
