import { createHash, randomBytes } from "node:crypto";
import { createReadStream, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { mostMemory, mostMemoryOf } from "../../house/weight.ts";
import { FilesPanel } from "../../pages/files-panel.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { meetAtDesktop } from "../../people/meet-at-desktop.ts";
import { expect, story, type Stage } from "../../story.ts";

const SIZE = 200_000_000;

async function sum(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** A file of random bytes, in pieces that need no more memory than one of them. */
function makeFile(path: string, size: number): string {
  writeFileSync(path, "");
  for (let left = size; left > 0; left -= 10_000_000)
    writeFileSync(path, randomBytes(Math.min(left, 10_000_000)), { flag: "a" });
  return path;
}

async function meet(stage: Stage) {
  const line = await stage.lineTo("customers");
  const { ben, eva, computer } = await meetAtDesktop(stage, { customer: line, rights: ["files"] });
  // A browser that cannot write where one chooses: what arrives becomes a download.
  await ben.page.evaluate(() => Reflect.deleteProperty(window, "showSaveFilePicker"));
  return { line, ben, eva, computer, files: await FilesPanel.open(ben.session) };
}

story(
  "[R7][R8][X20] 200 MB go to the customer's computer and back through a drop in the middle, byte for byte",
  async ({ stage, browser }) => {
    stage.faults.expectOutage();
    const { line, ben, eva, computer, files } = await meet(stage);
    const { home } = computer.desktop;
    const path = makeFile(join(home, "holiday.iso"), SIZE);
    const wanted = await sum(path);
    const words = await eva.fourWords();
    const before = { module: mostMemory(computer.pid ?? 0), expert: await mostMemoryOf(browser) };

    await files.sends(path);
    await expect.poll(() => files.share("holiday.iso"), { intervals: [20], timeout: 60_000 }).toBeGreaterThan(0.05);
    await files.presses("holiday.iso", "pause");
    await files.shows("holiday.iso", "paused");
    await expectLooksRight(ben.page, "console-session-files", 320);
    await expectLooksRight(eva.page, "module-files", 320);
    await eva.button(eva.desktopWords.files.goOn).click();
    await expect.poll(() => files.share("holiday.iso"), { intervals: [50], timeout: 60_000 }).toBeGreaterThan(0.4);
    line.cut();
    await files.shows("holiday.iso", "stalled");
    const had = await files.share("holiday.iso");
    expect(had).toBeLessThan(1);
    line.mend();
    await expect.poll(() => files.share("holiday.iso"), { intervals: [20], timeout: 60_000 }).toBeGreaterThan(had);
    await files.shows("holiday.iso", "done", 60_000);
    const landed = join(home, "Downloads", "holiday.iso");
    expect(await sum(landed)).toBe(wanted);
    expect(statSync(landed).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(home, "Downloads"))).toEqual(["holiday.iso"]);

    await files.asksForFile();
    await eva.sendsAskedFile(ben.name, landed);
    await expect(files.rows("holiday.iso")).toHaveCount(2, { timeout: 60_000 });
    const saved = files.saves("holiday.iso", 90_000);
    await expect.poll(() => files.share("holiday.iso"), { intervals: [50], timeout: 60_000 }).toBeGreaterThan(0.4);
    line.cut();
    await files.shows("holiday.iso", "stalled");
    line.mend();
    expect(await sum(await saved)).toBe(wanted);

    // The same words, and memory that does not grow with the 400 MB that went through it.
    expect(await eva.fourWords()).toEqual(words);
    const after = { module: mostMemory(computer.pid ?? 0), expert: await mostMemoryOf(browser) };
    expect(after.module - before.module).toBeLessThan(100);
    expect(after.expert - before.expert).toBeLessThan(260);
  },
);
