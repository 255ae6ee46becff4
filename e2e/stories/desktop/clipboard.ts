import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openEditor } from "../../pages/editor.ts";
import { meetAtDesktop } from "../../people/meet-at-desktop.ts";
import { expect, story } from "../../story.ts";

story(
  "[R14] text and pictures are copied on one side and pasted on the other, while the customer grants it",
  async ({ stage }) => {
    const { ben, eva, computer } = await meetAtDesktop(stage, { rights: ["control", "clipboard"] });
    const { desktop } = computer;
    const { page, session, words } = ben;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const copiedHere = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
    const copies = (name: string, media: string): void => {
      const child = desktop.start("xclip", ["-selection", "clipboard", "-t", media, "-i", join(desktop.home, name)]);
      child.stdout?.resume();
    };

    // Text: from the customer's computer, and to it.
    writeFileSync(join(desktop.home, "copied.txt"), "Seriennummer 漢字-42");
    copies("copied.txt", "UTF8_STRING");
    await expect.poll(copiedHere).toBe("Seriennummer 漢字-42");
    const editor = await openEditor(desktop, "pasted.txt");
    const { x, y, width, height } = editor.place();
    await page.evaluate(() => navigator.clipboard.writeText("łatwe ñ 漢字 🙂"));
    await session.clicks(x + width / 2, y + height / 2);
    await page.keyboard.press("Control+v");
    // Editors take in what is pasted when they get round to it.
    await expect
      .poll(() => page.keyboard.press("Control+s").then(() => editor.saved()), { intervals: [250] })
      .toBe("łatwe ñ 漢字 🙂");

    // Pictures: pixel by pixel.
    desktop.run(
      "convert",
      "-size",
      "40x30",
      "plasma:red-blue",
      "-depth",
      "8",
      "-strip",
      "-define",
      "png:exclude-chunk=gAMA,cHRM",
      "copied.png",
    );
    copies("copied.png", "image/png");
    const rgbOf = (...image: string[]): string => desktop.run("sh", "-c", `${image.join(" ")} | base64 -w0`);
    const original = rgbOf("convert", "copied.png", "-depth", "8", "rgb:-");
    await expect.poll(() => page.evaluate(pictureHere)).toBe(original);
    await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(30, 20);
      const brush = canvas.getContext("2d");
      for (let at = 0; at < 20; at += 1) {
        if (brush) brush.fillStyle = `rgb(${at * 12} ${255 - at * 7} 99)`;
        brush?.fillRect(at, at, 30, 1);
      }
      if (brush) brush.globalCompositeOperation = "destination-over";
      brush?.fillRect(0, 0, 30, 20);
      const blob = await canvas.convertToBlob({ type: "image/png" });
      await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
    });
    const mine = await page.evaluate(pictureHere);
    await (await session.tool(words.desktop.clipboard.send)).click();
    await ben.isTold(words.desktop.clipboard.sent);
    const out = [
      "xclip",
      "-selection",
      "clipboard",
      "-t",
      "image/png",
      "-o",
      "|",
      "convert",
      "-",
      "-depth",
      "8",
      "rgb:-",
    ];
    await expect.poll(() => rgbOf(...out)).toBe(mine);

    // Taken back: nothing that is copied from now on gets over.
    await eva.turnsRight("clipboard", false);
    await expect(session.bar.getByRole("button", { name: words.desktop.clipboard.send })).toBeHidden();
    writeFileSync(join(desktop.home, "secret.txt"), "a password");
    copies("secret.txt", "UTF8_STRING");
    // Until the new owner has it, the picture's owner has no text to give.
    await expect
      .poll(() => desktop.run("sh", "-c", "xclip -selection clipboard -o 2>/dev/null || true"))
      .toBe("a password");
    await eva.says("Do you see what I copied?");
    await session.reads("Do you see what I copied?");
    expect(await page.evaluate(pictureHere)).toBe(mine);
  },
);

/** Red, green and blue of the picture on this browser's clipboard, in base64; empty when there is none. */
async function pictureHere(): Promise<string> {
  for (const item of await navigator.clipboard.read()) {
    if (!item.types.includes("image/png")) continue;
    const image = await createImageBitmap(await item.getType("image/png"));
    const brush = new OffscreenCanvas(image.width, image.height).getContext("2d");
    brush?.drawImage(image, 0, 0);
    const data = brush?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray();
    return btoa([...data].map((value, at) => (at % 4 === 3 ? "" : String.fromCharCode(value))).join(""));
  }
  return "";
}
