import { COMPANY } from "../../house/house.ts";
import { FIRST_BLOCKS, OTHER_BLOCKS } from "../../pages/work.ts";
import { expect, story } from "../../story.ts";

story("[R4] the customer takes seeing and pointing back, and gives them again", async ({ stage }) => {
  const ben = await stage.expert(stage.house.members.ben);
  const eva = await stage.customer();
  await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin" });
  await ben.opensCase("Eva Marin");
  await ben.connects("Eva Marin");
  const work = await eva.opensWork();
  await eva.allows(ben.name, COMPANY);
  await ben.session.shows(FIRST_BLOCKS);

  await eva.turns("point", false);
  await ben.session.pointsAt(0.3, 0.7);
  const askToPoint = ben.session.bar.getByRole("button", { name: ben.words.session.askPoint });
  await expect(askToPoint).toBeVisible();
  await eva.seesMark(0.3, 0.7, false);
  await askToPoint.click();
  await expect(eva.page.getByText(eva.words.session.asks(ben.name, eva.words.session.point))).toBeVisible();
  await eva.button(eva.words.session.give).click();
  await expect(askToPoint).toBeHidden();
  await ben.session.pointsAt(0.3, 0.7);
  await eva.seesMark(0.3, 0.7);

  await eva.turns("see", false);
  await eva.isNotSeenBy(ben.name);
  await ben.session.showsNothing();
  await work.change();
  await eva.turns("see", true);
  await eva.isSeenBy(ben.name);
  await ben.session.shows(OTHER_BLOCKS);
});

story("[R4] Stop works with the network gone, and the expert learns of it when it is back", async ({ stage }) => {
  stage.faults.expectOutage();
  const line = await stage.lineTo("customers");
  const ben = await stage.expert(stage.house.members.ben);
  const eva = await stage.customer({ line });
  await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin" });
  await ben.opensCase("Eva Marin");
  await ben.connects("Eva Marin");
  await eva.opensWork();
  await eva.allows(ben.name, COMPANY);
  await ben.session.shows(FIRST_BLOCKS);
  const track = await eva.page
    .locator(".miniature video")
    .evaluateHandle((video: HTMLVideoElement) => (video.srcObject as MediaStream).getVideoTracks()[0]);

  line.cut();
  await eva.stops();
  await expect(eva.page.getByText(eva.words.waiting.stopped(ben.name))).toBeVisible();
  expect(await track.evaluate((one) => one?.readyState)).toBe("ended");
  await expect(ben.heading(ben.words.session.reconnecting, 2)).toBeVisible();

  line.mend();
  await ben.session.wasEnded();
});
