import { invite, PASSWORD } from "../../house/house.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { giveSecurityKey } from "../../people/security-key.ts";
import { CONSOLE_WORDS } from "../../people/words.ts";
import { expect, story } from "../../story.ts";

const NARROWEST = 320;

for (const [language, name] of [
  ["en", "Jan Kolar"],
  ["de", "Karin Thun"],
  ["es", "Luis Rey"],
] as const) {
  story(`[I3] a passkey is added, signs in, is renamed and removed, in ${language}`, async ({ stage }) => {
    story.setTimeout(240_000);
    const { house } = stage;
    const words = CONSOLE_WORDS[language];
    const keys = words.factors.passkeys;
    const { email } = await invite(house.expertsAt, house.members.ada, { name, role: "expert" });
    const page = await (await stage.browser("here", { language })).newPage();
    const device = await giveSecurityKey(page);
    // A browser that offers nothing by itself: with the device always touched, it would sign in before anybody pressed.
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = async () => false;
    });
    await page.goto(`${house.expertsAt.url}/console/settings/security`);
    await expect(page.getByRole("button", { name: keys.signIn })).toBeVisible();
    await expectLooksRight(page, `passkeys-sign-in-${language}`, NARROWEST);
    await page.getByLabel(words.signIn.email).fill(email);
    await page.getByLabel(words.signIn.password).fill(PASSWORD);
    await page.getByRole("button", { name: words.signIn.title, exact: true }).click();
    const part = page.getByRole("region", { name: keys.title });
    await expect(part.getByText(keys.none)).toBeVisible();

    await part.getByRole("button", { name: keys.add }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(keys.name).fill("Laptop");
    await dialog.getByLabel(words.factors.password).fill("not the password");
    await dialog.getByRole("button", { name: keys.save }).click();
    await expect(dialog.getByText(words.factors.wrongPassword)).toBeVisible();
    await expectLooksRight(page, `passkeys-add-${language}`, NARROWEST);
    await dialog.getByLabel(words.factors.password).fill(PASSWORD);
    await dialog.getByRole("button", { name: keys.save }).click();
    await expect(part.getByRole("listitem")).toContainText("Laptop");
    await expect(part.getByRole("listitem")).toContainText(keys.neverUsed);
    expect(await device.credentials()).toMatchObject([{ isResidentCredential: true, rpId: "localhost" }]);
    // The same device a second time is no second passkey.
    await part.getByRole("button", { name: keys.add }).click();
    await dialog.getByLabel(keys.name).fill("Again");
    await dialog.getByLabel(words.factors.password).fill(PASSWORD);
    await dialog.getByRole("button", { name: keys.save }).click();
    await expect(dialog.getByText(keys.already)).toBeVisible();
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: new RegExp(name) }).click();
    await page.getByRole("menuitem", { name: words.nav.signOut }).click();
    const press = page.getByRole("button", { name: keys.signIn });
    await expect(press).toBeVisible();
    await press.click();
    await expect(page.getByRole("heading", { level: 1, name: words.queue.title })).toBeVisible();
    await page.goto(`${house.expertsAt.url}/console/settings/security`);
    await expect(part.getByRole("listitem")).not.toContainText(keys.neverUsed);
    await expect(part.getByRole("listitem")).toContainText("Laptop");
    const here = page.getByRole("region", { name: words.settings.signIns }).getByRole("listitem");
    await expect(here.filter({ hasText: words.settings.thisOne })).toContainText(words.factors.ways.passkey);

    await part.getByRole("button", { name: new RegExp(keys.rename) }).click();
    await dialog.getByLabel(keys.name).fill("Laptop of the office");
    await dialog.getByRole("button", { name: words.save }).click();
    await expect(part.getByRole("listitem")).toContainText("Laptop of the office");
    await expectLooksRight(page, `passkeys-list-${language}`, NARROWEST);
    await part.getByRole("button", { name: new RegExp(keys.remove) }).click();
    await dialog.getByLabel(words.factors.password).fill(PASSWORD);
    await expectLooksRight(page, `passkeys-remove-${language}`, NARROWEST);
    await dialog.getByRole("button", { name: keys.remove }).click();
    await expect(part.getByText(keys.none)).toBeVisible();

    // The device has it still, and the house no longer knows it.
    await page.getByRole("button", { name: new RegExp(name) }).click();
    await page.getByRole("menuitem", { name: words.nav.signOut }).click();
    await expect(press).toBeVisible();
    await press.click();
    await expect(page.getByText(keys.refused)).toBeVisible();
    await expectLooksRight(page, `passkeys-refused-${language}`, NARROWEST);
  });
}

story(
  "[I3] the browser offers a passkey by itself, and one whose owner fails its check signs nobody in",
  async ({ stage }) => {
    const { house } = stage;
    const words = CONSOLE_WORDS.en;
    const { passkeys: keys, password } = words.factors;
    const page = await (await stage.browser("here")).newPage();
    const device = await giveSecurityKey(page);
    const { cookie } = await invite(house.expertsAt, house.members.ada, { name: "Mia Holm", role: "expert" });
    const [cookieName = "", ...value] = cookie.split("=");
    await page
      .context()
      .addCookies([
        { name: cookieName, value: value.join("="), url: house.expertsAt.url, httpOnly: true, sameSite: "Lax" },
      ]);
    await page.goto(`${house.expertsAt.url}/console/settings/security`);
    await page.getByRole("button", { name: keys.add }).click();
    await page.getByLabel(keys.name).fill("Phone");
    await page.getByLabel(password).fill(PASSWORD);
    await page.getByRole("button", { name: keys.save }).click();
    await expect(page.getByRole("region", { name: keys.title }).getByRole("listitem")).toContainText("Phone");

    await page.context().clearCookies();
    await device.touches(false);
    await device.verifies(false);
    await page.goto(`${house.expertsAt.url}/console/sign-in`);
    await device.touches(true);
    await page.getByRole("button", { name: keys.signIn }).click();
    await expect(page.getByRole("button", { name: keys.signIn })).toBeEnabled();
    await expect(page.getByRole("heading", { name: words.signIn.title })).toBeVisible();
    await device.verifies(true);
    // Its owner picks what the e-mail field offers: a virtual one does so at once.
    await page.goto(`${house.expertsAt.url}/console/sign-in`);
    await expect(page.getByRole("heading", { level: 1, name: words.queue.title })).toBeVisible();
  },
);
