import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { OWNER_FILE } from "@beckon/protocol/program.ts";
import { readCommand } from "./command.ts";
import { KEPT_PROGRAM, openLaterStarts } from "./later-starts.ts";
import { layCopy } from "./lay-copy.ts";
import type { Program } from "./program.ts";

let home = "";
let data = "";
let downloaded = "";
let copy = "";
const owner = { server: "https://help.example.com", module: "acme" };
const startWords: Program["startWords"] = (_owner, _command, from) => [from ?? downloaded];
const { signal } = new AbortController();

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "beckon-later-"));
  data = join(home, "data");
  downloaded = join(home, "QuickSupport_help");
  copy = join(data, KEPT_PROGRAM, "QuickSupport");
  writeFileSync(downloaded, "one", { mode: 0o755 });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(home, { recursive: true, force: true });
});

function startsOf(path: string | null) {
  const command = readCommand([], home);
  if (command === "help") throw new Error("no command");
  const whole = path === null ? null : { path, name: "QuickSupport" };
  return openLaterStarts({ whole, startWords }, { owner, command, data });
}

it("[M5] later starts begin at the program's own copy, which a newer download replaces", async () => {
  const first = startsOf(downloaded);
  expect(first.words()).toEqual([downloaded]);
  await first.keep(signal);
  expect(first.words()).toEqual([copy]);
  expect([readFileSync(copy, "utf8"), statSync(copy).mode & 0o777]).toEqual(["one", 0o700]);
  expect(statSync(join(data, KEPT_PROGRAM)).mode & 0o777).toBe(0o700);
  writeFileSync(downloaded, "two, newer");
  await startsOf(downloaded).keep(signal);
  expect(readFileSync(copy, "utf8")).toBe("two, newer");
  rmSync(downloaded);
  // Started from the copy, or with the download gone meanwhile: the copy is what there is.
  for (const running of [copy, downloaded]) {
    const warned = vi.spyOn(console, "warn").mockReturnValue();
    const later = startsOf(running);
    await later.keep(signal);
    expect(later.words()).toEqual([copy]);
    expect(warned).toHaveBeenCalledTimes(running === copy ? 0 : 1);
    warned.mockRestore();
  }
  expect(readdirSync(join(data, KEPT_PROGRAM))).toEqual(["QuickSupport"]);
});

it("[M5] where no copy can be laid, later starts begin at the file that runs; from source none is laid", async () => {
  vi.spyOn(console, "warn").mockReturnValue();
  mkdirSync(data);
  writeFileSync(join(data, KEPT_PROGRAM), "in the way");
  const later = startsOf(downloaded);
  await later.keep(signal);
  expect(later.words()).toEqual([downloaded]);
  rmSync(data, { recursive: true });
  await startsOf(null).keep(signal);
  expect(existsSync(data)).toBe(false);
});

it("[M5] what is damaged is laid anew, what was left half is removed, and what is stopped changes nothing", async () => {
  const folder = join(data, KEPT_PROGRAM);
  await layCopy(downloaded, copy, signal);
  writeFileSync(copy, "eno");
  for (const left of ["QuickSupport.part", "QuickSupport.1.old"]) writeFileSync(join(folder, left), "half");
  await layCopy(downloaded, copy, signal);
  expect([readdirSync(folder), readFileSync(copy, "utf8")]).toEqual([["QuickSupport"], "one"]);
  writeFileSync(downloaded, "two");
  await expect(layCopy(downloaded, copy, AbortSignal.abort())).rejects.toThrow(/abort/);
  expect([readdirSync(folder), readFileSync(copy, "utf8")]).toEqual([["QuickSupport"], "one"]);
});

it("[M5] an app's folder is replaced as a whole, with what may be run, and without the file that names its owner", async () => {
  const app = join(home, "QuickSupport.app");
  for (const folder of ["MacOS", "Resources"]) mkdirSync(join(app, "Contents", folder), { recursive: true });
  writeFileSync(join(app, "Contents/MacOS/QuickSupport"), "start", { mode: 0o755 });
  writeFileSync(join(app, "Contents/Resources/old.js"), "code");
  writeFileSync(join(app, "Contents/Resources", OWNER_FILE), "{}");
  const target = join(data, KEPT_PROGRAM, "QuickSupport.app");
  await layCopy(app, target, signal);
  rmSync(join(app, "Contents/Resources/old.js"));
  writeFileSync(join(app, "Contents/Resources/main.cjs"), "code", { mode: 0o644 });
  chmodSync(app, 0o755);
  await layCopy(app, target, signal);
  expect(readdirSync(join(data, KEPT_PROGRAM))).toEqual(["QuickSupport.app"]);
  expect(readdirSync(join(target, "Contents/Resources"))).toEqual(["main.cjs"]);
  const modes = ["", "Contents/MacOS/QuickSupport", "Contents/Resources/main.cjs"].map(
    (name) => statSync(join(target, name)).mode & 0o777,
  );
  expect(modes).toEqual([0o700, 0o700, 0o600]);
});
