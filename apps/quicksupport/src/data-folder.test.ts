import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openGranted } from "./granted.ts";
import { openKept } from "./kept.ts";
import { beOnlyOne, readRunning } from "./one-running.ts";
import { leaveShortcut } from "./sos.ts";
import { uninstall } from "./uninstall.ts";

let home = "";
let folder = "";
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "beckon-data-"));
  folder = join(home, "beckon", "acme");
});
afterEach(() => rm(home, { recursive: true, force: true }));

it("[M4] runs once a data folder: a second start knocks at the first", async () => {
  const first = await beOnlyOne(folder, () => Promise.resolve(false));
  first?.listens(4242, "secret");
  const knocked: unknown[] = [];
  const second = await beOnlyOne(folder, (port, secret) => Promise.resolve(knocked.push([port, secret]) > 0));
  expect(second).toBeNull();
  expect(knocked).toEqual([[4242, "secret"]]);
  expect(readRunning(folder)).toEqual({ port: 4242, knock: "secret" });
  first?.release();
  expect(readRunning(folder)).toBeUndefined();
  expect(await beOnlyOne(folder, () => Promise.resolve(true))).not.toBeNull();
});

it("takes the place of one that died", async () => {
  const first = await beOnlyOne(folder, () => Promise.resolve(false));
  first?.release();
  await writeFile(join(folder, "running.json"), JSON.stringify({ pid: 2 ** 30, port: 1, knock: "old" }));
  expect(await beOnlyOne(folder, () => Promise.reject(new Error("nobody")))).not.toBeNull();
});

it("[X18] keeps its secrets for this person alone, whole also when the file was damaged", async () => {
  const kept = openKept(folder);
  kept.setItem("beckon.claim.m/acme", "secret");
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, "kept.json"))).mode & 0o777).toBe(0o600);
  expect(openKept(folder).getItem("beckon.claim.m/acme")).toBe("secret");
  await writeFile(join(folder, "kept.json"), '[["half');
  expect(openKept(folder).getItem("beckon.claim.m/acme")).toBeNull();
});

it("[X8] [X18] remembers no more answers than people give, however many sessions a server invents", async () => {
  const kept = openKept(folder);
  kept.setItem("beckon.claim.m/acme", "secret");
  for (let n = 0; n < 200; n += 1) kept.setItem(`beckon.answer.s${n}`, "denied");
  const again = openKept(folder);
  expect(again.getItem("beckon.claim.m/acme")).toBe("secret");
  expect(again.getItem("beckon.answer.s199")).toBe("denied");
  expect(again.getItem("beckon.answer.s0")).toBeNull();
  expect((await readFile(join(folder, "kept.json"), "utf8")).length).toBeLessThan(3_000);
});

it("comes back from a restart with the same rights, once, into the same session, within 15 minutes", () => {
  let now = 0;
  const granted = openGranted(openKept(folder), () => now);
  granted.beforeRestart("c1-1", ["see", "control", "restart"]);
  now = 14 * 60_000;
  expect(openGranted(openKept(folder), () => now).take("c1-1")).toEqual(["see", "control", "restart"]);
  expect(openGranted(openKept(folder), () => now).take("c1-1")).toBeNull();
  granted.beforeRestart("c1-1", ["see"]);
  expect(granted.take("c1-2")).toBeNull();
  granted.beforeRestart("c1-1", ["see"]);
  now += 16 * 60_000;
  expect(granted.take("c1-1")).toBeNull();
});

it("[M9] asks nothing again of who has just come from the browser, for seeing and pointing", () => {
  let now = 0;
  const granted = openGranted(openKept(folder), () => now);
  granted.moved("one");
  expect(granted.take("c1-1")).toEqual(["see", "point"]);
  expect(granted.take("c1-2")).toBeNull();
  granted.moved("two");
  now = 21_000;
  expect(granted.take("c1-3")).toBeNull();
});

it("[M9] [X18] asks as ever when the program that came from the browser is started again, or the server knew no such move", () => {
  const granted = openGranted(openKept(folder), () => 0);
  granted.moved("one");
  expect(granted.take("c1-1")).toEqual(["see", "point"]);
  granted.moved("one");
  expect(granted.take("c1-2")).toBeNull();
  const nextWeek = openGranted(openKept(folder), () => 1e9);
  nextWeek.moved("one");
  expect(nextWeek.take("c1-3")).toBeNull();
  nextWeek.moved("two");
  nextWeek.notMoved();
  expect(nextWeek.take("c1-4")).toBeNull();
});

it("[R18] [X18] keeps no rights for after a restart that did not come, or that were taken back", () => {
  const granted = openGranted(openKept(folder), () => 0);
  granted.beforeRestart("c1-1", ["see", "control"]);
  granted.staysHere();
  expect(granted.take("c1-1")).toBeNull();
});

const { signal } = new AbortController();

/** A desktop with at most one shortcut on it. */
function desktop() {
  const path = join(home, "SOS.desktop");
  return {
    path,
    create: async (shown: { label: string; command: readonly string[]; icon: Uint8Array }) => {
      await writeFile(path, JSON.stringify({ ...shown, icon: shown.icon.length }));
      return path;
    },
    exists: () => readRunningText(path).then((text) => text !== undefined),
    remove: () => rm(path, { force: true }),
  };
}

async function readRunningText(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}

it("[M5] leaves the shortcut once, when the module says so, and never again after it was removed", async () => {
  const shortcut = desktop();
  const kept = openKept(folder);
  const statement = { title: "Help", accent: "#1d5fc2", sos: { on: true, label: "SOS Acme" } };
  let keeps = 0;
  let words = ["qs"];
  const later = { words: () => words, keep: () => Promise.resolve(void (keeps += 1)) };
  await leaveShortcut({ ...statement, sos: { on: false, label: "" } }, { shortcut, kept, later, signal });
  expect(await shortcut.exists()).toBe(false);
  expect(keeps).toBe(0);
  const shown = async () => JSON.parse((await readRunningText(shortcut.path)) ?? "") as unknown;
  await leaveShortcut(statement, { shortcut, kept, later, signal });
  expect(await shown()).toMatchObject({ label: "SOS Acme", command: ["qs", "--sos"] });
  // What it starts may move; its name on the desktop stays.
  words = ["kept", "qs"];
  await leaveShortcut({ ...statement, sos: { on: true, label: "New" } }, { shortcut, kept, later, signal });
  expect(await shown()).toMatchObject({ label: "SOS Acme", command: ["kept", "qs", "--sos"] });
  await shortcut.remove();
  keeps = 0;
  await leaveShortcut(statement, { shortcut, kept: openKept(folder), later, signal });
  expect(await shortcut.exists()).toBe(false);
  expect(keeps).toBe(0);
});

it("[M5] removes what is its own only, whatever folder somebody gave it for its data", async () => {
  const documents = join(home, "Documents");
  const outside = join(home, "elsewhere");
  for (const path of [documents, outside, join(documents, "sent", "sent-1")]) await mkdir(path, { recursive: true });
  for (const path of [join(documents, "diary.txt"), join(outside, "mine")]) await writeFile(path, "mine");
  await symlink(outside, join(documents, "window"));
  openKept(documents).setItem("a", "b");
  (await beOnlyOne(documents, () => Promise.resolve(false)))?.listens(1, "x");
  const nothing = { set: () => Promise.resolve(), clear: () => Promise.resolve() };
  const folders = { data: join(home, "beckon"), downloads: home, desktop: home };
  const platform = { kind: "linux" as const, shortcut: desktop(), startOnce: nothing, folders };
  await uninstall({ platform, data: documents, laid: null });
  expect(await readdir(documents)).toEqual(["diary.txt"]);
  expect(await readdir(outside)).toEqual(["mine"]);
});

it("[M5] uninstalling leaves nothing behind", async () => {
  const shortcut = desktop();
  openKept(folder).setItem("a", "b");
  await leaveShortcut(
    { title: "", accent: "#000000", sos: { on: true, label: "" } },
    { shortcut, kept: openKept(folder), later: { words: () => [], keep: () => Promise.resolve() }, signal },
  );
  let cleared = false;
  const startOnce = { set: () => Promise.resolve(), clear: () => Promise.resolve(void (cleared = true)) };
  const folders = { data: join(home, "beckon"), downloads: home, desktop: home };
  const platform = { kind: "linux" as const, shortcut, startOnce, folders };
  const laid = join(home, "cache", "beckon", "parts");
  await mkdir(laid, { recursive: true });
  await writeFile(join(laid, "part.node"), "");
  await uninstall({ platform, data: folder, laid });
  expect(cleared).toBe(true);
  expect(await shortcut.exists()).toBe(false);
  await expect(stat(join(home, "beckon"))).rejects.toThrow("ENOENT");
  await expect(stat(join(home, "cache", "beckon"))).rejects.toThrow("ENOENT");
  await uninstall({ platform, data: folder, laid });
});
