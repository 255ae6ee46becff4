import type { Page } from "@playwright/test";
import { CUSTOMER_WORDS } from "../../people/words.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { expect, story } from "../../story.ts";

const WIDE = { viewport: { width: 1440, height: 900 } };

const colourBehind = (page: Page, frame: string) =>
  page
    .frameLocator(`iframe[title="${frame}"]`)
    .locator("body")
    .evaluate((body) => getComputedStyle(body).backgroundColor);

story(
  "[M2][M10][M13][M1] a design is previewed, kept as a draft, published, read in two languages and brought back",
  async ({ stage }) => {
    story.setTimeout(180_000);
    const ana = await stage.expert(stage.house.members.ana, { context: WIDE });
    const { page, words } = ana;
    const { slug, id } = stage.team.module;
    const w = words.modules;
    const requested: string[] = [];
    page.on("request", (request) => {
      if (request.frame().url().endsWith("/console/preview")) requested.push(new URL(request.url()).pathname);
    });
    await ana.opens(`/console/modules/${id}`);
    const shown = page.frameLocator(`iframe[title="${w.previewFrame}"]`);
    const title = page.getByLabel(w.pageTitle, { exact: true });
    await expect(shown.getByRole("heading", { level: 1 })).toHaveText("Example Ltd Support");

    // What is typed into the form is seen in the page at once, and what is typed into the page stays.
    await shown.getByLabel(CUSTOMER_WORDS.en.module.name).fill("Eva Marin");
    await title.fill("Paper and ink");
    await expect(shown.getByRole("heading", { level: 1 })).toHaveText("Paper and ink");
    await expect(shown.getByLabel(CUSTOMER_WORDS.en.module.name)).toHaveValue("Eva Marin");

    // Another language: the preview follows, and what is left empty is read in the first.
    await page.getByRole("button", { name: "Deutsch" }).first().click();
    await title.fill("Papier und Tinte");
    await expect(shown.getByRole("heading", { level: 1 })).toHaveText("Papier und Tinte");
    await expect(shown.getByText("Tell us what is wrong.")).toBeVisible();
    await expect(shown.getByRole("button", { name: CUSTOMER_WORDS.de.module.go })).toBeVisible();

    const light = await colourBehind(page, w.previewFrame);
    await page.getByRole("button", { name: w.themes.dark }).click();
    await expect.poll(() => colourBehind(page, w.previewFrame)).not.toBe(light);
    await page.getByRole("button", { name: w.sizes.desktop }).click();
    await expect.poll(() => shown.locator("html").evaluate(() => innerWidth)).toBeGreaterThan(1000);
    await page.getByRole("button", { name: w.views.waiting, exact: true }).click();
    await expect(shown.getByText("Please leave your computer switched on.")).toBeVisible();
    await page.getByRole("button", { name: w.views.after, exact: true }).click();
    await expect(shown.getByRole("heading", { level: 1 })).toHaveText(CUSTOMER_WORDS.de.after.title);
    await page.getByRole("button", { name: w.views.start, exact: true }).click();

    // A colour that reads badly is said before anything is saved.
    await expect(page.getByText(w.contrastGood)).toHaveCount(0);
    await page.getByLabel(w.accent, { exact: true }).fill("#ffe066");
    await expect(page.getByText(w.contrastLow.light("1.3"))).toBeVisible();

    const visitor = await (await stage.browser("visitor", { language: "en" })).newPage();
    const visit = async () => {
      await visitor.goto(`${stage.house.customersAt.url}/m/${slug}`);
      return visitor.getByRole("heading", { level: 1 });
    };
    await page.getByRole("button", { name: w.saveDraft }).click();
    await expect(page.getByText(w.draftSaved("1"))).toBeVisible();
    await expect(await visit()).toHaveText("Example Ltd Support");
    await page.reload();
    await expect(title).toHaveValue("Paper and ink");
    await page.getByRole("button", { name: w.publish }).click();
    await expect(page.getByText(w.isLive("2")).first()).toBeVisible();
    await expect(await visit()).toHaveText("Paper and ink");
    const besucher = await (await stage.browser("Besucher", { language: "de" })).newPage();
    await besucher.goto(`${stage.house.customersAt.url}/m/${slug}`);
    await expect(besucher.getByRole("heading", { level: 1 })).toHaveText("Papier und Tinte");
    await besucher.getByRole("combobox").selectOption({ label: "Español" });
    await expect(besucher.getByRole("heading", { level: 1 })).toHaveText("Paper and ink");

    await page.getByRole("link", { name: w.parts.versions }).click();
    await page
      .getByRole("listitem")
      .filter({ hasText: w.version("1") })
      .getByRole("button", { name: w.bringBack })
      .click();
    await page.getByRole("dialog").getByRole("button", { name: w.bringBack }).click();
    await expect(page.getByRole("listitem").filter({ hasText: w.version("3") })).toContainText(w.live);
    await expect(await visit()).toHaveText("Example Ltd Support");

    // The preview asked the server for its own files and nothing else, and no case was made.
    expect(requested.filter((path) => path !== "/console/preview" && !path.startsWith("/assets/"))).toEqual([]);
    await ana.opens("/console/queue");
    await expect(page.getByRole("row")).toHaveCount(0);
  },
);

story(
  "[M11][M2] a logo is chosen, previewed and shown to customers; what is no picture is refused in words",
  async ({ stage }) => {
    const ana = await stage.expert(stage.house.members.ana, { context: WIDE });
    const { page } = ana;
    const w = ana.words.modules;
    const { slug, id } = stage.team.module;
    await ana.opens(`/console/modules/${id}`);
    const shown = page.frameLocator(`iframe[title="${w.previewFrame}"]`);
    await expect(shown.getByRole("heading", { level: 1 })).toBeVisible();
    const file = page.locator('input[type="file"]');
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><script>document.title = "!"</script></svg>';
    await file.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from(svg) });
    await expect(page.getByText(w.logoProblems.notAccepted)).toBeVisible();

    // A picture of the console itself does as well as any.
    await file.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: await page.screenshot() });
    await expect(page.getByAltText(w.logoNow)).toBeVisible();
    const drawn = (image: { evaluate: (read: (element: Element) => number) => Promise<number> }) =>
      image.evaluate((element) => (element as HTMLImageElement).naturalWidth);
    await expect.poll(() => drawn(shown.locator(".brand-logo"))).toBe(512);
    await page.getByRole("button", { name: w.publish }).click();
    await expect(page.getByText(w.isLive("2")).first()).toBeVisible();
    const eva = await stage.customer();
    await eva.opens(`/m/${slug}`);
    await expect.poll(() => drawn(eva.page.locator(".brand-logo"))).toBe(512);
    await eva.asksForHelp(slug, { name: "Eva Marin" });
    await expect.poll(() => drawn(eva.page.locator(".brand-logo"))).toBe(512);
  },
);

story("[C11] whoever designs on what somebody else has changed is told who, and shown it", async ({ stage }) => {
  const { house, team } = stage;
  const ana = await stage.expert(house.members.ana, { context: WIDE });
  const ada = await stage.expert(house.members.ada, { context: WIDE });
  const w = ana.words.modules;
  for (const who of [ana, ada]) await who.opens(`/console/modules/${team.module.id}`);
  const title = (who: typeof ana) => who.page.getByLabel(w.pageTitle, { exact: true });
  await title(ana).fill("Ana was first");
  await title(ada).fill("Ada was second");
  await ana.page.getByRole("button", { name: w.saveDraft }).click();
  await expect(ana.page.getByText(w.draftSaved("1"))).toBeVisible();
  await ada.page.getByRole("button", { name: w.publish }).click();
  await expect(ada.page.getByRole("alert").filter({ hasText: ana.name })).toBeVisible();
  await expect(title(ada)).toHaveValue("Ada was second");
  // What was typed is not lost by mistake, either.
  await ada.page.getByRole("link", { name: w.title }).first().click();
  await ada.page.getByRole("dialog").getByRole("button", { name: ada.words.cancel }).click();
  await expect(title(ada)).toHaveValue("Ada was second");
  await ada.page.getByRole("button", { name: w.readAnew }).click();
  await expect(title(ada)).toHaveValue("Ana was first");
});

story(
  "[U1][M2] the designer, its preview and its other parts are right in both themes and at 320 px",
  async ({ stage }) => {
    story.setTimeout(240_000);
    const ana = await stage.expert(stage.house.members.ana, { context: WIDE });
    const { page, words } = ana;
    const path = `/console/modules/${stage.team.module.id}`;
    await ana.opens(path);
    const shown = page.frameLocator(`iframe[title="${words.modules.previewFrame}"]`);
    await expect(shown.getByRole("heading", { level: 1 })).toBeVisible();
    await expectLooksRight(page, "designer-wide", 320);
    await page.setViewportSize({ width: 390, height: 844 });
    await page
      .getByRole("group", { name: words.modules.looking })
      .getByRole("button", { name: words.modules.preview })
      .click();
    await expectLooksRight(page, "designer-preview-narrow", 320);
    await page.setViewportSize(WIDE.viewport);
    for (const part of ["deploy", "versions"] as const) {
      await ana.opens(`${path}?part=${part}`);
      await expect(page.getByRole("region").first()).toBeVisible();
      await expectLooksRight(page, `designer-${part}`, 320);
    }
  },
);
