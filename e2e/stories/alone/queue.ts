import { expect, story } from "../../story.ts";

for (const language of ["en", "de"] as const) {
  story(`[Q3] filters stand in the address bar and survive a reload, in ${language}`, async ({ stage }) => {
    await stage.team.makeCases(["Eva Marin", "Kim Larsen", "Lou Petit"]);
    const ben = await stage.expert(stage.house.members.ben, { language });
    const { page, words } = ben;
    await ben.opensCase("Kim Larsen");
    await ben.takes();
    await page.keyboard.press("Escape");
    await expect(ben.row("Kim Larsen")).toContainText(ben.name);

    await page.getByLabel(words.queue.assignee, { exact: true }).selectOption({ label: words.queue.assigneeMe });
    await expect(ben.row("Eva Marin")).toBeHidden();
    await expect(page).toHaveURL(/assignee=me/);
    await page.getByRole("searchbox").fill("kim");
    await page.getByLabel(words.queue.state, { exact: true }).selectOption({ label: words.queue.states.new });
    await expect(page).toHaveURL(/state=new/);
    await expect(page).toHaveURL(/text=kim/);

    await page.reload();
    await expect(ben.row("Kim Larsen")).toBeVisible();
    await expect(ben.row("Lou Petit")).toBeHidden();
    await expect(page.getByRole("searchbox")).toHaveValue("kim");
    await expect(page.getByLabel(words.queue.state, { exact: true })).toHaveValue("new");
    await expect(page.getByLabel(words.queue.assignee, { exact: true })).toHaveValue("me");
    await ben.button(words.queue.clear).click();
    await expect(ben.row("Lou Petit")).toBeVisible();
    await expect(page).not.toHaveURL(/assignee|state|text/);
  });
}

for (const language of ["en", "es"] as const) {
  story(
    `[C12][C5] cases are closed and deleted many at once, after a confirmation, in ${language}`,
    async ({ stage }) => {
      await stage.team.makeCases(["Eva Marin", "Kim Larsen", "Lou Petit"]);
      const ana = await stage.expert(stage.house.members.ana, { language });
      const ben = await stage.expert(stage.house.members.ben, { language });
      const { page, words } = ana;
      await expect(ana.row("Lou Petit")).toBeVisible();
      const all = page.getByRole("checkbox", { name: words.queue.selectAll });
      await all.check();
      const bar = page.getByRole("toolbar", { name: words.queue.selected(3) });
      await bar.getByRole("button", { name: words.close, exact: true }).click();
      await page.getByRole("dialog").getByRole("button", { name: words.outcomes.noContact }).click();
      await ana.isTold(words.queue.bulkDone(3, 3));
      await expect(page.getByText(words.queue.noCases)).toBeVisible();
      await expect(ben.page.getByText(words.queue.noCases)).toBeVisible();

      for (const each of [page, ben.page])
        await each.getByRole("combobox", { name: words.queue.state, exact: true }).selectOption("over");
      await ana.seesRow("Kim Larsen", "closed");
      await ben.seesRow("Kim Larsen", "closed");
      await all.check();
      await bar.getByRole("button", { name: words.delete }).click();
      const dialog = page.getByRole("dialog", { name: words.queue.deleteTitle(3) });
      await dialog.getByRole("button", { name: words.cancel }).click();
      await expect(ana.row("Kim Larsen")).toBeVisible();
      await bar.getByRole("button", { name: words.delete }).click();
      await dialog.getByRole("button", { name: words.delete }).click();
      await expect(page.getByText(words.queue.noMatch)).toBeVisible();
      await expect(ben.page.getByText(words.queue.noMatch)).toBeVisible();

      const ada = await stage.expert(stage.house.members.ada, { language });
      await ada.opens("/console/audit");
      await ada.page.getByLabel(words.audit.act).selectOption("case/deleted");
      await expect(
        ada.page.getByRole("row").filter({ hasText: ana.name }).filter({ hasText: words.audit.acts["case/deleted"] }),
      ).not.toHaveCount(0);
      await expect(ada.page.getByText("Kim Larsen")).toHaveCount(0);
    },
  );
}

story(
  "[Q4][A1] a new case makes itself known by badge, sound and notice, until somebody takes it",
  async ({ stage }) => {
    const context = { permissions: ["notifications"] };
    const ben = await stage.expert(stage.house.members.ben, { context });
    const { page, words } = ben;
    // What the browser would show and play is written down on its way there.
    await page.addInitScript(() => {
      const heard = { notices: [] as string[], tones: 0 };
      Object.assign(globalThis, { heard });
      const Native = globalThis.Notification;
      globalThis.Notification = class extends Native {
        constructor(title: string, options?: NotificationOptions) {
          super(title, options);
          heard.notices.push(title);
        }
      };
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (when?: number) {
        heard.tones += 1;
        start.call(this, when);
      };
    });
    const heard = () =>
      page.evaluate(() => (globalThis as unknown as { heard: { notices: string[]; tones: number } }).heard);
    await page.reload();
    await expect(ben.heading(words.queue.title, 1)).toBeVisible();
    await ben.opensAccount();
    await page.getByRole("menuitem", { name: words.alerts.notification }).click();
    await expect(page).toHaveTitle(/^Service queue/);

    const eva = await stage.customer();
    await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin" });
    await expect(page).toHaveTitle(/^\(1\) /);
    await expect(page.getByText(words.nav.waiting(1))).toBeAttached();
    await expect.poll(async () => (await heard()).notices).toEqual([words.alerts.waits("Eva Marin")]);
    expect((await heard()).tones).toBeGreaterThan(0);

    await ben.opensCase("Eva Marin");
    await ben.takes();
    await expect(page).toHaveTitle(/^Service queue/);
  },
);

for (const language of ["en", "es"] as const) {
  story(`[Q3][C8] what is over is found among all cases and reopened, in ${language}`, async ({ stage }) => {
    await stage.team.makeCases(["Eva Marin", "Kim Larsen"]);
    const ana = await stage.expert(stage.house.members.ana, { language });
    const { page, words } = ana;
    await ana.opensCase("Kim Larsen");
    await ana.closesCase("solved");
    await page.getByRole("link", { name: words.nav.sessions }).click();
    await page.getByRole("searchbox").fill("kim");
    await expect(page).toHaveURL(/text=kim/);
    await expect(ana.row("Eva Marin")).toBeHidden();
    await ana.seesRow("Kim Larsen", "closed");
    await ana.row("Kim Larsen").click();
    await ana.button(words.case.reopen).click();
    await ana.seesRow("Kim Larsen", "new");
  });
}
