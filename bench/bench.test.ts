import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

// Whether programs start, measure and print; their figures are no matter here.
it.each([
  ["fan-out.ts", ["--turns=1", "--experts=20", "--cases=5"], 2],
  ["assign.ts", ["--turns=1", "--experts=20", "--waiting=50"], 12],
] as const)("a benchmark with tiny numbers prints its rows: %s", (program, words, rows) => {
  const run = spawnSync(process.execPath, [join(import.meta.dirname, program), ...words], { encoding: "utf8" });
  expect(run.stderr).toBe("");
  expect(run.stdout.match(/^\| .* \|$/gm)).toHaveLength(rows);
});
