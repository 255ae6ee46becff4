import { readProjectFiles, reportFaults } from "./project-files.ts";

const hardLimit = 500;
const medianLimit = 90;

/** One sentence for each file beyond the hard limit, and one when the median file is too long. */
export function findSizeFaults(files: ReadonlyMap<string, string>): string[] {
  const sizes = [...files].map(([path, source]) => ({ path, lines: source.split("\n").length - 1 }));
  const faults = sizes
    .filter(({ lines }) => lines > hardLimit)
    .map(({ path, lines }) => `${path}: ${lines} lines, more than ${hardLimit}; it holds more than one thing`);
  const median = sizes.map(({ lines }) => lines).toSorted((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0;
  if (median > medianLimit) faults.push(`The median file has ${median} lines, more than ${medianLimit}`);
  return faults;
}

if (import.meta.main) {
  const sources = readProjectFiles(["packages", "apps", "e2e", "bench", "scripts"], /\.(tsx?|mjs|css)$/);
  reportFaults(findSizeFaults(sources));
}
