import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { now, option, print, quantile, spread } from "./stage/figures.ts";
import { freePort } from "../apps/server/src/store/free-port.ts";

/** `npm start` in a fresh clone with a warm package cache, and once more: seconds until the address is printed. */
const turns = option("turns", 1);
const laterTurns = option("later-turns", 5);
const root = join(import.meta.dirname, "..");

const first: number[] = [];
const later: number[] = [];
for (let turn = 0; turn < turns; turn++) {
  const folder = await mkdtemp(join(tmpdir(), "beckon-clone-"));
  try {
    const cloned = spawnSync("git", ["clone", "--quiet", "--depth", "1", `file://${root}`, folder], {
      stdio: "inherit",
    });
    if (cloned.status !== 0) throw new Error("git clone failed");
    first.push(await start(folder));
    for (let again = 0; again < laterTurns; again++) later.push(await start(folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
print({
  figure: "first `npm start` in a fresh clone, package cache warm: installing, building the pages, making the database",
  beckon: spread(first, " s"),
  comparison: "",
  ratio: "",
  goal: "≤ 60 s",
  met: quantile(first, 0.5) <= 60,
});
print({
  figure: "later `npm start`",
  beckon: spread(later, " s"),
  comparison: "",
  ratio: "",
  goal: "≤ 5 s",
  met: quantile(later, 0.5) <= 5,
});

/** Starts, waits for the address, stops again; gives the seconds until the address. */
async function start(folder: string): Promise<number> {
  const port = await freePort();
  const environment = { ...process.env, PORT: String(port), HOST: "127.0.0.1", npm_config_prefer_offline: "true" };
  const started = now();
  const child = spawn("npm", ["start"], {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const lines = createInterface(child.stdout);
  await new Promise<void>((resolve, reject) => {
    lines.on("line", (line) => line.startsWith("Beckon runs at") && resolve());
    child.once("exit", (code) => reject(new Error(`npm start ended with ${code}`)));
  });
  const seconds = (now() - started) / 1000;
  // As Ctrl-C in a terminal does it: everybody in the group hears of it.
  process.kill(-(child.pid ?? 0), "SIGINT");
  await ended;
  return seconds;
}
