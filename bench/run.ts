import { spawn } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Runs every program, or those named (`npm run bench -- creations restart`), and prints one table at the end. */
const programs = [
  "creations",
  "sos-to-card",
  "fan-out",
  "queue-and-search",
  "contacts",
  "reports",
  "sessions",
  "assign",
  "restart",
  "first-load",
  "start",
  "screen",
];
const named = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const options = process.argv.slice(2).filter((word) => word.startsWith("--"));
const unknown = named.filter((name) => !programs.includes(name));
if (unknown.length > 0) throw new Error(`There is no ${unknown.join(", ")}; there are ${programs.join(", ")}.`);

const rows: string[] = [];
// Tables that a program prints with a head of their own, below its rows of the common one.
const tables: string[] = [];
let ended = false;
for (const program of named.length > 0 ? named : programs) {
  console.error(`\n${program} …`);
  const child = spawn(process.execPath, [join(import.meta.dirname, `${program}.ts`), ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      ended = true;
      child.kill(signal);
    });
  }
  const printed: string[] = [];
  createInterface(child.stdout).on("line", (line) => {
    console.error(line);
    if (line.startsWith("|")) printed.push(line);
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  const rule = printed.findIndex((line) => line.startsWith("|---"));
  const own = rule === -1 ? [] : printed.splice(rule - 1);
  rows.push(...printed);
  if (own.length > 0) tables.push(own.join("\n"));
  if (ended) break;
  if (code === 0) continue;
  process.exitCode = 1;
  rows.push(`| ${program} | failed | | | | |`);
}
const [processor] = cpus();
console.log(
  `\n${cpus().length} cores (${processor?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, ${process.platform}\n`,
);
console.log("| figure | Beckon | comparison | ratio | goal | |\n|---|---|---|---|---|---|");
console.log(rows.join("\n"));
for (const table of tables) console.log(`\n${table}`);
