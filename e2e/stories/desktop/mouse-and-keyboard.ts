import { openEditor, placeOf } from "../../pages/editor.ts";
import { meetAtDesktop } from "../../people/meet-at-desktop.ts";
import { expect, story } from "../../story.ts";

const TEXT = "Zażółć gęślą jaźń ñ ß 漢字";

story(
  "[R13][R6] the expert writes any script into an editor, saves, drags its window, scrolls, and lets every key go",
  async ({ stage }) => {
    const { ben, computer } = await meetAtDesktop(stage, { rights: ["control"] });
    const { desktop } = computer;
    const { page, session } = ben;
    const editor = await openEditor(desktop, "letter.txt");
    const { x, y, width, height } = editor.place();

    // Written, saved; then changed by shortcuts, and by a character that AltGr makes on the expert's keyboard.
    await session.clicks(x + width / 2, y + height / 2);
    await page.keyboard.type(TEXT);
    await page.keyboard.press("Control+s");
    await expect.poll(() => editor.saved(), { intervals: [100] }).toBe(TEXT);
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+x");
    await page.keyboard.type("Two ");
    await page.keyboard.press("Control+v");
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Delete");
    const keys = await page.context().newCDPSession(page);
    await keys.send("Input.dispatchKeyEvent", { type: "keyDown", key: "AltGraph", code: "AltRight" });
    await keys.send("Input.dispatchKeyEvent", { type: "keyDown", key: "€", code: "KeyE", text: "€" });
    await keys.send("Input.dispatchKeyEvent", { type: "keyUp", key: "€", code: "KeyE" });
    await keys.send("Input.dispatchKeyEvent", { type: "keyUp", key: "AltGraph", code: "AltRight" });
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+s");
    await expect.poll(() => editor.saved(), { intervals: [100] }).toBe(`€\nwo ${TEXT}`);

    // Dragged by its title bar: exactly as far as the mouse went.
    await session.movesTo(x + width / 2, y - 10);
    await page.mouse.down();
    await expect
      .poll(() => session.movesAbout(x + width / 2 - 90, y - 10 + 60).then(() => editor.place()))
      .toEqual({ x: x - 90, y: y + 60, width, height });
    await page.mouse.up();
    await session.showsExactly(() => desktop.pixels());
    await (await session.tool(ben.words.desktop.keys.title)).click();
    await page.getByRole("button", { name: "Alt+F4" }).click();
    await expect.poll(() => desktop.hasWindow(editor.window)).toBe(false);
    await page.keyboard.press("Escape");

    // A program that says what reaches it.
    const events = desktop.start("xev", [
      "-name",
      "Events",
      "-geometry",
      "300x300+600+300",
      "-event",
      "button",
      "-event",
      "keyboard",
    ]);
    let told = "";
    events.stdout?.on("data", (data) => (told += String(data)));
    const inside = placeOf(desktop, await desktop.window("Events"));
    await session.clicks(inside.x + 250, inside.y + 250);
    await page.mouse.wheel(0, 300);
    await page.mouse.wheel(0, -100);
    await expect
      .poll(() =>
        told
          .match(/ButtonPress[\s\S]*?button \d/g)
          ?.map((one) => one.at(-1))
          .join(""),
      )
      .toBe("15554");
    await page.keyboard.down("Control");
    await page.keyboard.down("F5");
    await expect.poll(() => told).toMatch(/KeyPress[\s\S]*F5/);
    await session.movesTo(inside.x + 200, inside.y + 200);
    await page.mouse.down({ button: "right" });
    await expect.poll(() => told).toMatch(/ButtonPress[^B]*button 3/);
    // The keyboard is the expert's own again, with two keys and a button still down.
    await page.getByLabel(ben.words.desktop.control.field).evaluate((field: HTMLElement) => field.blur());
    for (const let_go of [/KeyRelease[^K]*Control_L/, /KeyRelease[^K]*F5/, /ButtonRelease[^B]*button 3/])
      await expect.poll(() => told).toMatch(let_go);
    await page.keyboard.up("F5");
    await page.keyboard.up("Control");
    await page.mouse.up({ button: "right" });
  },
);
