import type { Page } from "@playwright/test";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { expect, story } from "../../story.ts";

/** Whether the web API takes a token. */
async function isValid(page: Page, token: string): Promise<unknown> {
  return await page.evaluate(async (bearer) => {
    const response = await fetch("/api/v1/ping", { headers: { authorization: `Bearer ${bearer}` } });
    const answered: unknown = await response.json();
    return answered;
  }, token);
}

for (const [language, narrowest] of [
  ["en", 390],
  ["de", 320],
] as const) {
  story(
    `[W4][U1] a person makes a token with ticked permissions, sees it once, and revokes it, in ${language}`,
    async ({ stage }) => {
      story.setTimeout(120_000);
      const ben = await stage.expert(stage.house.members.ben, { language });
      const { page, words } = ben;
      const name = `Night shift ${language}`;
      await ben.opens("/console/settings/api");
      await expect(page.getByRole("region", { name: words.api.companyTitle })).toBeHidden();
      const part = page.getByRole("region", { name: words.api.ownTitle });
      await part.getByRole("button", { name: words.api.newToken }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("textbox", { name: words.api.name }).fill(name);
      await dialog.getByRole("button", { name: words.api.create }).click();
      await expect(dialog.getByText(words.api.pick)).toBeVisible();
      await dialog.getByRole("checkbox", { name: words.api.scopes["Sessions.Create"] }).check();
      await dialog.getByRole("checkbox", { name: words.api.scopes["Account.Read"] }).check();
      await expectLooksRight(page, `console-new-token-${language}`, narrowest);
      await dialog.getByRole("button", { name: words.api.create }).click();
      await expect(dialog.getByRole("status")).toHaveText(words.api.once);
      const token = await dialog.locator("code").innerText();
      expect(token).toMatch(/^\d{8}-[A-Za-z0-9]{20}$/);
      await expectLooksRight(page, `console-token-once-${language}`, narrowest);
      await dialog.getByRole("button", { name: words.close }).last().click();
      await expect(dialog).toBeHidden();

      const row = part.getByRole("listitem").filter({ hasText: name });
      await expect(row).toContainText(words.api.neverUsed);
      await expect(row).toContainText(words.api.count(2));
      expect(await page.content()).not.toContain(token.slice(9));
      expect(await isValid(page, token)).toEqual({ token_valid: true });
      await page.reload();
      await expect(row).not.toContainText(words.api.neverUsed);
      await expectLooksRight(page, `console-settings-api-${language}`, narrowest);

      await row.getByRole("button", { name: words.api.revoke }).click();
      await page.getByRole("dialog").getByRole("button", { name: words.api.revoke }).click();
      await ben.isTold(words.api.revoked(name));
      await expect(row).toBeHidden();
      expect(await isValid(page, token)).toEqual({ token_valid: false });
    },
  );
}

story("[W4][U1] an administrator makes a token of the company", async ({ stage }) => {
  const ada = await stage.expert(stage.house.members.ada, { language: "es" });
  const { page, words } = ada;
  await ada.opens("/console/settings/api");
  const part = page.getByRole("region", { name: words.api.companyTitle });
  await part.getByRole("button", { name: words.api.newCompanyToken }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: words.api.name }).fill("Mesa de ayuda");
  await dialog.getByRole("button", { name: words.api.tickAll }).click();
  await dialog.getByRole("button", { name: words.api.create }).click();
  await expect(dialog.getByRole("status")).toHaveText(words.api.once);
  const token = await dialog.locator("code").innerText();
  await dialog.getByRole("button", { name: words.close }).last().click();
  expect(await isValid(page, token)).toEqual({ token_valid: true });
  await expect(part.getByRole("listitem").filter({ hasText: "Mesa de ayuda" })).toContainText(ada.name);
  await expectLooksRight(page, "console-settings-api-administrator", 390);
});
