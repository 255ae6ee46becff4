import { meetAtDesktop } from "../../people/meet-at-desktop.ts";
import { part, type Pixels } from "../../house/pixels.ts";
import { expect, story } from "../../story.ts";

/** In the module's window something turns while the server is away. */
const besideTheWindow = (picture: Pixels) => part(picture, 1000, 20, 270, 750);

story(
  "[X13][X12] the server is killed with -9: the picture goes on, and afterwards it is the same case with the same words",
  async ({ stage }) => {
    stage.faults.expectOutage();
    const { house } = stage;
    const { ben, eva, computer } = await meetAtDesktop(stage);
    const { desktop } = computer;
    const words = await eva.fourWords();
    await house.expertsAt.kill();
    await expect(ben.page.getByText(ben.words.link.reconnecting)).toBeVisible();
    desktop.run("xsetroot", "-solid", "#805030");
    await ben.session.showsExactly(() => desktop.pixels(), besideTheWindow);
    await house.expertsAt.startAgain();
    await expect(ben.page.getByText(ben.words.link.reconnecting)).toBeHidden();
    await expect(eva.page.getByText(eva.words.connection.lost).first()).toBeHidden();
    desktop.run("xsetroot", "-solid", "#308050");
    await ben.session.showsExactly(() => desktop.pixels(), besideTheWindow);
    expect(await ben.session.fourWords()).toEqual(words);
    await ben.session.ends();
    await ben.button(ben.words.session.backToCase).click();
    await ben.closesCase("solved");
    await eva.seesTitle(eva.words.after.title);
  },
);

story("[R4][X18] Stop works with the network cut, and nothing is shown when it is back", async ({ stage }) => {
  stage.faults.expectOutage();
  const line = await stage.lineTo("customers");
  const { ben, eva, computer } = await meetAtDesktop(stage, { customer: line });
  expect(computer.framed).toBe(true);
  line.cut();
  await eva.stops();
  await expect.poll(() => computer.framed, { intervals: [100] }).toBe(false);
  await expect(eva.page.getByText(eva.words.waiting.stopped(ben.name))).toBeVisible();
  await expect(ben.heading(ben.words.session.reconnecting, 2)).toBeVisible();
  computer.desktop.run("xsetroot", "-solid", "#ff00ff");
  line.mend();
  await ben.session.wasEnded();
});
