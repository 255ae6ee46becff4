import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { invite, PASSWORD } from "../../house/house.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { authenticatorApp } from "../../people/authenticator-app.ts";
import { CONSOLE_WORDS, type ConsoleWords } from "../../people/words.ts";
import { expect, story } from "../../story.ts";

const NARROWEST = 320;

for (const [language, name] of [
  ["en", "Gil Brandt"],
  ["de", "Hanna Moos"],
  ["es", "Iris Vega"],
] as const) {
  story(`[I4][X3] a second factor from setting it up to switching it off, in ${language}`, async ({ stage }) => {
    story.setTimeout(240_000);
    const { house } = stage;
    const words = CONSOLE_WORDS[language];
    const factors = words.factors;
    const { email } = await invite(house.expertsAt, house.members.ada, { name, role: "expert" });
    const open = async (who: string) => {
      const page = await (await stage.browser(who, { language })).newPage();
      await page.goto(`${house.expertsAt.url}/console/settings/security`);
      await givesPassword(page, words, email);
      return page;
    };

    const here = await open("here");
    const elsewhere = await open("elsewhere");
    await here.getByRole("button", { name: factors.setUp }).click();
    const dialog = here.getByRole("dialog");
    await dialog.getByLabel(factors.password).fill("not the password");
    await dialog.getByRole("button", { name: factors.next }).click();
    await expect(dialog.getByText(factors.wrongPassword)).toBeVisible();
    await expectLooksRight(here, `factors-password-${language}`, NARROWEST);
    await dialog.getByLabel(factors.password).fill(PASSWORD);
    await dialog.getByRole("button", { name: factors.next }).click();
    await expect(dialog.getByRole("img", { name: factors.qr })).toBeVisible();
    await expectLooksRight(here, `factors-scan-${language}`, NARROWEST);
    const app = authenticatorApp(await dialog.locator("code").innerText());
    await dialog.getByLabel(factors.firstCode).fill("000000");
    await dialog.getByRole("button", { name: factors.confirm }).click();
    await expect(dialog.getByText(factors.wrongCode)).toBeVisible();
    await dialog.getByLabel(factors.firstCode).fill(app.code());
    await dialog.getByRole("button", { name: factors.confirm }).click();
    const codes = dialog.getByRole("list", { name: factors.codesTitle }).getByRole("listitem");
    await expect(codes).toHaveCount(10);
    await expectLooksRight(here, `factors-codes-${language}`, NARROWEST);
    const [first = "", second = ""] = await codes.allInnerTexts();
    const saved = here.waitForEvent("download");
    await dialog.getByRole("button", { name: factors.saveCodes }).click();
    expect(await readFile(await (await saved).path(), "utf8")).toContain(second);
    await here.emulateMedia({ media: "print" });
    await expect(here.getByRole("listitem")).toHaveCount(10);
    await expect(here.getByRole("button")).toHaveCount(0);
    await here.emulateMedia({ media: "screen" });
    await dialog.getByRole("button", { name: factors.kept }).click();
    await expect(here.getByText(factors.codesLeft(10))).toBeVisible();
    await expectLooksRight(here, `factors-on-${language}`, NARROWEST);
    // Where they came in by the password alone, they are out.
    await expect(elsewhere.getByText(words.signIn.expired)).toBeVisible();

    await givesPassword(elsewhere, words, email);
    await expect(elsewhere.getByRole("heading", { name: factors.codeTitle })).toBeVisible();
    await elsewhere.getByLabel(factors.code, { exact: true }).fill("000000");
    await elsewhere.getByRole("button", { name: words.signIn.title, exact: true }).click();
    await expect(elsewhere.getByText(factors.wrongCode)).toBeVisible();
    await expectLooksRight(elsewhere, `factors-code-${language}`, NARROWEST);
    await elsewhere.getByLabel(factors.code, { exact: true }).fill(app.code(1));
    await elsewhere.getByRole("button", { name: words.signIn.title, exact: true }).click();
    await expect(elsewhere.getByText(factors.codesLeft(10))).toBeVisible();

    const third = await (await stage.browser("third", { language })).newPage();
    await third.goto(`${house.expertsAt.url}/console/settings/security`);
    await givesPassword(third, words, email);
    await third.getByRole("button", { name: factors.usePaper }).click();
    await third.getByLabel(factors.paper).fill(first.toUpperCase());
    await expectLooksRight(third, `factors-paper-${language}`, NARROWEST);
    await third.getByRole("button", { name: words.signIn.title, exact: true }).click();
    await expect(third.getByText(factors.codesLeft(9))).toBeVisible();
    const list = third.getByRole("region", { name: words.settings.signIns });
    await expect(list.getByText(new RegExp(`· ${factors.ways.recoveryCode}$`))).toHaveCount(1);
    await expect(list.getByText(new RegExp(`· ${factors.ways.code}$`))).toHaveCount(2);

    await third.getByRole("button", { name: factors.turnOff }).click();
    await third.getByLabel(factors.password).fill(PASSWORD);
    await third.getByLabel(factors.codeOrPaper).fill(second);
    await expectLooksRight(third, `factors-off-${language}`, NARROWEST);
    await third.getByRole("dialog").getByRole("button", { name: factors.turnOff }).click();
    await expect(third.getByText(factors.off)).toBeVisible();
  });
}

async function givesPassword(page: Page, words: ConsoleWords, email: string): Promise<void> {
  await page.getByLabel(words.signIn.email).fill(email);
  await page.getByLabel(words.signIn.password).fill(PASSWORD);
  await page.getByRole("button", { name: words.signIn.title, exact: true }).click();
}
