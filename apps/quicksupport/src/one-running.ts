import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";

const FILE = "running.json";
const note = z.object({ pid: z.number(), port: z.optional(z.number()), knock: z.optional(z.string()) });
/** How long a module that has just been started may take until it answers, in ms. */
const START_MS = 10_000;
const PAUSE_MS = 100;
/** What Windows says of a file that was just removed while somebody still reads it. */
const GOING = new Set(["EPERM", "EACCES", "EBUSY"]);

/** Ours: no other module runs with this data folder until `release`. */
export type OnlyOne = {
  /** Others that are started reach us there from now on. */
  listens(port: number, knock: string): void;
  release(): void;
};

/**
 * Makes this the one module that runs with `folder`. When another one does, `knock` is called with where it listens, to
 * bring its page up again; null when it answered.
 */
export async function beOnlyOne(
  folder: string,
  knock: (port: number, secret: string) => Promise<boolean>,
): Promise<OnlyOne | null> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, FILE);
  for (let waited = 0; ; waited += PAUSE_MS) {
    if (take(path)) break;
    const other = read(path);
    const answers =
      other?.port !== undefined &&
      other.knock !== undefined &&
      (await knock(other.port, other.knock).catch(() => false));
    if (answers) return null;
    if (waited > 2 * START_MS) throw new Error(`${path} can be neither made nor removed.`);
    // It ended without saying so, or hangs: its place is free.
    if (other === undefined || !lives(other.pid) || waited >= START_MS) removeNote(path);
    else await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  const ours = (): boolean => read(path)?.pid === process.pid;
  return {
    listens(port, secret) {
      writeFileSync(path, JSON.stringify({ pid: process.pid, port, knock: secret }), { mode: 0o600 });
    },
    release() {
      if (ours()) rmSync(path, { force: true });
    },
  };
}

function removeNote(path: string): void {
  // Only folders are tried again when they are in use, by what this takes for one.
  rmSync(path, { force: true, recursive: true, maxRetries: 5, retryDelay: 50 });
}

function take(path: string): boolean {
  try {
    const file = openSync(path, "wx", 0o600);
    writeFileSync(file, JSON.stringify({ pid: process.pid }));
    closeSync(file);
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EEXIST" || (process.platform === "win32" && GOING.has(String(code)))) return false;
    throw error;
  }
}

function read(path: string): z.infer<typeof note> | undefined {
  try {
    return note.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Where the module that runs with `folder` listens; undefined when none does. */
export function readRunning(folder: string): { port: number; knock: string } | undefined {
  const { port, knock } = read(join(folder, FILE)) ?? {};
  return port === undefined || knock === undefined ? undefined : { port, knock };
}
