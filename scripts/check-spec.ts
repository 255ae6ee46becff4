import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readProjectFiles, reportFaults } from "./project-files.ts";

/** One sentence for each rule without a test, each citation without a rule, and each citation of a rule marked (later). */
export function findSpecFaults(spec: string, tests: ReadonlyMap<string, string>): string[] {
  const faults: string[] = [];
  const due = new Set<string>();
  const later = new Set<string>();
  for (const [, rule = "", mark] of spec.matchAll(/^- \*\*([A-Z]\d+)\*\*( \(later\))?/gm)) {
    if (due.has(rule) || later.has(rule)) faults.push(`SPEC.md: ${rule} is there twice`);
    (mark === undefined ? due : later).add(rule);
  }
  const cited = new Set<string>();
  for (const [path, source] of tests) {
    for (const rule of citedRules(source)) {
      cited.add(rule);
      if (later.has(rule)) faults.push(`${path}: cites ${rule}, which SPEC.md marks (later)`);
      else if (!due.has(rule)) faults.push(`${path}: cites ${rule}, which is not in SPEC.md`);
    }
  }
  const untested = [...due].filter((rule) => !cited.has(rule));
  return [...faults, ...untested.map((rule) => `SPEC.md: no test cites [${rule}] in its name`)];
}

// A test's name is the first argument of a call that has more of them.
function citedRules(source: string): Set<string> {
  const names = [...source.matchAll(/\(\s*(["'`])((?:\\.|(?!\1)[^\\])*)\1\s*,/g)].map(([, , name = ""]) => name);
  return new Set(names.flatMap((name) => [...name.matchAll(/\[([A-Z]\d+)\]/g)].map(([, rule = ""]) => rule)));
}

if (import.meta.main) {
  const spec = readFileSync(join(import.meta.dirname, "../SPEC.md"), "utf8");
  const tests = new Map([
    ...readProjectFiles(["packages", "apps"], /\.test\.tsx?$/),
    ...readProjectFiles(["e2e"], /\.ts$/),
  ]);
  reportFaults(findSpecFaults(spec, tests));
}
