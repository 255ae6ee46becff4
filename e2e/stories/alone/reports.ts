import { readFile } from "node:fs/promises";
import { pastCases } from "../../house/past-cases.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { expect, story } from "../../story.ts";

const NARROWEST = 320;

for (const language of ["en", "de"] as const) {
  story(`[F1][F2][F3] a supervisor reads what the last weeks came to, in ${language}`, async ({ stage }) => {
    story.setTimeout(240_000);
    const { house, team } = stage;
    const ana = await stage.expert(house.members.ana, { language });
    const { page, words: w } = ana;
    await ana.opens("/console/reports");
    await expect(page.getByText(w.reports.none)).toBeVisible();
    await expectLooksRight(page, `reports-empty-${language}`, NARROWEST);

    const people = [house.members.ana.id, house.members.ben.id, house.members.cleo.id];
    await pastCases(house.databaseUrl, { groupId: team.groupId, moduleId: team.module.id, people }, 60);
    await ana.opens("/console/reports?time=90");
    const tile = (name: string) =>
      page
        .getByRole("main")
        .locator("dl > div")
        .filter({ has: page.getByText(name, { exact: true }) });
    await expect(tile(w.reports.figures.came)).toContainText("60");
    await expectLooksRight(page, `reports-${language}`, NARROWEST);
    // What is for screen readers alone does not make the window scroll past the page's end.
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);

    const table = page.getByRole("region", { name: w.reports.asTable(w.reports.byWhat.group) });
    await expect(table.getByRole("rowheader", { name: team.groupName })).toBeVisible();
    for (const by of ["person", "hour", "weekday", "module"] as const) {
      await page
        .getByRole("group", { name: w.reports.by, exact: true })
        .getByRole("button", { name: w.reports.cuts[by], exact: true })
        .click();
      await expect(page.getByRole("heading", { name: w.reports.byWhat[by] })).toBeVisible();
    }
    await expect(page).toHaveURL(/by=module/);
    for (const show of ["waiting", "handling", "rating"] as const)
      await page
        .getByRole("group", { name: w.reports.show })
        .getByRole("button", { name: w.reports.measures[show] })
        .click();
    await expect(page).toHaveURL(/show=rating/);
    await expectLooksRight(page, `reports-rating-${language}`, NARROWEST);

    // Files come as the browser gets them.
    await page.getByRole("button", { name: w.reports.files }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: w.reports.file.cases }).click();
    const lines = (await readFile(await (await download).path(), "utf8")).trimEnd().split("\r\n");
    expect(lines).toHaveLength(61);
    expect(lines[0]).toContain(language === "de" ? "Sitzungscode;" : "Session code,");

    await page.getByLabel(w.reports.person).selectOption({ label: house.members.ben.name });
    await expect(tile(w.reports.figures.came)).toContainText("20");
    await page.getByLabel(w.reports.time, { exact: true }).selectOption({ label: w.reports.ownTime });
    await page.getByLabel(w.reports.first).fill("2020-01-01");
    await page.getByLabel(w.reports.last).fill("2020-01-31");
    await expect(page.getByText(w.reports.noneFiltered)).toBeVisible();
    await page.reload();
    await expect(page.getByText(w.reports.noneFiltered)).toBeVisible();
    await page.getByRole("button", { name: w.reports.clear }).click();
    await expect(page.getByText(w.reports.none)).toBeVisible();
  });
}

story("[F1] experts have no reports", async ({ stage }) => {
  const ben = await stage.expert(stage.house.members.ben);
  await expect(ben.page.getByRole("link", { name: ben.words.nav.sessions })).toBeVisible();
  await expect(ben.page.getByRole("link", { name: ben.words.reports.title })).toHaveCount(0);
});
