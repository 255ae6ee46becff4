import { COMPANY } from "../../house/house.ts";
import { expect, story, type Stage } from "../../story.ts";

async function meet(stage: Stage, { blocked = false } = {}) {
  const line = await stage.lineTo("customers");
  if (blocked) line.cutPeers();
  const ben = await stage.expert(stage.house.members.ben);
  const computer = await stage.computer({ line });
  const eva = await computer.startsModule(stage.team.module.slug);
  await eva.fillsIn({ name: "Eva Marin" });
  await ben.opensCase("Eva Marin");
  await ben.connects("Eva Marin");
  await eva.letsHelp(ben.name, COMPANY, ["control"]);
  await ben.session.showsExactly(() => computer.desktop.pixels());
  /** The desktop behind all windows has another colour, and the expert sees exactly that. */
  const changes = async (colour: string) => {
    computer.desktop.run("xsetroot", "-solid", colour);
    const corner = async () => `#${(await ben.session.pixels()).rgb.subarray(-3).toString("hex")}`;
    await expect.poll(corner, { intervals: [100, 250] }).toBe(colour);
  };
  return { line, ben, eva, computer, changes };
}

story(
  "[R17][R3][R8] without UDP the session runs through the server, says so on both sides, and survives kill -9 of it",
  { tag: "@two" },
  async ({ stage }) => {
    stage.faults.expectOutage();
    const { house } = stage;
    const { ben, eva, changes } = await meet(stage, { blocked: true });
    await expect(eva.page.getByText(eva.desktopWords.throughServer)).toBeVisible();
    await expect(ben.session.bar.getByText(ben.words.session.server).filter({ visible: true })).toBeVisible();
    const words = await eva.fourWords();
    expect(await ben.session.fourWords()).toEqual(words);
    await changes("#336699");

    await house.customersAt.kill();
    await expect(eva.page.getByText(eva.words.session.reconnecting(ben.name)).first()).toBeVisible();
    await house.customersAt.startAgain();
    await changes("#993366");
    await eva.isSeenBy(ben.name);
    expect(await eva.fourWords()).toEqual(words);
    expect(await ben.session.fourWords()).toEqual(words);
    await ben.session.ends();
  },
);

story(
  "[C9][R8][X13] a desktop's session outlives the loss of its network and of the server, with the same rights and words",
  async ({ stage }) => {
    stage.faults.expectOutage();
    const { house } = stage;
    const { line, ben, eva, computer, changes } = await meet(stage);
    const words = await eva.fourWords();

    line.cut();
    await expect(ben.heading(ben.words.session.reconnecting, 2)).toBeVisible();
    await expect(eva.page.getByText(eva.words.session.reconnecting(ben.name)).first()).toBeVisible();
    line.mend();
    await changes("#336699");
    await eva.isSeenBy(ben.name);
    await expect(eva.page.getByRole("switch", { name: eva.desktopWords.rights.control })).toBeChecked();

    // Without a server the two go on as they were.
    await house.expertsAt.kill();
    await expect(ben.page.getByText(ben.words.link.reconnecting)).toBeVisible();
    await changes("#669933");
    await house.expertsAt.startAgain();
    await expect(ben.page.getByText(ben.words.link.reconnecting)).toBeHidden();
    await changes("#996633");
    await ben.session.showsExactly(() => computer.desktop.pixels());
    expect(await eva.fourWords()).toEqual(words);
    expect(await ben.session.fourWords()).toEqual(words);
    await ben.session.ends();
  },
);
