import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { DataFolderInUse, lockDataFolder } from "./data-folder-lock.ts";
import { ownIdentity } from "./process-identity.ts";

let folder = "";
const lockFile = () => join(folder, "server-7.lock");

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "beckon-lock-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

it("is held by one at a time, and given back", async () => {
  const release = await lockDataFolder(folder);
  await expect(lockDataFolder(folder)).rejects.toThrow(DataFolderInUse);
  await release();
  await (
    await lockDataFolder(folder)
  )();
});

it("goes to exactly one of many that find a stale lock together", async () => {
  await writeFile(lockFile(), JSON.stringify({ ...ownIdentity(), started: "an earlier process with this number" }));
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockDataFolder(folder)));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

it("is never held by two, however many take it and give it back", async () => {
  let holders = 0;
  let turns = 0;
  async function insist(): Promise<void> {
    try {
      const release = await lockDataFolder(folder);
      expect(++holders).toBe(1);
      turns += 1;
      await readdir(folder);
      holders -= 1;
      await release();
    } catch (error) {
      if (!(error instanceof DataFolderInUse)) throw error;
    }
  }
  for (let round = 0; round < 20; round += 1) await Promise.all(Array.from({ length: 10 }, insist));
  expect(turns).toBeGreaterThan(19);
});

it.each(["", "half a lo", "{}"])("is taken from a lock file cut short: %j", async (content) => {
  await writeFile(lockFile(), content);
  await lockDataFolder(folder);
  expect(await readdir(folder)).toEqual(["server-8.lock"]);
  expect(JSON.parse(await readFile(join(folder, "server-8.lock"), "utf8"))).toEqual(ownIdentity());
});

it("is left to a holder in another container while that one shows signs of life", async () => {
  await writeFile(lockFile(), JSON.stringify({ ...ownIdentity(), place: "elsewhere" }));
  await expect(lockDataFolder(folder)).rejects.toThrow(DataFolderInUse);
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(lockFile(), longAgo, longAgo);
  await lockDataFolder(folder);
});
