// The door to every command. Plain JavaScript that Node 20 runs and that needs nothing installed: it installs what is missing,
// builds the web pages when their sources changed, then hands over to the pinned Node, which runs TypeScript as it is.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const web = join(root, "apps", "web");

const commands = {
  start: { entry: "apps/server/src/main.ts", web: true },
  beckon: { entry: "apps/server/src/cli/beckon.ts", web: false, terminal: true },
  quicksupport: { entry: "apps/quicksupport/src/main.ts", web: true, terminal: true },
  "build:quicksupport": { web: true, builds: "apps/quicksupport/build/build.ts" },
  "build:client": {
    entry: "node_modules/typescript/bin/tsc",
    web: false,
    args: ["-p", join(root, "packages/client/tsconfig.build.json")],
  },
  check: { entry: "scripts/check.ts", web: false },
  test: { entry: "scripts/check.ts", web: false, args: ["--stories"] },
  bench: { entry: "bench/run.ts", web: true },
  simulate: { entry: "scripts/simulate/main.ts", web: false },
  build: { web: true },
};

const [name, ...rest] = process.argv.slice(2);
const command = Object.hasOwn(commands, name ?? "") ? commands[name] : undefined;
if (command === undefined) {
  console.error(`Say what to do: npm start, or npm run ${Object.keys(commands).slice(1).join(" | ")}`);
  process.exit(2);
}

let node = process.execPath;
alone(() => {
  installMissing();
  node = pinnedNode();
  if (command.web) buildWeb();
  if (command.builds !== undefined) buildMore(join(root, command.builds));
});
if (command.entry !== undefined) run([join(root, command.entry), ...(command.args ?? []), ...rest]);

// Two commands started together take turns here, else one would build on what the other is replacing.
function alone(work) {
  const lock = join(root, ".setup.lock");
  for (let round = 0; ; round += 1) {
    try {
      const file = openSync(lock, "wx");
      writeFileSync(file, String(process.pid));
      closeSync(file);
      break;
    } catch (error) {
      if (error.code === "EACCES" || error.code === "EROFS") return work(); // a finished, read-only installation
      if (error.code !== "EEXIST") throw error;
    }
    if (!holderLives(lock)) rmSync(lock, { force: true });
    else if (round === 10) console.log(`Waiting for another command to finish installing or building (${lock}) …`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  const release = () => rmSync(lock, { force: true });
  process.once("exit", release);
  work();
  release();
  process.removeListener("exit", release);
}

function holderLives(lock) {
  try {
    const pid = Number(readFileSync(lock, "utf8"));
    if (pid === 0) return true; // just made, its number not yet written
    process.kill(pid, 0);
    // After a crash its number may belong to somebody else by now.
    return pid !== process.pid && Date.now() - statSync(lock).mtimeMs < 10 * 60_000;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function installMissing() {
  const wanted = hash([readFileSync(join(root, "package-lock.json"))]);
  const stamp = join(modules, ".beckon-installed");
  if (readIfThere(stamp) === wanted) return;
  if (!isInstalled()) {
    console.log("Installing what Beckon is made of …");
    const npm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, process.env.npm_execpath] : ["npm"];
    quietly(root, [...npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], "The installation failed");
  }
  stampFile(stamp, wanted);
}

// Somebody may have run npm themselves: npm's own note in node_modules says what is there.
function isInstalled() {
  const note = readIfThere(join(modules, ".package-lock.json"));
  if (note === undefined) return false;
  const installed = JSON.parse(note).packages;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  return Object.entries(wanted).every(([path, part]) => {
    if (!path.includes("node_modules/")) return true;
    const found = installed[path];
    if (found === undefined) return part.optional === true; // made for another platform
    return found.version === part.version && existsSync(join(root, path));
  });
}

function pinnedNode() {
  const pinned = join(modules, `node-${process.platform}-${process.arch}`, "bin", "node");
  if (existsSync(pinned) && spawnSync(pinned, ["--version"], { stdio: "ignore" }).status === 0) return pinned;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  console.error(
    `Beckon needs Node 24 or newer; this is ${process.version}, and none is packaged for ${process.platform} on ${process.arch}.`,
  );
  console.error("Install it from https://nodejs.org and start again.");
  return process.exit(1);
}

function buildWeb() {
  if (!readdirSync(web).some((file) => file.startsWith("vite.config."))) return;
  const sources = [join(root, "package-lock.json"), ...filesBelow(web), ...filesBelow(join(root, "packages"))];
  const wanted = hash(sources.flatMap((path) => [path.slice(root.length), readFileSync(path)]));
  const stamp = join(web, "dist", ".sources");
  if (readIfThere(stamp) === wanted) return;
  console.log("Building the web pages …");
  quietly(web, [node, join(modules, "vite", "bin", "vite.js"), "build"], "The web pages could not be built");
  stampFile(stamp, wanted);
}

// In turn as well: two builds at once would take each other's results for their own.
function buildMore(script) {
  const { status } = spawnSync(node, [script, ...rest], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return ["dist", "node_modules", ".vite"].includes(entry.name) ? [] : filesBelow(path);
      return entry.isFile() && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
    });
}

function quietly(cwd, [program, ...args], complaint) {
  const environment = { ...process.env, NODE_ENV: "" };
  const result = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    env: environment,
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (result.status === 0) return;
  console.error(`${complaint}:\n${result.error?.message ?? ""}${result.stdout ?? ""}${result.stderr ?? ""}`);
  process.exit(1);
}

function run(args) {
  const production = name === "start" || name === "beckon";
  const [program, ...words] = [...endingWithUs(), node, ...args];
  const child = spawn(program, words, {
    stdio: "inherit",
    // A file named on the command line is meant from where the person stands, not from the project's folder.
    cwd: command.terminal ? (process.env.INIT_CWD ?? process.cwd()) : root,
    env: { ...process.env, ...(production && !process.env.NODE_ENV ? { NODE_ENV: "production" } : {}) },
    // Ctrl-C reaches npm and this process together; the child hears of it from here only, so exactly once.
    detached: !command.terminal,
  });
  let lastSignal = -Infinity;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (command.terminal && signal === "SIGINT") return; // it shares the terminal and got its own
      if (performance.now() - lastSignal < 1_000) return; // the same Ctrl-C, passed on by npm as well
      lastSignal = performance.now();
      forward(child, signal);
    });
  }
  // npm does not always pass on the signal that ends it; when it is gone, so are we.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) {
    setInterval(() => {
      if (process.ppid !== parent) forward(child, "SIGTERM");
    }, 500).unref();
  }
  child.once("error", (error) => {
    console.error(`Cannot run ${node}: ${error.message}`);
    process.exit(1);
  });
  child.once("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

// Where the system can do it, killing this process with -9 shuts the child down instead of leaving it behind.
function endingWithUs() {
  const prefix = ["setpriv", "--pdeathsig", "TERM", "--"];
  if (process.platform !== "linux" || command.terminal) return [];
  return spawnSync(prefix[0], [...prefix.slice(1), node, "--version"], { stdio: "ignore" }).status === 0 ? prefix : [];
}

function forward(child, signal) {
  try {
    process.kill(command.terminal ? child.pid : -child.pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

function hash(parts) {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(part).update("\0");
  return digest.digest("hex");
}

function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

function stampFile(path, content) {
  try {
    writeFileSync(path, content);
  } catch (error) {
    if (error.code !== "EACCES" && error.code !== "EROFS" && error.code !== "ENOENT") throw error;
  }
}
