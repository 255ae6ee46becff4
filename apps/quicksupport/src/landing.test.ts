import { mkdir, mkdtemp, readdir, readFile, rm, stat, statfs, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { FileSink } from "@beckon/session/machine.ts";
import { openKept } from "./kept.ts";
import { openLanding, type Landing } from "./landing.ts";
import { openPartialFiles } from "./partial-files.ts";

let home = "";
let folder = "";
let landing: Landing;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "beckon-landing-"));
  folder = join(home, "Downloads");
  landing = openLanding(folder, openPartialFiles(openKept(join(home, "kept"))));
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function sinkFor(name: string): Promise<FileSink> {
  const sink = await landing.receive(name, 5);
  if (typeof sink === "string") throw new Error(sink);
  return sink;
}

async function land(name: string, text: string): Promise<string> {
  const sink = await sinkFor(name);
  await sink.write(Buffer.from(text));
  await sink.finish();
  return sink.name;
}

it("[X20] takes its name only when it is whole, and can be run by nobody", async () => {
  const sink = await sinkFor("run-me.sh");
  await sink.write(Buffer.from("he"));
  expect(await readdir(folder)).toEqual([expect.stringMatching(/^run-me\.sh\.[0-9a-f]{8}\.part$/)]);
  await sink.write(Buffer.from("llo"));
  await sink.finish();
  expect(await readdir(folder)).toEqual(["run-me.sh"]);
  expect(await readFile(join(folder, "run-me.sh"), "utf8")).toBe("hello");
  expect((await stat(join(folder, "run-me.sh"))).mode & 0o777).toBe(0o600);
});

it("[X20] leaves nothing behind when it is taken back", async () => {
  const sink = await sinkFor("half.zip");
  await sink.write(Buffer.from("half"));
  await sink.discard();
  expect(await readdir(folder)).toEqual([]);
});

it("[X20] never replaces a file, also when one of that name came meanwhile", async () => {
  await mkdir(folder);
  await writeFile(join(folder, "a.txt"), "mine");
  const sink = await sinkFor("a.txt");
  expect(sink.name).toBe("a (2).txt");
  await writeFile(join(folder, "a (2).txt"), "also mine");
  await sink.finish();
  expect(sink.name).toBe("a (3).txt");
  expect(await readFile(join(folder, "a.txt"), "utf8")).toBe("mine");
  expect(await readFile(join(folder, "a (2).txt"), "utf8")).toBe("also mine");
});

it("[X20] stays in its folder, and follows no link out of it", async () => {
  await mkdir(folder);
  const outside = join(home, "outside.txt");
  await symlink(outside, join(folder, "note.txt"));
  await symlink(home, join(folder, "sub"));
  expect(await land("note.txt", "hello")).toBe("note (2).txt");
  expect(await land("../up.txt", "hello")).toBe("up.txt");
  expect(await land("sub/in.txt", "hello")).toBe("in.txt");
  expect(await land(`${home}/absolute.txt`, "hello")).toBe("absolute.txt");
  expect(await land("sub", "hello")).toBe("sub (2)");
  expect((await readdir(home)).toSorted()).toEqual(["Downloads", "kept"]);
});

it("[X20] lands where the customer chose, if that is a folder at all", async () => {
  const other = join(home, "other");
  await mkdir(other);
  await writeFile(join(home, "file"), "");
  expect(await landing.moveTo("other")).toBe(false);
  expect(await landing.moveTo(join(home, "file"))).toBe(false);
  expect(await landing.moveTo(join(home, "missing"))).toBe(false);
  expect(landing.folder).toBe(folder);
  expect(await landing.moveTo(other)).toBe(true);
  await land("a.txt", "hello");
  expect(await readdir(other)).toEqual(["a.txt"]);
});

it("[X20] does not land where a system runs or reads files by itself, whoever asks for it and by whatever link", async () => {
  for (const place of [".config/autostart", ".ssh", "Library/LaunchAgents", "Start Menu/Programs/Startup"]) {
    await mkdir(join(home, place), { recursive: true });
    expect(await landing.moveTo(join(home, place))).toBe(false);
  }
  await symlink(join(home, ".ssh"), join(home, "looks harmless"));
  expect(await landing.moveTo(join(home, "looks harmless"))).toBe(false);
  expect(landing.folder).toBe(folder);
});

it("[X20] [X8] does not promise the same room twice", async () => {
  await mkdir(folder);
  const { bavail, bsize } = await statfs(folder);
  const most = Math.floor(bavail * bsize * 0.6);
  const first = await landing.receive("a.iso", most);
  if (typeof first === "string") throw new Error(first);
  expect(await landing.receive("b.iso", most)).toBe("noSpace");
  await first.discard();
  const second = await landing.receive("b.iso", most);
  expect(typeof second).toBe("object");
  if (typeof second === "object") await second.discard();
});

it("[R7] [X20] what a program that was killed left half is gone at its next start, and nothing else", async () => {
  const half = await sinkFor("half.zip");
  await half.write(Buffer.from("half"));
  await land("whole.zip", "whole");
  await writeFile(join(folder, "mine.0a1b2c3d.part"), "mine");
  openPartialFiles(openKept(join(home, "kept")));
  expect((await readdir(folder)).toSorted()).toEqual(["mine.0a1b2c3d.part", "whole.zip"]);
  expect(openKept(join(home, "kept")).getItem("beckon.partial")).toBeNull();
});

it("[R7] says when there is no room", async () => {
  expect(await landing.receive("huge.iso", 2 ** 52)).toBe("noSpace");
});
