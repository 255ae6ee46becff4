import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import { postgresEnvironment, type Cluster } from "./postgres-cluster.ts";
import { freePort } from "./free-port.ts";

/** One running postmaster. */
export interface PostgresProcess {
  readonly port: number;
  /** Settles when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, everything committed is kept; settles when it has ended. */
  stop(): Promise<void>;
}

/** How a postmaster is launched. */
export interface PostgresOptions {
  /** The port on 127.0.0.1; undefined picks a free one. */
  readonly port: number | undefined;
  /** False turns fsync off: for tests only. */
  readonly durable: boolean;
  readonly maxConnections: number;
  readonly onLogLine: (line: string) => void;
}

class LaunchFailed extends Error {}

const portTaken = /Address already in use|could not create any TCP\/IP sockets/;
// After kill -9 of the postmaster its children need a moment to notice.
const stillLetGo = /pre-existing shared memory block|lock file ".*" already exists/;
const startPatienceMs = 60_000;
const stopPatienceMs = 20_000;

/** Starts PostgreSQL on `cluster` and settles when it accepts connections. */
export async function launchPostgres(
  binaries: PostgresBinaries,
  cluster: Cluster,
  options: PostgresOptions,
): Promise<PostgresProcess> {
  const deadline = Date.now() + startPatienceMs;
  for (;;) {
    try {
      return await launchOnce(binaries, cluster, options, options.port ?? (await freePort()));
    } catch (error) {
      const retry = error instanceof LaunchFailed && Date.now() < deadline;
      if (retry && stillLetGo.test(error.message)) await delay(100);
      else if (!(retry && portTaken.test(error.message) && options.port === undefined)) throw error;
    }
  }
}

async function launchOnce(
  binaries: PostgresBinaries,
  cluster: Cluster,
  options: PostgresOptions,
  port: number,
): Promise<PostgresProcess> {
  const settings: Record<string, string | number> = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: options.maxConnections,
    logging_collector: "off",
    log_checkpoints: "off",
    log_line_prefix: "postgres %p ",
    // Rejected statements hold personal data, which has no place in a log.
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    ...(options.durable ? {} : { fsync: "off", full_page_writes: "off", synchronous_commit: "off" }),
  };
  const words = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const [command = binaries.postgres, ...args] = [
    ...cluster.launch.prefix,
    binaries.postgres,
    "-D",
    cluster.folder,
    ...words,
  ];
  // Its own process group: Ctrl-C in a terminal must reach it only after the server has drained.
  const child = spawn(command, args, {
    ...cluster.launch.identity,
    stdio: ["ignore", "ignore", "pipe"],
    env: postgresEnvironment(),
    detached: true,
    windowsHide: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    child.once("error", () => resolve());
  });
  await untilReady(child, options.onLogLine);
  return { port, ended, stop: () => stopPostgres(child, ended, binaries, cluster.folder) };
}

async function untilReady(child: ChildProcess, onLogLine: (line: string) => void): Promise<void> {
  if (child.stderr === null) throw new Error("PostgreSQL was started without a log");
  const first: string[] = [];
  const lines = createInterface({ input: child.stderr });
  await new Promise<void>((resolve, reject) => {
    let ready = false;
    lines.on("line", (line) => {
      if (ready) {
        onLogLine(line);
        return;
      }
      first.push(line);
      if (line.includes("database system is ready to accept connections")) {
        ready = true;
        resolve();
      }
    });
    child.once("error", reject);
    child.once("close", (code, signal) => {
      reject(
        new LaunchFailed(
          `PostgreSQL did not start (${signal ?? `exit code ${code}`}):\n${first.slice(-20).join("\n")}`,
        ),
      );
    });
  });
}

async function stopPostgres(
  child: ChildProcess,
  ended: Promise<void>,
  binaries: PostgresBinaries,
  folder: string,
): Promise<void> {
  if (process.platform === "win32") {
    spawnSync(binaries.pgCtl, ["stop", "-D", folder, "-m", "fast", "-w"], { stdio: "ignore" });
  } else {
    child.kill("SIGINT");
  }
  const patience = setTimeout(() => child.kill("SIGQUIT"), stopPatienceMs);
  await ended;
  clearTimeout(patience);
}
