import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isErrno } from "./postgres-binaries.ts";
import { isRunning, ownIdentity, type ProcessIdentity } from "./process-identity.ts";

/** The data folder belongs to another running process. */
export class DataFolderInUse extends Error {
  readonly pid: number;

  constructor(dataDir: string, pid: number) {
    super(
      `Another Beckon (process ${pid}) is running on the data folder ${dataDir}. Stop it first, or give this one its own DATA_DIR. ` +
        `Several servers on one database need DATABASE_URL.`,
    );
    this.name = "DataFolderInUse";
    this.pid = pid;
  }
}

/** Takes the data folder for this process; rejects with `DataFolderInUse` while another living process holds it. Returns the release. */
export async function lockDataFolder(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, "server.lock");
  const content = JSON.stringify(ownIdentity());
  // Written aside and linked into place, so nobody ever reads half a lock.
  const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  await writeFile(draft, content, { mode: 0o600 });
  try {
    await take(dataDir, path, draft);
  } finally {
    await rm(draft, { force: true });
  }
  return async () => {
    if ((await readLock(path)) === content) await rm(path, { force: true });
  };
}

async function take(dataDir: string, path: string, draft: string): Promise<void> {
  for (;;) {
    try {
      await link(draft, path);
      return;
    } catch (error) {
      if (!isErrno(error, "EEXIST")) throw error;
    }
    const found = await readLock(path);
    if (found === undefined) continue;
    const holder = parseLock(found);
    if (holder !== undefined && isRunning(holder)) throw new DataFolderInUse(dataDir, holder.pid);
    await removeStale(path, `${draft}.stale`, found);
  }
}

// Two processes may find the same stale lock: whoever moves a fresh one away by mistake puts it back.
async function removeStale(path: string, aside: string, judged: string): Promise<void> {
  try {
    await rename(path, aside);
  } catch (error) {
    if (isErrno(error, "ENOENT")) return;
    throw error;
  }
  if ((await readLock(aside)) !== judged) {
    try {
      await link(aside, path);
    } catch (error) {
      if (!isErrno(error, "EEXIST")) throw error;
    }
  }
  await rm(aside, { force: true });
}

async function readLock(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}

function parseLock(text: string): ProcessIdentity | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("pid" in value) || !("started" in value)) return undefined;
    const { pid, started } = value;
    return typeof pid === "number" && typeof started === "string" ? { pid, started } : undefined;
  } catch {
    return undefined; // a power cut can leave an empty file
  }
}
