import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import {
  access,
  link,
  lstat,
  mkdir,
  open,
  realpath,
  rename,
  rm,
  stat,
  statfs,
  unlink,
  writeFile,
} from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join, sep } from "node:path";
import type { TransferRefusal } from "@beckon/protocol/peer.ts";
import type { FileSink } from "@beckon/session/machine.ts";
import type { PartialFiles } from "./partial-files.ts";
import { numberedName, safeName } from "@beckon/domain/safe-name.ts";

/** Left free on the disk whatever arrives, in bytes. */
const LEAVE_FREE = 64 * 1024 * 1024;
const MOST_OF_ONE_NAME = 999;

/** Where received files land: one folder, which the customer's side chose [X20]. */
export type Landing = {
  readonly folder: string;
  /** From now on files land there; false, and nothing changes, when it is no folder one can write to. */
  moveTo(folder: string): Promise<boolean>;
  /** A place for a file of `size` bytes. It grows as `….part` and takes a safe, unused name when it is whole. */
  receive(name: string, size: number): Promise<FileSink | TransferRefusal>;
};

/** Lets files land in `folder`, which is made when it is missing. */
export function openLanding(folder: string, partials: PartialFiles): Landing {
  let chosen = folder;
  /** Announced by files under way and not written yet: the disk is not promised twice. */
  let promised = 0;
  return {
    get folder() {
      return chosen;
    },
    async moveTo(next) {
      if (!isAbsolute(next) || next.includes("\0") || !(await isWritableFolder(next))) return false;
      // Wherever a link leads to.
      if (isActedOn(await realpath(next))) return false;
      chosen = next;
      return true;
    },
    async receive(name, size) {
      const into = chosen;
      try {
        await mkdir(into, { recursive: true });
        const { bavail, bsize } = await statfs(into);
        if (size + promised + LEAVE_FREE > bavail * bsize) return "noSpace";
        let left = size;
        promised += left;
        const take = (bytes: number): void => {
          promised -= Math.min(left, bytes);
          left -= Math.min(left, bytes);
        };
        return await openSink(into, safeName(name), partials, take).catch((error: unknown) => {
          take(left);
          throw error;
        });
      } catch (error) {
        return codeOf(error) === "ENOSPC" ? "noSpace" : "failed";
      }
    },
  };
}

/** `taken` is told of bytes that are written, or are not going to be. */
async function openSink(
  folder: string,
  name: string,
  partials: PartialFiles,
  taken: (bytes: number) => void,
): Promise<FileSink> {
  let shown = await unusedName(folder, name);
  const partial = join(folder, `${shown}.${randomBytes(4).toString("hex")}.part`);
  // Made anew or not at all: a link that lies there is not followed. Nobody but the customer reads it, nothing can run it.
  partials.begin(partial);
  const file = await open(partial, "wx", 0o600);
  let at = 0;
  return {
    get name() {
      return shown;
    },
    async write(bytes) {
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at);
        done += bytesWritten;
        at += bytesWritten;
        taken(bytesWritten);
      }
    },
    async finish() {
      await file.datasync();
      await file.close();
      shown = await giveName(folder, partial, name);
      partials.end(partial);
      await markAsForeign(join(folder, shown));
    },
    async discard() {
      taken(Infinity);
      await file.close().catch(() => undefined);
      await rm(partial, { force: true });
      partials.end(partial);
    },
  };
}

/** Gives the finished file the first of its names that nothing has, without ever replacing anything. */
async function giveName(folder: string, partial: string, name: string): Promise<string> {
  for (let nth = 1; nth <= MOST_OF_ONE_NAME; nth += 1) {
    const candidate = numberedName(name, nth);
    const path = join(folder, candidate);
    try {
      await link(partial, path);
      await unlink(partial);
      return candidate;
    } catch (error) {
      if (codeOf(error) === "EEXIST") continue;
      if (await renameIntoPlaceholder(partial, path)) return candidate;
    }
  }
  throw new Error("There are too many files of this name.");
}

// File systems without hard links (USB sticks): an empty file of our own holds the name, and is replaced.
async function renameIntoPlaceholder(partial: string, path: string): Promise<boolean> {
  try {
    await writeFile(path, "", { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
  await rename(partial, path);
  return true;
}

async function unusedName(folder: string, name: string): Promise<string> {
  for (let nth = 1; nth <= MOST_OF_ONE_NAME; nth += 1) {
    const candidate = numberedName(name, nth);
    const there = await lstat(join(folder, candidate)).catch(() => undefined);
    if (there === undefined) return candidate;
  }
  throw new Error("There are too many files of this name.");
}

// Windows and macOS ask before they open what came from elsewhere; elsewhere nothing is executable to begin with.
async function markAsForeign(path: string): Promise<void> {
  if (process.platform === "win32")
    await writeFile(`${path}:Zone.Identifier`, "[ZoneTransfer]\r\nZoneId=3\r\n").catch(() => undefined);
  if (process.platform === "darwin")
    await new Promise<void>((resolve) => {
      execFile("/usr/bin/xattr", ["-w", "com.apple.quarantine", "0081;00000000;Beckon;", path], () => resolve());
    });
}

/** Folders whose files a system runs or reads by itself: hidden ones, and those of programs that start with it. */
function isActedOn(path: string): boolean {
  const home = homedir();
  const below = path.startsWith(home + sep) ? path.slice(home.length) : path;
  return below
    .split(/[/\\]/)
    .some((part) => /^(?:\..+|appdata|startup|autostart|launchagents|launchdaemons|startupitems)$/i.test(part));
}

async function isWritableFolder(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK | constants.X_OK);
    if (!(await stat(path)).isDirectory()) return false;
    // Windows says of every folder that one may write there: only trying tells.
    if (process.platform !== "win32") return true;
    const probe = join(path, `beckon-${randomBytes(8).toString("hex")}.part`);
    await (await open(probe, "wx")).close();
    await rm(probe);
    return true;
  } catch {
    return false;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
