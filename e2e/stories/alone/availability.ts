import { passUntouched } from "../../house/pass-time.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { expect, story } from "../../story.ts";

story(
  "[A11] one says how one stands, by mouse and by keys; colleagues see it where they assign, with how many cases one has",
  async ({ stage }) => {
    const { house, team } = stage;
    const ben = await stage.expert(house.members.ben);
    const ana = await stage.expert(house.members.ana, { language: "de" });
    const own = (status: string) => ben.page.getByRole("button", { name: new RegExp(`: ${status}`) });
    const words = ben.words.availability;
    await expect(own(words.statuses.online)).toContainText(words.cases(0, 3));
    await own(words.statuses.online).click();
    await ben.page.getByRole("menuitem", { name: words.statuses.busy }).click();
    await expect(own(words.statuses.busy)).toBeVisible();
    await ben.page.reload();
    await expect(own(words.statuses.busy)).toBeVisible();

    await team.makeCases(["Kim Larsen"]);
    await ana.row("Kim Larsen").click();
    await ana.page.keyboard.press("a");
    const said = (status: "busy" | "online", load: number) =>
      new RegExp(`${ben.name}.*${ana.words.availability.statuses[status]} · ${ana.words.availability.cases(load, 3)}`);
    await expect(ana.page.getByRole("option", { name: said("busy", 0) })).toBeVisible();
    await ben.page.keyboard.press("Control+k");
    await ben.page.keyboard.type(words.statuses.online);
    await ben.page.keyboard.press("Enter");
    await ana.page.getByRole("option", { name: said("online", 0) }).click();
    await expect(own(words.statuses.online)).toContainText(words.cases(1, 3));
    await ana.opens("/console/team");
    await expect(ana.page.getByRole("listitem").filter({ hasText: house.members.ben.email })).toContainText(
      ana.words.availability.cases(1, 3),
    );
    await ben.opensCase("Kim Larsen");
    await ben.closesCase("solved");
    await expect(own(words.statuses.online)).toContainText(words.cases(0, 3));
  },
);

story("[A11] who touches nothing is away, is told so, and is back with the first touch", async ({ stage }) => {
  const { house } = stage;
  const cleo = await stage.expert(house.members.cleo, { language: "es" });
  const { page } = cleo;
  const words = cleo.words.availability;
  const own = (status: string) => page.getByRole("button", { name: new RegExp(`: ${status}`) });
  await expect(own(words.statuses.online)).toBeVisible();
  // Opening the page was a touch, too, and may arrive only now.
  await expect(async () => {
    await passUntouched(house.databaseUrl, house.members.cleo.id, 15 * 60_000);
    await expect(own(words.statuses.away)).toBeVisible({ timeout: 6_000 });
  }).toPass();
  await expect(page.getByRole("status").filter({ hasText: words.setAway.inactivity })).toBeVisible();
  await expectLooksRight(page, "console-away", 390);
  await page.mouse.move(200, 300);
  await page.mouse.move(220, 320);
  await expect(own(words.statuses.online)).toBeVisible();
  await cleo.isTold(words.backAgain("@").split("@")[0] ?? "");
});
