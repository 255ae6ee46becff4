import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startBeckon } from "./screen/beckon.ts";
import { openBrowser, startVnc, type Contender } from "./screen/contenders.ts";
import { describe, printResults, type Key, type Turn } from "./screen/table.ts";
import { SCENES, type Painted, type Scene } from "./screen/scenes.ts";
import { openTwoPlaces, processorSeconds, THIN, type TwoPlaces } from "./screen/two-places.ts";
import { compare, compareAtRest, watchMark } from "./screen/watch.ts";

/**
 * The screen stream beside x11vnc + noVNC and TigerVNC + noVNC, taking turns on one display with one browser: from painted to
 * seen, frames, bits, processor, exactness; on a free line and on a thin one (5 Mbit/s, 40 ms, 1 % loss). Needs root (network namespaces), Xvfb,
 * the Debian packages below. Options: --turns=3 --seconds=6 --lines=free,thin
 * --scenes=idle,typing,… --only=beckon,x11vnc,tigervnc
 */
const option = (name: string, otherwise: string): string =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.split("=")[1] ?? otherwise;
const turns = Number(option("turns", "3"));
const seconds = Number(option("seconds", "6"));
const lines = option("lines", "free,thin").split(",");
const scenes = option("scenes", SCENES.join(",")).split(",") as Scene[];
const only = option("only", "beckon,x11vnc,tigervnc").split(",");

/** How long nothing happens before the picture is compared, in ms: a film's exact pixels take a thin line seconds. */
const REST_MS: Readonly<Record<string, number>> = { free: 2_500, thin: 8_000 };
/** Programs that must be there, with the Debian packages that bring them. */
const NEEDED = {
  Xvfb: "xvfb",
  xdpyinfo: "x11-utils",
  x11vnc: "x11vnc",
  X0tigervnc: "tigervnc-scraping-server",
  websockify: "novnc",
  convert: "imagemagick",
  import: "imagemagick",
  ip: "iproute2",
};
const display = `:${150 + (process.pid % 40)}`;
const results: { key: Key; turns: Turn[] }[] = [];
sayWhatIsMissing();

for (const line of lines) {
  const places = await openTwoPlaces(line === "thin" ? THIN : null);
  const screen = spawn("Xvfb", [display, "-screen", "0", "1920x1080x24", "-nolisten", "tcp"], { stdio: "ignore" });
  const stage = await openStage();
  const { browser, close } = await openBrowser(places);
  try {
    for (let turn = 0; turn < turns; turn += 1) {
      for (const name of only) {
        const contender = await start(name, places, browser);
        for (const scene of scenes) {
          const figures = await measure(contender, places, stage, scene, REST_MS[line] ?? 2_500);
          turnsOf({ line, scene, contender: contender.name }).push(figures);
          console.error(`${line} ${scene} ${contender.name}: ${describe(figures)}`);
        }
        await contender.close();
      }
    }
  } finally {
    await close();
    stage.end();
    screen.kill();
    await places.close();
  }
}
printResults(results.toSorted((a, b) => rank(a.key) - rank(b.key)));

function turnsOf(key: Key): Turn[] {
  const same = (other: Key): boolean =>
    other.line === key.line && other.scene === key.scene && other.contender === key.contender;
  const found = results.find((one) => same(one.key));
  if (found !== undefined) return found.turns;
  const made = { key, turns: [] };
  results.push(made);
  return made.turns;
}

/** Lines first, then scenes; the contenders stay in the order in which they were measured. */
function rank({ line, scene }: Key): number {
  return lines.indexOf(line) * SCENES.length + SCENES.indexOf(scene);
}

function sayWhatIsMissing(): void {
  const missing = Object.entries(NEEDED).filter(([word]) => spawnSync("which", [word]).status !== 0);
  if (missing.length > 0) console.error(`Please install ${missing.map(([, name]) => name).join(", ")}.`);
  if (process.getuid?.() !== 0) console.error("Making network namespaces needs root: please run this as root.");
  if (missing.length > 0 || process.getuid?.() !== 0) process.exit(2);
}

async function start(name: string, places: TwoPlaces, browser: Parameters<typeof startVnc>[2]): Promise<Contender> {
  if (name === "x11vnc") return await startVnc("x11vnc", places, browser, display);
  if (name === "tigervnc") return await startVnc("TigerVNC", places, browser, display);
  if (name === "beckon") return await startBeckon(places, browser, display);
  throw new Error(`There is no ${name}; there are beckon, x11vnc, tigervnc`);
}

async function openStage() {
  for (let round = 0; spawnSync("xdpyinfo", ["-display", display]).status !== 0; round += 1) {
    if (round > 100) throw new Error("Xvfb did not start");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const child = spawn(process.execPath, [join(import.meta.dirname, "screen/scenes.ts"), display], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const rows = createInterface(child.stdout);
  await once(rows, "line");
  return {
    async play(scene: Scene, ms: number): Promise<Painted> {
      child.stdin.write(`${scene} ${ms}\n`);
      const [row] = (await once(rows, "line")) as [string];
      return JSON.parse(row) as Painted;
    },
    end: () => child.kill(),
  };
}

async function measure(
  { page, canvas, pids }: Contender,
  places: TwoPlaces,
  stage: Awaited<ReturnType<typeof openStage>>,
  scene: Scene,
  rest: number,
): Promise<Turn> {
  // Once to get there, and time to come to rest.
  await stage.play(scene, 800);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  const watching = await watchMark(page, canvas);
  const before = { bytes: places.sentBytes(), processor: processorOf(pids), at: performance.now() };
  const painted = await stage.play(scene, seconds * 1_000);
  await new Promise((resolve) => setTimeout(resolve, 600));
  const spent = (performance.now() - before.at) / 1_000;
  const bits = ((places.sentBytes() - before.bytes) * 8) / spent;
  const processor = (processorOf(pids) - before.processor) / spent;
  await new Promise((resolve) => setTimeout(resolve, rest));
  const seen = compare(painted, await watching.stop());
  return {
    delays: seen.delays,
    lastDelay: seen.lastDelay,
    frames: seen.frames / seen.seconds,
    painted: seen.painted / seen.seconds,
    bits,
    processor,
    ...(await compareAtRest(page, canvas, readScreen(), 1920)),
  };
}

function processorOf(pids: readonly number[]): number {
  return pids.reduce((total, pid) => total + processorSeconds(pid), 0);
}

function readScreen(): Uint8Array {
  const shot = spawnSync("import", ["-display", display, "-window", "root", "-depth", "8", "rgb:-"], {
    maxBuffer: 64 * 1024 * 1024,
  });
  if (shot.stdout.length !== 1920 * 1080 * 3) throw new Error(`The screen could not be read: ${String(shot.stderr)}`);
  return shot.stdout;
}
