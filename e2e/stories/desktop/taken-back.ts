import { openEditor } from "../../pages/editor.ts";
import { meetAtDesktop } from "../../people/meet-at-desktop.ts";
import { expect, story } from "../../story.ts";

story(
  "[R4][R6] each right is asked for, given and taken; control taken back in the middle of a drag moves nothing more",
  async ({ stage }) => {
    const { ben, eva, computer } = await meetAtDesktop(stage);
    const { desktop } = computer;
    const { page, session, words } = ben;
    const panel = await session.opens(words.desktop.rights.title);
    for (const right of ["control", "clipboard", "files", "restart", "record"] as const) {
      const row = panel.getByRole("listitem").filter({ hasText: words.desktop.privileges[right] });
      await panel.getByRole("button", { name: words.desktop.rights.askFor(words.desktop.privileges[right]) }).click();
      await eva.givesWhatIsAsked(right, ben.name);
      await expect(row).toContainText(words.desktop.rights.granted);
      if (right === "control") continue;
      await eva.turnsRight(right, false);
      await expect(row.getByRole("button")).toBeVisible();
    }
    await (await session.tool(words.desktop.rights.title)).click();

    const editor = await openEditor(desktop, "dragged.txt");
    const { x, y, width } = editor.place();
    await session.movesTo(x + width / 2, y - 10);
    await page.mouse.down();
    await expect.poll(() => session.movesAbout(x + width / 2 - 100, y + 30).then(() => editor.place().x)).toBe(x - 100);
    await eva.turnsRight("control", false);
    await ben.isTold(words.desktop.control.taken);
    await session.movesTo(x + width / 2 + 50, y + 90, 5);
    await page.mouse.up();
    // The button was let go: nor does the customer's own mouse drag on what the expert took.
    desktop.run("xdotool", "mousemove", "300", "300");
    await session.showsExactly(() => desktop.pixels());
    expect(editor.place()).toMatchObject({ x: x - 100, y: y + 40 });

    desktop.run("xdotool", "key", "ctrl+alt+shift+q");
    await session.wasEnded();
    await expect(eva.page.getByText(eva.words.waiting.stopped(ben.name))).toBeVisible();
  },
);
