import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { sql } from "kysely";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DataFolderInUse } from "./data-folder-lock.ts";
import { openDatabase } from "./database.ts";
import { findRunningDatabase, startEmbeddedPostgres, type PostgresLog } from "./embedded-postgres.ts";
import { isAlive } from "./process-identity.ts";

let folder = "";
const logged: string[] = [];
const log: PostgresLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: (message) => logged.push(message),
  error: (message) => logged.push(message),
};

beforeEach(async () => {
  logged.length = 0;
  folder = await mkdtemp(join(tmpdir(), "beckon-embedded-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function postmasterPid(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8"), 10);
}

const holder = `
  import { startEmbeddedPostgres } from ${JSON.stringify(join(import.meta.dirname, "embedded-postgres.ts"))};
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const database = await startEmbeddedPostgres({ dataDir: process.argv[1], log });
  process.on("SIGTERM", async () => { await database.stop(); process.exit(0); });
  console.log(database.url);
  setInterval(() => {}, 60_000);
`;

/** Starts a database in a process of its own and settles with that process and the connection string it printed. */
async function startElsewhere(
  dataDir: string,
  identity: { uid?: number; gid?: number } = {},
): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", holder, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: tmpdir(),
    ...identity,
  });
  if (child.stdout === null) throw new Error("no output");
  const [url] = (await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    once(child, "exit").then(() => [""]),
  ])) as [string];
  return { child, url };
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

describe("the embedded PostgreSQL", () => {
  it("[X12] keeps what was committed, with fsync on, over a stop and a start", async () => {
    const first = await startEmbeddedPostgres({ dataDir: folder, log });
    await query(first.url, "CREATE TABLE kept AS SELECT 'yes' AS answer");
    expect(await query(first.url, "SHOW fsync")).toEqual([{ fsync: "on" }]);
    expect(await query(first.url, "SHOW server_encoding")).toEqual([{ server_encoding: "UTF8" }]);
    await first.stop();
    await first.stop();
    const second = await startEmbeddedPostgres({ dataDir: folder, log });
    expect(await query(second.url, "SELECT answer FROM kept")).toEqual([{ answer: "yes" }]);
    await second.stop();
  });

  it("[X11] keeps its password in private files and gives Beckon no superuser", async () => {
    const database = await startEmbeddedPostgres({ dataDir: folder, log });
    for (const name of ["postgres.password", "database.json"])
      expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
    expect(await query(database.url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")).toEqual([
      { rolsuper: false },
    ]);
    await expect(query(database.url.replace(/:[^:@]+@/, ":wrong@"), "SELECT 1")).rejects.toThrow(
      "password authentication failed",
    );
    await database.stop();
  });

  it("serves a folder whose path is longer than a socket's name may be", async () => {
    const dataDir = join(folder, "a folder with spaces ".repeat(4).trim(), "ü".repeat(60));
    const database = await startEmbeddedPostgres({ dataDir, log });
    expect(await query(database.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await database.stop();
  });

  it("refuses a second server in words, while the command line finds the running one", async () => {
    const { child, url } = await startElsewhere(folder);
    await expect(startEmbeddedPostgres({ dataDir: folder, log })).rejects.toThrow(DataFolderInUse);
    expect(await findRunningDatabase(folder)).toBe(url);
    await kill(child, "SIGTERM");
    expect(await findRunningDatabase(folder)).toBeUndefined();
    expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);
  });

  it("[X12] starts again at once after kill -9 of the server, with everything committed", async () => {
    const { child, url } = await startElsewhere(folder);
    await query(url, "CREATE TABLE kept AS SELECT 'yes' AS answer");
    await kill(child, "SIGKILL");
    const started = performance.now();
    const database = await startEmbeddedPostgres({ dataDir: folder, log });
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(await query(database.url, "SELECT answer FROM kept")).toEqual([{ answer: "yes" }]);
    await database.stop();
  });

  it("[X12] starts again after kill -9 of the server and of PostgreSQL together", async () => {
    const { child, url } = await startElsewhere(folder);
    await query(url, "CREATE TABLE kept AS SELECT 'yes' AS answer");
    process.kill(await postmasterPid(folder), "SIGKILL");
    await kill(child, "SIGKILL");
    const database = await startEmbeddedPostgres({ dataDir: folder, log });
    expect(await query(database.url, "SELECT answer FROM kept")).toEqual([{ answer: "yes" }]);
    await database.stop();
  });

  it("[X14] is restarted at the same address after kill -9 of PostgreSQL", async () => {
    const database = await startEmbeddedPostgres({ dataDir: folder, log });
    await query(database.url, "CREATE TABLE kept AS SELECT 'yes' AS answer");
    process.kill(await postmasterPid(folder), "SIGKILL");
    await expect.poll(() => logged, { timeout: 15_000 }).toContain("PostgreSQL is back.");
    expect(await query(database.url, "SELECT answer FROM kept")).toEqual([{ answer: "yes" }]);
    await database.stop();
  });

  it("[X14] dies in the middle of a transaction, and only the transaction fails", async () => {
    const database = await startEmbeddedPostgres({ dataDir: folder, log });
    const { db, close } = openDatabase(database.url);
    const transaction = db.transaction().execute(async (tx) => {
      await sql`SELECT 1`.execute(tx);
      process.kill(await postmasterPid(folder), "SIGKILL");
      await expect.poll(() => logged, { timeout: 15_000 }).toContain("PostgreSQL is back.");
      await sql`SELECT 2`.execute(tx);
    });
    await expect(transaction).rejects.toBeInstanceOf(Error);
    expect((await sql`SELECT 3 AS three`.execute(db)).rows).toEqual([{ three: 3 }]);
    await close();
    await database.stop();
  });

  it.runIf(process.platform === "linux")(
    "PostgreSQL ends with its server, and not at a Ctrl-C in the terminal",
    async () => {
      const { child } = await startElsewhere(folder);
      const pid = await postmasterPid(folder);
      const processGroup = (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ")[1]?.split(" ")[2];
      expect(processGroup).toBe(String(pid));
      await kill(child, "SIGKILL");
      await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
    },
  );

  it.runIf(process.getuid?.() === 0)(
    "runs for an ordinary user too, and for root afterwards on the same folder",
    async () => {
      const dataDir = await mkdtemp(join(tmpdir(), "beckon-nobody-"));
      try {
        await import("node:fs/promises").then((fs) => fs.chown(dataDir, 65534, 65534));
        const { child, url } = await startElsewhere(dataDir, { uid: 65534, gid: 65534 });
        await query(url, "CREATE TABLE kept AS SELECT 'yes' AS answer");
        await kill(child, "SIGTERM");
        const database = await startEmbeddedPostgres({ dataDir, log });
        expect(await query(database.url, "SELECT answer FROM kept")).toEqual([{ answer: "yes" }]);
        await database.stop();
      } finally {
        await rm(dataDir, { recursive: true, force: true });
      }
    },
  );
});
