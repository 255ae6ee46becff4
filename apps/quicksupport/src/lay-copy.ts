import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { lstat, mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { pipeline } from "node:stream/promises";
import { OWNER_FILE } from "@beckon/protocol/program.ts";

const CHUNK_BYTES = 1024 * 1024;

/**
 * Makes `to` a copy of `from`, a file or an app's folder without its owner's file: whole or not at all, with the same
 * SHA-256, for this person alone. `to` is the only thing in its folder. What runs from there goes on running. Rejects when it
 * cannot be written, or at `signal`; what was there before still is.
 */
export async function layCopy(from: string, to: string, signal: AbortSignal): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await removeBeside(to);
  const wanted = await sumOf(from, signal);
  if ((await sumOf(to, signal).catch(() => undefined)) === wanted) return;
  const partial = `${to}.part`;
  try {
    for (const { name, runs } of await filesOf(from)) {
      const target = join(partial, name);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      // Bytes alone: marks that a system puts on downloads are for the file that was downloaded.
      const bytes = createReadStream(join(from, name), { highWaterMark: CHUNK_BYTES });
      const file = createWriteStream(target, { flags: "wx", mode: runs ? 0o700 : 0o600, flush: true });
      await pipeline(bytes, file, { signal });
    }
    if ((await sumOf(partial, signal)) !== wanted)
      throw new Error(`${from} changed while it was copied, or ${to} is damaged.`);
    await putInPlace(partial, to);
  } finally {
    await removeBeside(to);
  }
}

async function putInPlace(partial: string, to: string): Promise<void> {
  const replaced = await rename(partial, to).then(
    () => true,
    () => false,
  );
  if (replaced) return;
  // Neither a folder nor a program that Windows runs can be replaced, but both can be moved aside.
  const aside = `${to}.${randomUUID()}.old`;
  await rename(to, aside);
  try {
    await rename(partial, to);
  } catch (error) {
    await rename(aside, to);
    throw error;
  }
}

/** Removes what an earlier copy left. Windows keeps what still runs: that goes another time. */
async function removeBeside(to: string): Promise<void> {
  for (const name of await readdir(dirname(to)))
    if (name !== basename(to))
      await rm(join(dirname(to), name), { recursive: true, force: true }).catch(() => undefined);
}

/** The SHA-256 in hex of all files with their names. Rejects where there is nothing. */
async function sumOf(path: string, signal: AbortSignal): Promise<string> {
  const digest = createHash("sha256");
  for (const { name, bytes } of await filesOf(path)) {
    digest.update(`${name}\0${bytes}\0`);
    for await (const chunk of createReadStream(join(path, name), { highWaterMark: CHUNK_BYTES, signal }))
      digest.update(chunk as Buffer);
  }
  return digest.digest("hex");
}

/** A program's files by their place in its folder; a program of one file is at the place "". */
async function filesOf(path: string): Promise<{ name: string; runs: boolean; bytes: number }[]> {
  const names = (await lstat(path)).isDirectory()
    ? (await readdir(path, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile() && entry.name !== OWNER_FILE)
        .map((entry) => relative(path, join(entry.parentPath, entry.name)))
        .toSorted()
    : [""];
  return await Promise.all(
    names.map(async (name) => {
      const { mode, size } = await lstat(join(path, name));
      return { name, runs: (mode & 0o100) !== 0, bytes: size };
    }),
  );
}
