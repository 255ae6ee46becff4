import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { SystemFacts } from "@beckon/protocol/peer.ts";
import { openWine, windowsPath, type FarPlatform, type WineDesktop } from "../../../testing/wine-desktop.ts";
import { drawIcon } from "../../icon.ts";

/** What the Windows platform does with the system itself, in Wine. */
let wine: WineDesktop;
let platform: FarPlatform;

beforeAll(async () => {
  wine = await openWine();
  platform = await wine.openPlatform("acme");
});
afterAll(() => wine.close());

it("[R18] in Wine the facts are those of Windows", async () => {
  const facts = await platform.ask<SystemFacts>("facts");
  expect(facts.system).toMatch(/^Microsoft Windows 10.*, 10\.0\./);
  expect(facts.memory.total).toBeGreaterThan(facts.memory.free);
  expect(facts.disks.map(({ name }) => name)).toContain("C:\\");
  expect(facts.disks.every(({ total, free }) => total >= free && free > 0)).toBe(true);
  const node = facts.processes.find(({ name }) => name === "node.exe");
  expect(node?.memory).toBeGreaterThan(20_000_000);
  expect(facts.uptimeSeconds).toBeGreaterThan(0);
});

/** A program that tells with which words it was started. */
function toldWords(name: string): { command: string[]; read(): unknown } {
  const [script, told] = [join(wine.screen.home, `${name}.js`), join(wine.screen.home, `${name} told`)];
  // Whole or not at all: it is looked for meanwhile.
  const write = `const { renameSync, writeFileSync } = require("node:fs"), told = ${JSON.stringify(windowsPath(told))};
writeFileSync(told + ".part", JSON.stringify(process.argv.slice(2))); renameSync(told + ".part", told);`;
  writeFileSync(script, write);
  return {
    command: [windowsPath(wine.node), windowsPath(script)],
    read: () => (existsSync(told) ? (JSON.parse(readFileSync(told, "utf8")) as unknown) : null),
  };
}

it("[M5] in Wine the shortcut starts the program by its words, has label and icon, and goes without a trace", async () => {
  const { command, read } = toldWords("shortcut");
  const words = ["--sos", `it's "50 %" of\\`, "ñ 漢", ""];
  const icon = await drawIcon("#d9304f");
  const path = await platform.ask<string>("shortcut.create", {
    label: "Hilfe: ñ",
    icon,
    command: [...command, ...words],
  });
  expect(path).toMatch(/\\Desktop\\Hilfe_ ñ\.lnk$/);
  expect(await platform.ask("shortcut.exists")).toBe(true);
  const { data } = await platform.ask<{ data: string }>("folders");
  const left = (file: string): string => join(wine.drive, ...`${data}\\${file}`.slice(3).split("\\"));
  expect(
    readFileSync(join(wine.drive, ...path.slice(3).split("\\"))).includes(
      Buffer.from(left("sos-acme.ico").slice(-12), "utf16le"),
    ),
  ).toBe(true);
  expect(wine.screen.run("identify", left("sos-acme.ico"))).toContain("48x48");
  wine.run("start", "/wait", path);
  await expect.poll(read).toEqual(words);
  const again = await platform.ask<string>("shortcut.create", { label: "Hilfe: ñ", icon, command });
  expect(again).toBe(path);
  await platform.ask("shortcut.remove");
  expect(await platform.ask("shortcut.exists")).toBe(false);
  expect([existsSync(left("sos-acme.ico")), existsSync(left("sos-acme.txt"))]).toEqual([false, false]);
});

it("[M5] in Wine a file of the person's own that is called like the shortcut stays theirs", async () => {
  const desktop = join(wine.drive, "users");
  const path = await platform.ask<string>("shortcut.create", {
    label: "Diary",
    icon: await drawIcon("#d9304f"),
    command: ["C:\\x.exe"],
  });
  await platform.ask("shortcut.remove");
  const own = join(wine.drive, ...path.slice(3).split("\\"));
  expect(own.startsWith(desktop)).toBe(true);
  writeFileSync(own, "mine");
  const sos = { label: "Diary", icon: await drawIcon("#d9304f"), command: ["C:\\x.exe"] };
  expect(await platform.ask("shortcut.create", sos)).toMatch(/\\Diary \(2\)\.lnk$/);
  await platform.ask("shortcut.remove");
  expect(readFileSync(own, "utf8")).toBe("mine");
});

it("[M5] in Wine the page opens in the browser that Windows knows as an app, else in whatever opens links", async () => {
  const browsers = () =>
    platform.ask<{ program: string; words: string[] }[]>("browsers", "http://127.0.0.1:1/", "C:\\p");
  expect((await browsers()).map(({ program }) => program)).toEqual(["rundll32.exe"]);
  const key = String.raw`HKLM\Software\Microsoft\Windows\CurrentVersion\App Paths\msedge.exe`;
  wine.run("reg", "add", key, "/ve", "/d", String.raw`C:\windows\notepad.exe`, "/f");
  const [first] = await browsers();
  expect(first?.program).toBe(String.raw`C:\windows\notepad.exe`);
  expect(first?.words).toContain("--app=http://127.0.0.1:1/");
});

it("[R18] in Wine elevating starts the program again by its words, in place of the one that runs", async () => {
  const { command, read } = toldWords("elevated");
  expect(await platform.ask("elevate", [...command, "--data", "C:\\a b", "--sos"])).toBe("done");
  await expect.poll(read).toEqual(["--data", "C:\\a b", "--sos", "--instead"]);
  expect(await platform.ask("elevate", ["C:\\nothing here.exe"])).toBe("failed");
});

it("[R18] in Wine the return is left for the next sign-in as Windows runs it, and is taken back", async () => {
  const { command, read } = toldWords("return");
  const [once, run] = ["RunOnce", "Run"].map((name) => `HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\${name}`);
  // Wine runs what stands under the one key only; Windows runs both alike, and what stands under the other once.
  const signIn = (): void => {
    wine.run("reg", "copy", once ?? "", run ?? "", "/f");
    wine.run("wineboot");
  };
  const long = "x".repeat(300);
  for (const words of [
    ["--sos", "a b"],
    ["--sos", long],
  ]) {
    await platform.ask("startOnce.set", [...command, ...words]);
    signIn();
    await expect.poll(read, { timeout: 20_000 }).toEqual(words);
    const line = /REG_SZ\s+(.*)/.exec(wine.run("reg", "query", once ?? ""))?.[1] ?? "";
    expect(line.length).toBeLessThanOrEqual(260);
  }
  await platform.ask("startOnce.clear");
  expect(wine.run("reg", "query", once ?? "")).not.toContain("Beckon");
  expect(await platform.ask("restart")).toBe("comingBack");
});
