import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Small things that outlive the program, in one file of the data folder that only this person can read [X18]. */
export type Kept = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** What was answered to the latest experts is remembered; whoever asked long ago asks again. */
const ANSWER = "beckon.answer.";
const MOST_ANSWERS = 50;

/** Opens `folder`, made when it is missing. A file that cannot be read is begun anew: what it held can be had again. */
export function openKept(folder: string): Kept {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const path = join(folder, "kept.json");
  const entries = new Map(read(path));
  const write = (): void => {
    // Whole or not at all, also when the power fails: written beside it, then put in its place.
    const beside = `${path}.${process.pid}`;
    writeFileSync(beside, JSON.stringify([...entries]), { mode: 0o600, flush: true });
    putInPlace(beside, path);
  };
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem(key, value) {
      if (entries.get(key) === value) return;
      entries.set(key, value);
      // One for each session: a server that invents sessions must not fill the disk.
      const answers = [...entries.keys()].filter((known) => known.startsWith(ANSWER));
      for (const old of answers.slice(0, Math.max(0, answers.length - MOST_ANSWERS))) entries.delete(old);
      write();
    },
    removeItem(key) {
      if (entries.delete(key)) write();
    },
  };
}

/** Windows lets nobody replace a file that another program, as a virus scanner, reads just then: a moment later it does. */
function putInPlace(beside: string, path: string): void {
  for (let tries = process.platform === "win32" ? 20 : 1; ; tries -= 1) {
    try {
      return renameSync(beside, path);
    } catch (error) {
      if (tries === 1) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25);
    }
  }
}

function read(path: string): [string, string][] {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, "utf8"));
    return Array.isArray(parsed) ? parsed.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === "string");
}
