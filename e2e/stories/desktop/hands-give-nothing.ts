import { meetAtDesktop } from "../../people/meet-at-desktop.ts";
import { expect, story } from "../../story.ts";

story(
  "[R4][X18] an expert who may control presses what the customer is asked, and is given nothing; the customer's own press gives it",
  async ({ stage }) => {
    const { ben, eva, computer } = await meetAtDesktop(stage, { rights: ["control"] });
    const { session, words } = ben;
    const panel = await session.opens(words.desktop.rights.title);
    const wanted = words.desktop.privileges.restart;
    await panel.getByRole("button", { name: words.desktop.rights.askFor(wanted) }).click();
    await (await session.tool(words.desktop.rights.title)).click();

    const give = eva.button(eva.words.session.give);
    await expect(give).toBeVisible();
    const box = await give.boundingBox();
    if (box === null) throw new Error("The button is nowhere");
    const [left, top] = await eva.page.evaluate(() => [screenX, screenY + outerHeight - innerHeight]);
    const [x, y] = [(left ?? 0) + box.x + box.width / 2, (top ?? 0) + box.y + box.height / 2];
    const right = eva.page.getByRole("switch", { name: eva.desktopWords.rights.restart });
    await session.clicks(x, y);
    await expect(eva.page.getByText(eva.desktopWords.handsBusy(ben.name))).toBeVisible();
    await expect(eva.page.getByText(eva.desktopWords.handsBusy(ben.name))).toBeHidden();
    await expect(right).not.toBeChecked();

    // The very same place, by the customer's own mouse.
    computer.desktop.run("xdotool", "mousemove", String(Math.round(x)), String(Math.round(y)), "click", "1");
    await expect(right).toBeChecked();
  },
);
