import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import { getRawAsset, isSea } from "node:sea";
import { zstdDecompressSync } from "node:zlib";

/** The table of what a built program carries, made by its build: its version, and each part's SHA-256 in hex by name. */
export type CarriedTable = { readonly version: string; readonly parts: Readonly<Record<string, string>> };
export const CARRIED_TABLE = "carried.json";

let table: CarriedTable | undefined;

/** What this built program carries; from the single file that it is, or, in an app folder, from beside its code. */
export function carriedTable(): CarriedTable {
  table ??= JSON.parse(new TextDecoder().decode(readCarried(CARRIED_TABLE))) as CarriedTable;
  return table;
}

/** The bytes of a part. Throws where this is no built program. */
export function readCarried(name: string): Uint8Array {
  return isSea()
    ? zstdDecompressSync(new Uint8Array(getRawAsset(name)))
    : readFileSync(join(import.meta.dirname, name));
}

/** Loads a native part. Systems load those from files only, so it is laid into the user's cache folder first. */
export function loadCarried(name: string): unknown {
  const path = isSea() ? unpack(name, unpackFolder()) : join(import.meta.dirname, name);
  return createRequire(path)(path) as unknown;
}

/** Where native parts are laid: the user's cache folder. */
export function unpackFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const home = homedir() || userInfo().homedir;
  if (process.platform === "win32")
    return join(environment["LOCALAPPDATA"] ?? join(home, "AppData", "Local"), "Beckon", "parts");
  const cache = environment["XDG_CACHE_HOME"] ?? "";
  return join(cache.startsWith("/") ? cache : join(home, ".cache"), "beckon", "parts");
}

/**
 * Lays a part into `folder` under a name with its checksum and returns its path; what lies there already is used only when
 * its bytes are right. The folder must be the user's own. Throws in words when nothing can be written there.
 */
export function unpack(name: string, folder: string): string {
  const checksum = carriedTable().parts[name];
  if (checksum === undefined) throw new Error(`This program carries no ${name}.`);
  const path = join(folder, `${checksum}-${name}`);
  try {
    claim(folder);
    if (sumOf(path) === checksum) return path;
    const partial = `${path}.${process.pid}`;
    rmSync(partial, { force: true });
    writeFileSync(partial, readCarried(name), { mode: 0o700, flag: "wx" });
    putInPlace(partial, path, checksum);
  } catch (error) {
    throw new Error(`QuickSupport cannot lay its parts into ${folder}: is the disk full, or the folder not yours?`, {
      cause: error,
    });
  }
  if (sumOf(path) !== checksum) throw new Error(`${path} is damaged. Download QuickSupport again.`);
  return path;
}

function putInPlace(partial: string, path: string, checksum: string): void {
  try {
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    // Windows replaces no library that is loaded: another start was quicker with the same.
    if (sumOf(path) !== checksum) throw error;
  }
}

function sumOf(path: string): string | undefined {
  try {
    return lstatSync(path).isFile() ? createHash("sha256").update(readFileSync(path)).digest("hex") : undefined;
  } catch {
    return undefined;
  }
}

/** Code is loaded from there: it must be nobody else's, and nobody else may write to it. */
function claim(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.getuid === undefined) return;
  const { uid, mode } = lstatSync(folder);
  if (uid !== process.getuid()) throw new Error(`${folder} belongs to somebody else.`);
  // Only where it has to be: a home may be read-only, with all parts laid.
  if ((mode & 0o077) !== 0) chmodSync(folder, 0o700);
}
