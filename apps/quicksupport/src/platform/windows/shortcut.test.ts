import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { drawIcon } from "../../icon.ts";
import { guidBytes } from "./com.ts";
import { commandLine } from "./command-line.ts";
import { iconFile } from "./icon-file.ts";

it("[M5] a command's words stay what they are on Windows' one line", () => {
  expect(commandLine(["C:\\QuickSupport.exe", "--sos"])).toBe("C:\\QuickSupport.exe --sos");
  expect(commandLine(["C:\\My Files\\q.exe", "", 'say "hi"', "a b\\", 'x\\"y'])).toBe(
    String.raw`"C:\My Files\q.exe" "" "say \"hi\"" "a b\\" "x\\\"y"`,
  );
});

it("[M5] the icon has all the sizes that Windows shows, each the module's own", async () => {
  const folder = mkdtempSync(join(tmpdir(), "beckon-icon-"));
  const path = join(folder, "sos.ico");
  writeFileSync(path, await iconFile(await drawIcon("#d9304f")));
  const told = spawnSync("identify", ["-format", "%w %[pixel:p{%[fx:w/2],1}] %[fx:mean.a]\n", path], {
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true });
  const rows = told.stdout.trim().split("\n");
  expect(rows.map((row) => Number(row.split(" ")[0])).toSorted((a, b) => b - a)).toEqual([128, 64, 48, 32, 24, 16]);
  await expect(iconFile(Buffer.from("no png"))).rejects.toThrow(/no picture/);
});

it("[M5] Windows' ids are laid out as it has them in memory", () => {
  expect(guidBytes("00021401-0000-0000-C000-000000000046").toString("hex")).toBe("0114020000000000c000000000000046");
});
