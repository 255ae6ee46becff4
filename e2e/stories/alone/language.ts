import { CONSOLE_WORDS, CUSTOMER_WORDS } from "../../people/words.ts";
import { expect, story } from "../../story.ts";

story(
  "[U2] the customer's page changes its language without losing what was typed, and remembers it",
  async ({ stage }) => {
    const eva = await stage.customer({ language: "es" });
    const { page } = eva;
    const { slug } = stage.team.module;
    await eva.opens(`/m/${slug}`);
    await page.getByLabel(CUSTOMER_WORDS.es.module.name).fill("Eva Marín");
    await page.getByLabel(CUSTOMER_WORDS.es.module.description).fill("No imprime");
    await page.getByLabel(CUSTOMER_WORDS.es.language).selectOption("de");
    await expect(page.getByLabel(CUSTOMER_WORDS.de.module.name)).toHaveValue("Eva Marín");
    await expect(page.getByLabel(CUSTOMER_WORDS.de.module.description)).toHaveValue("No imprime");
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await page.getByRole("button", { name: CUSTOMER_WORDS.de.module.go, exact: true }).click();
    await eva.seesTitle(CUSTOMER_WORDS.de.waiting.next);
    await page.reload();
    await eva.seesTitle(CUSTOMER_WORDS.de.waiting.next);
    await page.goto(`${eva.url}/m/${slug}?lang=en`);
    await eva.seesTitle(CUSTOMER_WORDS.en.waiting.next);
  },
);

story("[U2] the console changes its language in the middle of work, and remembers it", async ({ stage }) => {
  await stage.team.makeCases(["Kim Larsen"]);
  const ben = await stage.expert(stage.house.members.ben, { language: "de" });
  const { page } = ben;
  const { de, es } = CONSOLE_WORDS;
  await ben.opensCase("Kim Larsen");
  await ben.pane.getByLabel(de.case.notePlaceholder).fill("Noch nicht abgeschickt");
  await ben.opensAccount();
  await page.getByRole("menuitem", { name: "Español" }).click();
  await expect(ben.heading(es.queue.title, 1)).toBeVisible();
  await expect(page.getByLabel(es.case.notePlaceholder)).toHaveValue("Noch nicht abgeschickt");
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await page.reload();
  await expect(ben.heading(es.queue.title, 1)).toBeVisible();
});
