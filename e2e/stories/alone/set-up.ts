import { openEmptyHouse, PASSWORD } from "../../house/house.ts";
import { Customer } from "../../people/customer.ts";
import { CONSOLE_WORDS } from "../../people/words.ts";
import { expect, story } from "../../story.ts";

for (const language of ["en", "es"] as const) {
  story(
    `[X4][P8][M3] a fresh installation is set up in the browser and helps its first customer, in ${language}`,
    async ({ stage }) => {
      const { server, stop } = await openEmptyHouse();
      const words = CONSOLE_WORDS[language];
      const context = await stage.browser("administrator", { language });
      const page = await context.newPage();

      // Without the link from the server's log there is no way in.
      await page.goto(`${server.url}/console`);
      await expect(page.getByRole("heading", { name: words.setup.title })).toBeVisible();
      await expect(page.getByLabel(words.setup.token)).toBeVisible();
      // The link pasted into that very tab.
      await page.goto(server.setupUrl ?? "");
      await expect(page.getByLabel(words.setup.token)).toBeHidden();
      await page.getByLabel(words.setup.company).fill("Müller & Söhne");
      await page.getByLabel(words.setup.name).fill("Ida Kern");
      await page.getByLabel(words.signIn.email).fill("ida@example.com");
      await page.getByLabel(words.signIn.password).fill(PASSWORD);
      await page.getByRole("button", { name: words.setup.go, exact: true }).click();

      await expect(page.getByRole("heading", { level: 1, name: words.queue.title })).toBeVisible();
      await expect(page.getByText(words.queue.noCases)).toBeVisible();
      await page.goBack();
      await expect(page.getByText(words.setup.over)).toBeVisible();
      await page.goForward();
      const address = await page.getByRole("link", { name: words.queue.tryIt }).getAttribute("href");
      expect(address).toContain("/m/mueller-soehne");

      const eva = await Customer.arrive(await stage.browser("customer", { language }), server.url, language);
      await eva.asksForHelp("mueller-soehne", { name: "Eva Marin" });
      await expect(page.getByRole("row").filter({ hasText: "Eva Marin" })).toBeVisible();

      const second = await context.newPage();
      await second.goto(server.setupUrl ?? "");
      await expect(second.getByText(words.setup.over)).toBeVisible();
      await context.close();
      await eva.context.close();
      await stop();
    },
  );
}
