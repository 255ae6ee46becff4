import { COMPANY } from "../../house/house.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { FIRST_BLOCKS } from "../../pages/work.ts";
import { CONSOLE_WORDS } from "../../people/words.ts";
import { expect, story } from "../../story.ts";

const NARROWEST = 390;

for (const language of ["en", "es"] as const) {
  story(
    `[U1][X7] the queue and its dialogs are right in both themes and at 390 px, in ${language}`,
    async ({ stage }) => {
      story.setTimeout(240_000);
      const ana = await stage.expert(stage.house.members.ana, { language });
      const { page, words } = ana;
      const right = (name: string) => expectLooksRight(page, `console-${name}`, NARROWEST);
      await expect(page.getByText(words.queue.noCases)).toBeVisible();
      await right("queue-empty");
      await stage.team.makeCases(["Kim Larsen", "Lou Petit"]);
      const eva = await stage.customer();
      await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin", description: "It beeps. ".repeat(30) });
      await eva.says("Hello?");
      await expect(ana.row("Eva Marin")).toBeVisible();
      await right("queue");
      await page.getByRole("checkbox", { name: words.queue.selectAll }).check();
      await right("queue-selected");
      await page.keyboard.press("Escape");
      await ana.opensCase("Eva Marin");
      await ana.reads("Hello?");
      await right("case");

      const dialogs = [
        ["n", "new-case"],
        ["?", "keys"],
        ["a", "assign"],
        ["Control+k", "palette"],
      ] as const;
      for (const [key, name] of dialogs) {
        await page.keyboard.press(key);
        await expect(page.getByRole("dialog")).toBeVisible();
        await right(name);
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toBeHidden();
      }
      await ana.pane.getByRole("button", { name: words.case.closeCase }).click();
      await right("close");
      await ana.choosesOutcome("solved");
      await ana.button(words.more).click();
      await page.getByRole("menuitem", { name: words.delete }).click();
      await right("delete");
    },
  );

  story(
    `[U1][X7] the console's other pages are right in both themes and at 390 px, in ${language}`,
    async ({ stage }) => {
      story.setTimeout(240_000);
      const { house, team } = stage;
      // More groups than stand beside each other on a phone, with cases.
      const others = await Promise.all([house.freshTeam(), house.freshTeam(), house.freshTeam()]);
      for (const other of others) await other.makeCases(["Uta Stern"]);
      const nobody = await (await stage.browser("nobody", { language })).newPage();
      const w = CONSOLE_WORDS[language];
      await nobody.goto(`${house.expertsAt.url}/console/sign-in`);
      await nobody.getByLabel(w.signIn.email).fill("nobody@example.com");
      await nobody.getByLabel(w.signIn.password).fill("no such password");
      await nobody.getByRole("button", { name: w.signIn.title, exact: true }).click();
      await expect(nobody.getByText(w.signIn.wrong)).toBeVisible();
      await expectLooksRight(nobody, "console-sign-in", NARROWEST);
      await nobody.goto(`${house.expertsAt.url}/console/invitation#token=none`);
      await expect(nobody.getByText(w.invitation.gone)).toBeVisible();
      await expectLooksRight(nobody, "console-invitation", NARROWEST);

      const ada = await stage.expert(house.members.ada, { language });
      const { page, words } = ada;
      const pages = [
        ["modules", words.modules.title],
        ["modules/new", words.modules.newModule],
        [`modules/${team.module.id}`, team.module.name],
        ["contacts", words.contacts.title],
        ["team", words.team.title],
        ["settings/profile", words.settings.title],
        ["settings/security", words.settings.title],
        ["settings/notices", words.settings.title],
        ["audit", words.audit.title],
      ] as const;
      for (const [path, title] of pages) {
        await ada.opens(`/console/${path}`);
        await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
        await expect(page.getByRole("main").getByRole("button").or(page.getByRole("row")).first()).toBeVisible();
        await expectLooksRight(
          page,
          `console-${path === `modules/${team.module.id}` ? "modules-one" : path.replace("/", "-")}`,
          NARROWEST,
        );
      }
      await ada.opens("/console/team");
      await ada.button(words.team.invite).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectLooksRight(page, "console-invite", NARROWEST);
      for (const other of others) await other.leave();
    },
  );
}

story("[U1][X7] the expert's session is right in both themes and at 390 px", async ({ stage }) => {
  story.setTimeout(240_000);
  const ben = await stage.expert(stage.house.members.ben);
  const eva = await stage.customer();
  await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin" });
  await ben.opensCase("Eva Marin");
  await ben.connects("Eva Marin");
  await expectLooksRight(ben.page, "console-session-asking", NARROWEST);
  await eva.opensWork();
  await eva.allows(ben.name, COMPANY);
  await ben.session.shows(FIRST_BLOCKS);
  await ben.session.says("I can see it.");
  await expectLooksRight(ben.page, "console-session", NARROWEST);
  await ben.page.keyboard.press("Escape");
  await eva.stops();
  await ben.session.wasEnded();
  await expectLooksRight(ben.page, "console-session-over", NARROWEST);
});
