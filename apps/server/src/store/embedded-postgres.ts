import { mkdir, mkdtemp, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { lockDataFolder } from "./data-folder-lock.ts";
import { endLeftoverPostgres } from "./leftover-postgres.ts";
import { findPostgresBinaries, isErrno, type PostgresBinaries } from "./postgres-binaries.ts";
import { openCluster, type Cluster } from "./postgres-cluster.ts";
import { launchPostgres, type PostgresProcess } from "./postgres-process.ts";
import { isRunning, ownIdentity, type ProcessIdentity } from "./process-identity.ts";

/** A PostgreSQL that belongs to this process. */
export interface EmbeddedPostgres {
  /** A connection string; it stays the same when PostgreSQL is restarted after a crash. */
  readonly url: string;
  /** Shuts PostgreSQL down, keeping everything committed, and gives the data folder back. May be called twice. */
  stop(): Promise<void>;
}

/** Where the database says what happens to it; a pino logger fits. */
export interface PostgresLog {
  debug?(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Which data folder to serve, and where to log. */
export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  readonly log: PostgresLog;
}

const announcement = "database.json";

/**
 * Starts a real PostgreSQL on `<dataDir>/postgres`, as root or anybody else, on a free port of 127.0.0.1. Restarts it when it dies.
 * Rejects with `DataFolderInUse` while another process serves this folder, and with a message that says what to do when it cannot run.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  return await start(options, { durable: true, maxConnections: 100 });
}

/** Starts a PostgreSQL in a folder of its own below the system's temporary folder, without fsync; `stop` removes the folder. */
export async function startTestPostgres(): Promise<EmbeddedPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), "beckon-test-"));
  const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const database = await start({ dataDir, log: silent }, { durable: false, maxConnections: 300 });
  const stop = async () => {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: database.url, stop };
}

/** The connection string of the database that a running server serves from `dataDir`, or undefined when none does. */
export async function findRunningDatabase(dataDir: string): Promise<string | undefined> {
  let text: string;
  try {
    text = await readFile(join(dataDir, announcement), "utf8");
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
  const { url, ...identity } = JSON.parse(text) as { url: string } & ProcessIdentity;
  return isRunning(identity) ? url : undefined;
}

interface Tuning {
  readonly durable: boolean;
  readonly maxConnections: number;
}

async function start(options: EmbeddedPostgresOptions, tuning: Tuning): Promise<EmbeddedPostgres> {
  const binaries = await findPostgresBinaries();
  // Others may pass through, so that PostgreSQL can serve its folder as another user; every file in it is private.
  await mkdir(options.dataDir, { recursive: true, mode: 0o711 });
  const dataDir = await realpath(options.dataDir);
  const release = await lockDataFolder(dataDir);
  try {
    await endLeftoverPostgres(join(dataDir, "postgres"), (message) => options.log.warn(message));
    const cluster = await openCluster(dataDir, binaries, tuning.durable);
    return await serve({ ...options, dataDir }, tuning, binaries, cluster, release);
  } catch (error) {
    await release();
    throw error;
  }
}

async function serve(
  { dataDir, log }: EmbeddedPostgresOptions,
  tuning: Tuning,
  binaries: PostgresBinaries,
  cluster: Cluster,
  release: () => Promise<void>,
): Promise<EmbeddedPostgres> {
  const onLogLine = (line: string) => (/ LOG: /.test(line) ? log.debug?.(line) : log.warn(line));
  const launch = (port: number | undefined) => launchPostgres(binaries, cluster, { ...tuning, port, onLogLine });
  let running: PostgresProcess | undefined = await launch(undefined);
  const { port } = running;
  const url = `postgres://beckon:${cluster.password}@127.0.0.1:${port}/beckon`;
  await announce(dataDir, url);

  const stopping = new AbortController();
  const watching = watch();

  async function watch(): Promise<void> {
    let pauseMs = 100;
    while (!stopping.signal.aborted) {
      if (running !== undefined) {
        await running.ended;
        running = undefined;
        if (stopping.signal.aborted) return;
        log.warn("PostgreSQL ended unexpectedly and is being restarted.");
      }
      try {
        running = await launch(port);
        pauseMs = 100;
        log.warn("PostgreSQL is back.");
      } catch (error) {
        log.error(
          `PostgreSQL could not be restarted, trying again in ${pauseMs} ms: ${error instanceof Error ? error.message : String(error)}`,
        );
        await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
        pauseMs = Math.min(pauseMs * 2, 5_000);
      }
    }
  }

  async function stopOnce(): Promise<void> {
    stopping.abort();
    await running?.stop();
    await watching;
    // A restart may have been under way when the stop came.
    await running?.stop();
    await rm(join(dataDir, announcement), { force: true });
    await release();
  }

  let stopped: Promise<void> | undefined;
  return { url, stop: () => (stopped ??= stopOnce()) };
}

async function announce(dataDir: string, url: string): Promise<void> {
  const path = join(dataDir, announcement);
  await writeFile(`${path}.new`, JSON.stringify({ url, ...ownIdentity() }), { mode: 0o600 });
  await rename(`${path}.new`, path);
}
