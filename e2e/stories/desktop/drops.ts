import { colourAt } from "../../house/pixels.ts";
import type { Computer } from "../../people/computer.ts";
import type { Expert } from "../../people/expert.ts";
import { meetAtDesktop } from "../../people/meet-at-desktop.ts";
import { expect, story } from "../../story.ts";

/** The desktop behind all windows has another colour, and the expert sees exactly that. */
async function seesChange(ben: Expert, { desktop }: Computer, colour: readonly [number, number, number]) {
  desktop.run("xsetroot", "-solid", `#${Buffer.from(colour).toString("hex")}`);
  const corner = async () => colourAt(await ben.session.pixels(), 1270, 790);
  await expect.poll(corner, { intervals: [100, 250], timeout: 40_000 }).toEqual(colour);
}

story(
  "[R17][R3][R8] without UDP the session runs through two servers, says so on both sides, and survives kill -9 of one",
  { tag: ["@two", "@only-two"] },
  async ({ stage }) => {
    stage.faults.expectOutage();
    const { house } = stage;
    const line = await stage.lineTo("customers");
    line.cutPeers();
    const { ben, eva, computer } = await meetAtDesktop(stage, { customer: line, rights: ["control"] });
    await expect(eva.page.getByText(eva.desktopWords.throughServer)).toBeVisible();
    await expect(ben.session.bar.getByText(ben.words.session.server).filter({ visible: true })).toBeVisible();
    const words = await eva.fourWords();
    expect(await ben.session.fourWords()).toEqual(words);
    await seesChange(ben, computer, [0x33, 0x66, 0x99]);

    await house.customersAt.kill();
    await expect(eva.page.getByText(eva.words.session.reconnecting(ben.name)).first()).toBeVisible();
    await house.customersAt.startAgain();
    await seesChange(ben, computer, [0x99, 0x33, 0x66]);
    await eva.isSeenBy(ben.name);
    await expect(eva.page.getByRole("switch", { name: eva.desktopWords.rights.control })).toBeChecked();
    expect(await eva.fourWords()).toEqual(words);
    expect(await ben.session.fourWords()).toEqual(words);
    await ben.session.ends();
  },
);

story(
  "[C9][R8][C3] a computer that slept longer than its place is kept comes back into the session, with the same rights and words",
  async ({ stage }) => {
    story.setTimeout(180_000);
    stage.faults.expectOutage();
    const { ben, eva, computer } = await meetAtDesktop(stage, { rights: ["control"] });
    const ana = await stage.expert(stage.house.members.ana);
    const words = await eva.fourWords();
    const control = eva.page.getByRole("switch", { name: eva.desktopWords.rights.control });

    const pid = computer.pid ?? 0;
    process.kill(pid, "SIGSTOP");
    try {
      await expect(ben.heading(ben.words.session.reconnecting, 2)).toBeVisible();
      await expect(ana.row("Eva Marin")).toContainText(ana.words.states.pending, { timeout: 90_000 });
    } finally {
      process.kill(pid, "SIGCONT");
    }
    await seesChange(ben, computer, [0x66, 0x99, 0x33]);
    await ana.seesRow("Eva Marin", "inProgress");
    await eva.isSeenBy(ben.name);
    await expect(control).toBeChecked();
    expect(await eva.fourWords()).toEqual(words);
    expect(await ben.session.fourWords()).toEqual(words);
    await ben.session.ends();
  },
);
