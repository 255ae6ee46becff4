import { invite, PASSWORD } from "../../house/house.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { authenticatorApp } from "../../people/authenticator-app.ts";
import { expect, story } from "../../story.ts";

const NARROWEST = 320;

// A house of its own: what it requires holds for everybody in it.
story.use({ settings: { TURN_TTL_SECONDS: "601" } });

story("[I5][I4] a company requires a second factor, and an administrator resets a lost one", async ({ stage }) => {
  story.setTimeout(240_000);
  const { house } = stage;
  const nina = await invite(house.expertsAt, house.members.ada, { name: "Nina Falk", role: "expert" });
  const ada = await stage.expert(house.members.ada);
  const { words } = ada;
  const { factors } = words;
  const { policy, reset } = factors;

  await ada.opens("/console/settings/second-factor");
  await ada.page.getByRole("switch", { name: policy.require }).click();
  await ada.page.getByRole("dialog").getByRole("button", { name: policy.yes }).click();
  await expect(ada.page.getByText(policy.ownFirst)).toBeVisible();
  await ada.opens("/console/settings/security");
  await ada.button(factors.setUp).click();
  const setsUp = async (page: typeof ada.page) => {
    await page.getByLabel(factors.password).fill(PASSWORD);
    await page.getByRole("button", { name: factors.next }).click();
    const app = authenticatorApp(await page.locator("code").innerText());
    await page.getByLabel(factors.firstCode).fill(app.code());
    await page.getByRole("button", { name: factors.confirm }).click();
    await page.getByRole("button", { name: factors.kept }).click();
  };
  await setsUp(ada.page);
  await expect(ada.page.getByText(factors.codesLeft(10))).toBeVisible();

  const hers = await stage.expert(nina);
  await ada.opens("/console/settings/second-factor");
  await ada.page.getByRole("switch", { name: policy.require }).click();
  await expectLooksRight(ada.page, "factors-policy-ask", NARROWEST);
  await ada.page.getByRole("dialog").getByRole("button", { name: policy.yes }).click();
  await expect(ada.page.getByRole("switch", { name: policy.require })).toBeChecked();
  await expectLooksRight(ada.page, "factors-policy", NARROWEST);

  // Her console is put out, and every page leads her to setting one up.
  await expect(hers.page.getByRole("heading", { name: policy.setUpTitle })).toBeVisible();
  await hers.opens("/console/team");
  await expect(hers.page.getByRole("heading", { name: policy.setUpTitle })).toBeVisible();
  await expectLooksRight(hers.page, "factors-owed", NARROWEST);
  await hers.page.getByRole("button", { name: policy.byPasskey }).click();
  await expectLooksRight(hers.page, "factors-owed-passkey", NARROWEST);
  await hers.page.getByRole("button", { name: policy.byApp }).click();
  await setsUp(hers.page);
  await expect(hers.page.getByRole("heading", { level: 1, name: words.team.title })).toBeVisible();

  await ada.opens("/console/team");
  await ada.page.getByRole("button", { name: `${words.more}: Nina Falk` }).click();
  await ada.page.getByRole("menuitem", { name: reset.entry }).click();
  await ada.page.getByRole("dialog").getByRole("button", { name: reset.yes }).click();
  await expect(ada.page.getByText(reset.done("Nina Falk"))).toBeVisible();
  await expect(hers.page.getByText(words.signIn.expired)).toBeVisible();
  await hers.page.getByLabel(words.signIn.email).fill(nina.email);
  await hers.page.getByLabel(words.signIn.password).fill(PASSWORD);
  await hers.page.getByRole("button", { name: words.signIn.title, exact: true }).click();
  await expect(hers.page.getByRole("heading", { name: reset.toldTitle })).toBeVisible();
  await expect(hers.page.getByText(ada.name)).toBeVisible();
  await expectLooksRight(hers.page, "factors-reset-told", NARROWEST);
  await hers.page.getByRole("button", { name: reset.goOn }).click();
  await setsUp(hers.page);
  await expect(hers.page.getByRole("heading", { level: 1, name: words.team.title })).toBeVisible();

  // Those who owe one are as they were as soon as it is no longer required.
  await ada.opens("/console/settings/second-factor");
  await ada.page.getByRole("switch", { name: policy.require }).click();
  await expect(ada.page.getByRole("switch", { name: policy.require })).not.toBeChecked();
  await expect(ada.page.getByText(policy.changed)).toBeVisible();
});
