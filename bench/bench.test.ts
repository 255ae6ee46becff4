import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

// Whether programs start, measure and print; their figures are no matter here.
it("a benchmark with tiny numbers prints its rows", () => {
  const words = [join(import.meta.dirname, "fan-out.ts"), "--turns=1", "--experts=20", "--cases=5"];
  const run = spawnSync(process.execPath, words, { encoding: "utf8" });
  expect(run.stderr).toBe("");
  expect(run.stdout.match(/^\| .* \|$/gm)).toHaveLength(2);
});
