import { invite, PASSWORD } from "../../house/house.ts";
import { CONSOLE_WORDS } from "../../people/words.ts";
import { expect, story } from "../../story.ts";

for (const [language, name] of [
  ["en", "Dora Fink"],
  ["de", "Emil Sand"],
] as const) {
  story(`[X3][X5][X6] signing in, and ending a sign-in elsewhere, in ${language}`, async ({ stage }) => {
    const { house } = stage;
    const words = CONSOLE_WORDS[language];
    const { email } = await invite(house.expertsAt, house.members.ada, { name, role: "expert" });
    const open = async (who: string) => {
      const page = await (await stage.browser(who, { language })).newPage();
      await page.goto(`${house.expertsAt.url}/console/settings/security`);
      await expect(page.getByRole("heading", { name: words.signIn.title })).toBeVisible();
      return page;
    };
    const here = await open("here");
    const signIn = async (page: typeof here, password: string) => {
      await page.getByLabel(words.signIn.email).fill(email);
      await page.getByLabel(words.signIn.password).fill(password);
      await page.getByRole("button", { name: words.signIn.title, exact: true }).click();
    };
    await signIn(here, "not the password at all");
    await expect(here.getByText(words.signIn.wrong)).toBeVisible();
    await signIn(here, PASSWORD);
    // They land where they were going.
    await expect(here.getByRole("heading", { level: 1, name: words.settings.title })).toBeVisible();
    expect(await here.evaluate(() => document.cookie)).toBe("");

    const there = await open("there");
    await signIn(there, PASSWORD);
    await expect(there.getByRole("heading", { level: 1, name: words.settings.title })).toBeVisible();
    await there.goto(`${house.expertsAt.url}/console/queue`);
    await expect(there.getByRole("heading", { level: 1, name: words.queue.title })).toBeVisible();

    await here.reload();
    const others = here.getByRole("region", { name: words.settings.signIns }).getByRole("listitem");
    // The third one is from when the invitation was accepted.
    await expect(others).toHaveCount(3);
    await expect(others.filter({ hasText: words.settings.thisOne })).toHaveCount(1);
    const end = here.getByRole("button", { name: new RegExp(words.settings.endSignIn) });
    await end.first().click();
    await expect(others).toHaveCount(2);
    await end.first().click();
    await expect(others).toHaveCount(1);
    await expect(there.getByText(words.signIn.expired)).toBeVisible();
    await expect(here.getByRole("heading", { level: 1, name: words.settings.title })).toBeVisible();
  });
}

story("[X5] a person who is disabled is put out of the console at once", async ({ stage }) => {
  const { house } = stage;
  const fred = await stage.expert(
    await invite(house.expertsAt, house.members.ada, { name: "Fred Voss", role: "expert" }),
  );
  const ada = await stage.expert(house.members.ada);
  await ada.opens("/console/team");
  await ada.page.getByRole("button", { name: `${ada.words.more}: Fred Voss` }).click();
  await ada.page.getByRole("menuitem", { name: ada.words.team.disable }).click();
  await ada.page.getByRole("dialog").getByRole("button", { name: ada.words.team.disable }).click();
  await expect(fred.page.getByText(fred.words.signIn.expired)).toBeVisible({ timeout: 5_000 });
});
