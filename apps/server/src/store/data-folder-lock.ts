import { randomBytes } from "node:crypto";
import { link, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { isErrno } from "./postgres-binaries.ts";
import { isFromHere, isRunning, ownIdentity, type ProcessIdentity } from "./process-identity.ts";

/** The data folder belongs to another running process. */
export class DataFolderInUse extends Error {
  readonly pid: number;

  constructor(dataDir: string, holder: ProcessIdentity) {
    const who = isFromHere(holder)
      ? `process ${holder.pid}`
      : "in another container, or it crashed less than 20 seconds ago";
    super(
      `Another Beckon (${who}) is running on the data folder ${dataDir}. Stop it first, or give this one its own DATA_DIR. ` +
        `Several servers on one database need DATABASE_URL.`,
    );
    this.name = "DataFolderInUse";
    this.pid = holder.pid;
  }
}

const identity = z.object({ pid: z.number(), started: z.string(), place: z.string() });

// A holder in another container cannot be asked whether it lives: it shows by touching its lock.
const touchEveryMs = 5_000;
const silentAfterMs = 20_000;

/**
 * Takes the data folder for this process; rejects with `DataFolderInUse` while another living process holds it. Returns the release.
 *
 * The lock is the file `server-<n>.lock` with the highest number. Taking it means making the next number, which the system
 * lets only one of several do; a number, once used, is gone only when a higher one exists.
 */
export async function lockDataFolder(dataDir: string): Promise<() => Promise<void>> {
  const draft = join(dataDir, `server.${process.pid}.${randomBytes(4).toString("hex")}`);
  await writeFile(draft, JSON.stringify(ownIdentity()), { mode: 0o600 });
  let path: string;
  try {
    path = await take(dataDir, draft);
  } finally {
    await rm(draft, { force: true });
  }
  const touching = setInterval(() => {
    // The disk is gone: the database will say so itself.
    utimes(path, new Date(), new Date()).catch(() => clearInterval(touching));
  }, touchEveryMs).unref();
  return async () => {
    clearInterval(touching);
    await writeFile(draft, "free");
    await rename(draft, path);
  };
}

async function take(dataDir: string, draft: string): Promise<string> {
  for (;;) {
    const [newest = 0] = await lockNumbers(dataDir);
    const holder = await readHolder(lockPath(dataDir, newest));
    if (holder !== undefined) throw new DataFolderInUse(dataDir, holder);
    const next = lockPath(dataDir, newest + 1);
    try {
      await link(draft, next);
    } catch (error) {
      if (isErrno(error, "EEXIST")) continue;
      throw error;
    }
    const [first = 0, ...older] = await lockNumbers(dataDir);
    if (first === newest + 1) {
      await Promise.all(older.map((number) => rm(lockPath(dataDir, number), { force: true })));
      return next;
    }
    // Others have come and gone since we looked: this number had been used before.
    await rm(next, { force: true });
  }
}

function lockPath(dataDir: string, number: number): string {
  return join(dataDir, `server-${number}.lock`);
}

/** The numbers of the lock files, highest first. */
async function lockNumbers(dataDir: string): Promise<number[]> {
  const names = await readdir(dataDir);
  return names
    .flatMap((name) => /^server-(\d+)\.lock$/.exec(name)?.slice(1).map(Number) ?? [])
    .toSorted((a, b) => b - a);
}

/** The living process that holds this lock file, or undefined when it is free. */
async function readHolder(path: string): Promise<ProcessIdentity | undefined> {
  let text: string;
  let touched: number;
  try {
    text = await readFile(path, "utf8");
    touched = (await stat(path)).mtimeMs;
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
  const holder = parseLock(text);
  if (holder === undefined) return undefined;
  const lives = isFromHere(holder) ? isRunning(holder) : Date.now() - touched < silentAfterMs;
  return lives ? holder : undefined;
}

function parseLock(text: string): ProcessIdentity | undefined {
  try {
    const parsed = identity.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined; // given back, or cut short by a power failure
  }
}
