import { expectLooksRight } from "../../pages/looks-right.ts";
import { PeoplePanel } from "../../pages/people-panel.ts";
import { meetAtDesktop } from "../../people/meet-at-desktop.ts";
import { expect, story } from "../../story.ts";

story(
  "[R9][R23][R15] two experts see one desktop exactly; control goes from one to the other, who lets go what they held",
  async ({ stage }) => {
    const { ben, eva, computer } = await meetAtDesktop(stage, { rights: ["control"] });
    const cleo = await stage.expert(stage.house.members.cleo);
    await new PeoplePanel(ben.page, ben.words).bringsIn(cleo.name, "control");
    await cleo.page.getByRole("button", { name: cleo.words.people.invitation.join, exact: true }).click();
    await expect(eva.button(eva.words.colleague.control)).toBeVisible();
    await expectLooksRight(eva.page, "colleague asked for at the desktop", 320);
    await eva.button(eva.words.colleague.see).click();
    await cleo.session.showsExactly(() => computer.desktop.pixels());
    await ben.session.showsExactly(() => computer.desktop.pixels());

    await expectLooksRight(eva.page, "colleague at the desktop", 320);

    const where = () =>
      /x:(\d+) y:(\d+)/.exec(computer.desktop.run("xdotool", "getmouselocation"))?.slice(1).map(Number);
    await ben.session.movesTo(200, 150);
    await expect.poll(where).toEqual([200, 150]);
    await ben.page.mouse.down();
    await cleo.session.movesTo(600, 400);

    // Given to Cleo: Ben's hands are off, the button he held is let go, and hers move the pointer.
    await eva.page
      .getByRole("region", { name: cleo.name, exact: true })
      .getByRole("switch", { name: eva.desktopWords.rights.control })
      .click();
    await ben.isTold(ben.words.desktop.control.taken);
    await expect(eva.page.getByRole("switch", { name: eva.desktopWords.rights.control, checked: true })).toHaveCount(1);
    await ben.page.mouse.up();
    await cleo.session.movesTo(500, 300);
    await expect.poll(where).toEqual([500, 300]);
    await ben.session.movesTo(100, 100);
    await cleo.session.movesTo(520, 320, 5);
    await expect.poll(where).toEqual([520, 320]);

    await eva.stops();
    await Promise.all([ben, cleo].map((expert) => expert.session.wasEnded()));
  },
);
