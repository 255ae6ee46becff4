import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countPlaywright, countVitest, type Counts } from "./test-counts.ts";

interface Step {
  readonly name: string;
  /** Words after `node`, from the project's folder. */
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Shows its output while it runs; the others speak only when they fail. */
  readonly live?: boolean;
  /** The step without which this one makes no sense. */
  readonly needs?: string;
  /** Reads how many tests passed and failed; without it the step itself counts as one. */
  readonly count?: () => Counts;
}

const root = join(import.meta.dirname, "..");
const reports = mkdtempSync(join(tmpdir(), "beckon-check-"));
const vitestReport = join(reports, "vitest.json");
const playwrightReport = join(reports, "playwright.json");
const stories = ["e2e/playwright.config.ts", "playwright.config.ts"].find((path) => existsSync(join(root, path)));

const steps: Step[] = [
  { name: "Format", words: ["node_modules/oxfmt/bin/oxfmt", "--check"] },
  { name: "Lint", words: ["node_modules/oxlint/bin/oxlint", "--type-aware"] },
  { name: "Types", words: ["scripts/check-types.ts"] },
  { name: "Layers", words: ["scripts/check-layers.ts"] },
  { name: "Spec", words: ["scripts/check-spec.ts"] },
  { name: "Words", words: ["scripts/check-words.ts"] },
  { name: "File sizes", words: ["scripts/check-sizes.ts"] },
  // The desktop module's tests open its page as it is built.
  { name: "Pages", words: ["scripts/setup.mjs", "build"] },
  {
    name: "Tests",
    needs: "Pages",
    words: [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${vitestReport}`,
    ],
    live: true,
    count: () => countVitest(readReport(vitestReport)),
  },
];
if (process.argv.includes("--stories") && stories !== undefined) {
  // What people download, which stories start.
  steps.push({ name: "Programs", needs: "Pages", words: ["scripts/setup.mjs", "build:quicksupport"] });
  steps.push({
    name: "Stories",
    needs: "Programs",
    words: ["node_modules/@playwright/test/cli.js", "test", "-c", stories, "--reporter=list,json"],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
    live: true,
    count: () => countPlaywright(readReport(playwrightReport)),
  });
}

const total = { passed: 0, failed: 0 };
const summary: string[] = [];
const failedSteps = new Set<string>();
try {
  for (const step of steps) await runStep(step);
} finally {
  rmSync(reports, { recursive: true, force: true });
}
const verdict = `${total.passed} passed, ${total.failed} failed`;
console.log(`\n${summary.join("\n")}\n`);
const countsFile = process.env["BECKON_COUNTS_FILE"];
if (countsFile === undefined) console.log(verdict);
else writeFileSync(countsFile, `${verdict}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function runStep(step: Step): Promise<void> {
  if (step.needs !== undefined && failedSteps.has(step.needs)) {
    total.failed += 1;
    summary.push(`✗ ${step.name.padEnd(10)} not run: ${step.needs} failed`);
    return;
  }
  const started = performance.now();
  const { ok, output } = await runWords(step);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const counts = step.count?.() ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  // A run that failed without a failed test (an unhandled error, a crash) must not pass.
  if (!ok && counts.failed === 0) counts.failed = 1;
  if (counts.failed > 0) failedSteps.add(step.name);
  total.passed += counts.passed;
  total.failed += counts.failed;
  const tests = step.count === undefined ? "" : `  ${counts.passed} passed, ${counts.failed} failed`;
  const line = `${counts.failed === 0 ? "✓" : "✗"} ${step.name.padEnd(10)} ${seconds.padStart(6)} s${tests}`;
  summary.push(line);
  console.log(line);
  if (counts.failed > 0 && output !== "") console.log(output.trimEnd());
}

async function runWords({ words, env, live = false }: Step): Promise<{ ok: boolean; output: string }> {
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", live ? "inherit" : "pipe", live ? "inherit" : "pipe"],
  });
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { ok: code === 0, output };
}

function readReport(path: string): unknown {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as unknown) : undefined;
}
