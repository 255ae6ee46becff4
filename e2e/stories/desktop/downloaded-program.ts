import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildProgram } from "../../house/built-program.ts";
import { COMPANY } from "../../house/house.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { expect, story } from "../../story.ts";

const NARROWEST = 320;

for (const language of ["en", "es"] as const) {
  story(
    `[M5][M7][M8][R1][R15] the program from the module's page, unpacked and opened, shows the screen and leaves nothing, in ${language}`,
    async ({ stage }) => {
      story.setTimeout(240_000);
      const { sha256 } = buildProgram("linux-x64");
      const { house, team } = stage;
      const visitor = await stage.customer({ language });
      const { page, words } = visitor;
      await visitor.opens(`/m/${team.module.slug}`);
      await page.getByText(words.program.offer).click();
      await expect(page.getByText(sha256)).toBeVisible();
      await expectLooksRight(page, `customer-program-${language}`, NARROWEST);
      const downloading = page.waitForEvent("download");
      await page.getByRole("link", { name: words.program.go["linux-x64"] }).click();
      const download = await downloading;

      const computer = await stage.computer({ language });
      const folder = join(computer.desktop.home, "Downloads");
      const archive = join(folder, download.suggestedFilename());
      await download.saveAs(archive);
      computer.desktop.run("tar", "-xzf", archive, "-C", folder);
      const program = join(folder, "QuickSupport");
      expect(createHash("sha256").update(readFileSync(program)).digest("hex")).toBe(sha256);
      await page.close();

      const ben = await stage.expert(house.members.ben, { language });
      const eva = await computer.startsModule(team.module.slug, [], [program]);
      await eva.fillsIn({ name: "Eva Marin" });
      await ben.opensCase("Eva Marin");
      await ben.connects("Eva Marin");
      await eva.letsHelp(ben.name, COMPANY, ["control"]);
      await ben.session.showsExactly(() => computer.desktop.pixels());
      expect(await ben.session.fourWords()).toEqual(await eva.fourWords());
      await expect
        .poll(() => readFileSync(computer.shortcut ?? "", "utf8"))
        .toMatch(/^Exec=\S+\/kept-program\/QuickSupport --server/m);

      computer.desktop.run(program, "--uninstall");
      await ben.session.wasEnded();
      await expect.poll(() => computer.shortcut).toBeUndefined();
      for (const left of [".local/share/beckon", ".cache/beckon"])
        await expect
          // What is being removed while one looks is no fault.
          .poll(() => computer.desktop.run("sh", "-c", `find ${left} 2>/dev/null || true`), { message: left })
          .toBe("");
    },
  );
}

story("[M7] on a phone the module's page says where there is a program, and offers none", async ({ stage }) => {
  buildProgram("linux-x64");
  const userAgent = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36";
  const eva = await stage.customer({ context: { userAgent, viewport: { width: 390, height: 800 } } });
  await eva.opens(`/m/${stage.team.module.slug}`);
  await expect(eva.page.getByText(eva.words.program.elsewhere)).toBeVisible();
  await expect(eva.page.getByText(eva.words.program.offer)).toBeHidden();
  await expectLooksRight(eva.page, "customer-program-phone", NARROWEST);
});
