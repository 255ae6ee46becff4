import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import type { RecordingPolicy } from "@beckon/domain/recording.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import { callerAt } from "../../house/caller.ts";
import { COMPANY } from "../../house/house.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { closeTo, coloursOf } from "../../pages/shown-blocks.ts";
import { FIRST_BLOCKS, OTHER_BLOCKS, type Blocks } from "../../pages/work.ts";
import type { Expert } from "../../people/expert.ts";
import { expect, story, type Stage } from "../../story.ts";

const NARROWEST = 390;
const DAYS = 30;
/** Long enough to have several places where a player can begin. */
const LONG_MS = 14_000;

/** The administrator says on the settings page what becomes of recordings. */
async function keeps(stage: Stage, keep: RecordingPolicy["keep"]): Promise<Expert> {
  const ada = await stage.expert(stage.house.members.ada);
  const words = ada.words.desktop.recording;
  await ada.opens("/console/settings/recordings");
  const part = ada.page.getByRole("region", { name: words.settings });
  await part.getByLabel(words.keep).selectOption({ label: words.keeps[keep] });
  if (keep === "server") await part.getByLabel(words.daysLabel).fill(String(DAYS));
  await expectLooksRight(ada.page, `console-settings-recordings-${keep}`, NARROWEST);
  await part.getByRole("button", { name: words.change }).click();
  await expect(ada.page.getByText(words.changed)).toBeVisible();
  return ada;
}

// Other stories share this house: they find it as it was.
story.afterEach(async ({ house }) => {
  const ada = callerAt(house.expertsAt.url, house.members.ada.cookie);
  await ada.call(CALLS.changeRecordingPolicy, { body: { keep: "expert", days: DAYS } });
});

async function inSession(stage: Stage) {
  const ben = await stage.expert(stage.house.members.ben);
  const eva = await stage.customer();
  await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin" });
  await ben.opensCase("Eva Marin");
  await ben.connects("Eva Marin");
  const work = await eva.opensWork();
  await eva.allows(ben.name, COMPANY);
  await ben.session.shows(FIRST_BLOCKS);
  return { ben, eva, work };
}

/** How long the newest recording of the open session is on the server, in milliseconds. */
async function keptMs(page: Page): Promise<number> {
  const { origin, pathname } = new URL(page.url());
  const answer = await page.request.get(`${origin}/api/console/cases/${pathname.split("/").at(-1)}/recordings`);
  return ((await answer.json()) as { recordings: { durationMs: number }[] }).recordings[0]?.durationMs ?? 0;
}

async function shows(page: Page, blocks: Blocks): Promise<void> {
  await expect
    .poll(async () => closeTo(await coloursOf(page.locator("video")), blocks), { timeout: 15_000 })
    .toBe("the same");
}

const timeOf = (page: Page) => page.locator("video").evaluate((video: HTMLVideoElement) => video.currentTime);

story(
  "[R19][R21][R22] a session is recorded with the customer's yes, and played back with its events",
  async ({ stage }) => {
    story.setTimeout(240_000);
    const ada = await keeps(stage, "server");
    const { ben, eva, work } = await inSession(stage);
    const words = ben.words.desktop.recording;
    const { recording: told } = eva.words.session;

    await ben.session.picture.hover();
    await ben.session.bar.getByRole("button", { name: words.ask, exact: true }).click();
    const question = eva.page.getByText(told.asks.server(ben.name, COMPANY, DAYS));
    await expect(question).toBeVisible();
    await expectLooksRight(eva.page, "customer-asked-to-record", 320);
    await eva.button(eva.words.session.give).click();
    await ben.session.bar.getByRole("button", { name: words.start, exact: true }).click();
    const sign = eva.page.getByText(told.on.server(ben.name, COMPANY, DAYS));
    await expect(sign).toBeVisible();
    await expect(ben.page.getByRole("status").filter({ hasText: words.on })).toBeVisible();
    await expectLooksRight(eva.page, "customer-recorded", 320);
    await expectLooksRight(ben.page, "console-session-recording", NARROWEST);

    await expect.poll(() => keptMs(ben.page), { timeout: 30_000 }).toBeGreaterThan(6000);
    await work.change();
    await ben.session.shows(OTHER_BLOCKS);
    await eva.says("It works now.");
    const before = await keptMs(ben.page);
    await expect.poll(() => keptMs(ben.page), { timeout: 30_000 }).toBeGreaterThan(before + 6000);

    // Taken back: it ends at once, on both sides, and what was recorded stays.
    const turn = eva.page.getByRole("switch", { name: told.right });
    await turn.click();
    await expect(sign).toBeHidden();
    await expect(ben.page.getByText(words.takenBack)).toBeVisible();
    await expect(ben.page.getByRole("status").filter({ hasText: words.on })).toBeHidden();
    await ben.session.ends();
    await ben.button(ben.words.session.backToCase).click();

    await ben.pane.getByRole("link", { name: new RegExp(`^${words.watchOf("")}`) }).click();
    await expect(ben.page.getByRole("heading", { level: 1, name: new RegExp(`^${words.page("")}`) })).toBeVisible();
    const video = ben.page.locator("video");
    const duration = await video.evaluate(
      (element: HTMLVideoElement) =>
        new Promise<number>((known) => {
          if (element.duration > 0) known(element.duration);
          else element.addEventListener("durationchange", () => known(element.duration), { once: true });
        }),
    );
    expect(duration).toBeGreaterThan(12);
    await shows(ben.page, FIRST_BLOCKS);
    // It runs by itself, and picture after picture is another one.
    const drawn = (element: HTMLVideoElement) => element.getVideoPlaybackQuality().totalVideoFrames;
    const first = await video.evaluate(drawn);
    await video.focus();
    await ben.page.keyboard.press("Space");
    await expect.poll(() => timeOf(ben.page), { timeout: 15_000 }).toBeGreaterThan(1.5);
    expect(await video.evaluate(drawn)).toBeGreaterThan(first + 5);
    await video.evaluate((element: HTMLVideoElement) => element.pause());

    // To what happened, by a press or from the keyboard: there and back again.
    const event = ben.page.getByRole("button", { name: words.event.chat.customer });
    await event.focus();
    await ben.page.keyboard.press("Enter");
    await expect.poll(() => timeOf(ben.page)).toBeGreaterThan(6);
    await shows(ben.page, OTHER_BLOCKS);
    await expect(event).toHaveAttribute("aria-current", "time");
    const rights = ben.words.desktop.privileges;
    await ben.page.getByRole("button", { name: words.event.granted(rights.record) }).click();
    await shows(ben.page, FIRST_BLOCKS);
    await video.evaluate((element: HTMLVideoElement) => (element.currentTime = element.duration - 0.1));
    await shows(ben.page, OTHER_BLOCKS);
    await ben.page.getByRole("button", { name: words.event.granted(rights.record) }).click();
    await shows(ben.page, FIRST_BLOCKS);
    await expect(ben.page.getByText(words.event.takenBack(rights.record))).toBeVisible();
    await expectLooksRight(ben.page, "console-recording", NARROWEST);
    await expect(ben.button(words.delete)).toBeHidden();
    const address = new URL(ben.page.url()).pathname;

    // Somebody of another group finds nothing; the administrator reads who watched, watches, and deletes it.
    const cleo = await stage.expert(stage.house.members.cleo);
    await cleo.opens(address);
    await expect(cleo.page.getByText(cleo.words.refusals.notFound({ reason: "notFound" }, 0))).toBeVisible();
    await ada.opens("/console/audit");
    await expect(
      ada.page
        .getByRole("row")
        .filter({ hasText: ada.words.audit.acts["recording/viewed"] })
        .filter({ hasText: ben.name }),
    ).toHaveCount(1);
    await ada.opens(address);
    await shows(ada.page, FIRST_BLOCKS);
    await ada.button(words.delete).click();
    await ada.page.getByRole("dialog").getByRole("button", { name: ada.words.delete, exact: true }).click();
    await expect(ada.page.getByText(words.deleted)).toBeVisible();
    await expect(ada.page.getByRole("link", { name: new RegExp(`^${words.watchOf("")}`) })).toBeHidden();
    await ada.opens(address);
    await expect(
      ada.page.getByRole("alert").filter({ hasText: ada.words.refusals.notFound({ reason: "notFound" }, 0) }),
    ).toBeVisible();
  },
);

story(
  "[R22][X12] a recording goes on over kill -9 of the server, and what an expert's closed browser left plays to its last piece",
  async ({ stage }) => {
    story.setTimeout(240_000);
    stage.faults.expectOutage();
    await keeps(stage, "server");
    const { ben, eva, work } = await inSession(stage);
    const words = ben.words.desktop.recording;
    await ben.session.picture.hover();
    await ben.session.bar.getByRole("button", { name: words.ask, exact: true }).click();
    await eva.button(eva.words.session.give).click();
    await ben.session.bar.getByRole("button", { name: words.start, exact: true }).click();
    await expect.poll(() => keptMs(ben.page), { timeout: 30_000 }).toBeGreaterThan(2000);

    const { expertsAt } = stage.house;
    await expertsAt.kill();
    await work.change();
    await ben.session.shows(OTHER_BLOCKS);
    await expertsAt.startAgain();
    await expect.poll(() => keptMs(ben.page).catch(() => 0), { timeout: 60_000 }).toBeGreaterThan(LONG_MS);
    const caseId = new URL(ben.page.url()).pathname.split("/").at(-1);
    await ben.page.close();

    const ana = await stage.expert(stage.house.members.ana);
    const sought = Promise.withResolvers<void>();
    // Its end is chosen while most of it has not come yet, as on a slow line.
    await ana.page.route(/\/api\/console\/viewings\/.+\/pieces\/([3-9]|\d\d)$/, async (route) => {
      await sought.promise;
      await route.continue();
    });
    await ana.opens(`/console/sessions/${caseId}`);
    await ana.page.getByRole("link", { name: new RegExp(`^${words.watchOf("")}`) }).click();
    await expect(ana.page.getByText(words.running).or(ana.page.getByText(words.cutOff))).toBeVisible();
    await shows(ana.page, FIRST_BLOCKS);
    await ana.page
      .locator("video")
      .evaluate((element: HTMLVideoElement) => (element.currentTime = element.duration - 0.1));
    sought.resolve();
    await shows(ana.page, OTHER_BLOCKS);
    // And back to where it began, after it had come to its end.
    await ana.page.locator("video").evaluate((element: HTMLVideoElement) => (element.currentTime = 0));
    await shows(ana.page, FIRST_BLOCKS);
  },
);

story(
  "[R20][R22] a recording saved at the expert's says how long it is and plays from any place",
  async ({ stage }) => {
    await keeps(stage, "expert");
    const { ben, eva, work } = await inSession(stage);
    const words = ben.words.desktop.recording;
    await ben.session.picture.hover();
    await ben.session.bar.getByRole("button", { name: words.ask, exact: true }).click();
    await eva.button(eva.words.session.give).click();
    await ben.session.bar.getByRole("button", { name: words.start, exact: true }).click();
    await expect(ben.page.getByRole("status").filter({ hasText: words.on })).toBeVisible();
    await work.change();
    await ben.session.shows(OTHER_BLOCKS);
    // What is seen for less than a second may not be in a recording of twelve pictures a second that ends at once.
    const seen = performance.now();
    await expect.poll(() => performance.now() - seen).toBeGreaterThan(1_500);
    const saved = ben.page.waitForEvent("download");
    await ben.session.picture.hover();
    await ben.session.bar.getByRole("button", { name: words.stop, exact: true }).click();
    const file = await readFile(await (await saved).path());
    await expect(ben.page.getByText(words.saved)).toBeVisible();

    const player = await (await stage.browser("player")).newPage();
    await player.setContent("<video muted></video>");
    const video = player.locator("video");
    const duration = await video.evaluate(async (element: HTMLVideoElement, bytes) => {
      const known = new Promise((resolve) => element.addEventListener("loadedmetadata", resolve, { once: true }));
      element.src = URL.createObjectURL(new Blob([Uint8Array.from(atob(bytes), (each) => each.charCodeAt(0))]));
      await known;
      element.currentTime = element.duration - 0.1;
      return element.duration;
    }, file.toString("base64"));
    expect(duration).toBeGreaterThan(0.5);
    expect(duration).toBeLessThan(120);
    await shows(player, OTHER_BLOCKS);
    await video.evaluate((element: HTMLVideoElement) => (element.currentTime = 0));
    await shows(player, FIRST_BLOCKS);
  },
);

story("[R20] where recordings are off nobody can ask for one", async ({ stage }) => {
  await keeps(stage, "off");
  const { ben } = await inSession(stage);
  const words = ben.words.desktop.recording;
  await ben.session.picture.hover();
  await expect(ben.session.bar.getByRole("button", { name: ben.words.session.end, exact: true })).toBeVisible();
  await expect(ben.session.bar.getByRole("button", { name: words.ask, exact: true })).toBeHidden();
});
