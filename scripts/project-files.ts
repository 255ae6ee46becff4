import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

const root = join(import.meta.dirname, "..");
const notOurs = new Set(["node_modules", "dist", ".vite", "test-results", "playwright-report"]);

/** The project's own files below these folders whose names match, by path from the project's root (with `/`), with their text. */
export function readProjectFiles(folders: readonly string[], name: RegExp): Map<string, string> {
  const paths = folders
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap(pathsBelow)
    .filter((path) => name.test(path));
  return new Map(paths.map((path) => [relative(root, path).split(sep).join("/"), readFileSync(path, "utf8")]));
}

/** Prints the faults and makes the process fail when there are any. */
export function reportFaults(faults: readonly string[]): void {
  for (const fault of faults) console.log(fault);
  if (faults.length > 0) process.exitCode = 1;
}

function pathsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (notOurs.has(entry.name)) return [];
      const path = join(folder, entry.name);
      return entry.isDirectory() ? pathsBelow(path) : [path];
    });
}
