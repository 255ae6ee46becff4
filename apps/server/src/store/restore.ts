import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type { Pool, PoolClient } from "pg";
import {
  backupFooter,
  backupHeader,
  backupRow,
  BACKUP_VERSION,
  quoted,
  rowsAtOnce,
  type BackupHeader,
  type BackupSummary,
  type BackupTable,
} from "./backup-format.ts";
import { migrate, migrateTo } from "./migrate.ts";

/** Why a backup was not restored; the database is as it was before. */
export class NotRestored extends Error {}

/** How lately a server has to have shown itself to count as running. */
const RUNNING_MS = 15_000;

/**
 * Puts a backup into an empty database, or with `replace` in place of everything in it: all or nothing, then brought to this
 * program's state [X17]. Throws `NotRestored` when servers run on the database, and for a backup that is damaged or of a newer Beckon.
 */
export async function restore(
  pool: Pool,
  path: string,
  { replace, now }: { replace: boolean; now: number },
): Promise<BackupSummary> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL statement_timeout = 0; SET LOCAL TIME ZONE 'UTC'; SET LOCAL DateStyle = 'ISO'");
    await client.query("SET LOCAL idle_in_transaction_session_timeout = 0");
    await refuseRunning(client, now);
    if (!replace && !(await isEmpty(client))) {
      throw new NotRestored(
        "This database is not empty. With --replace the backup takes the place of everything that is in it.",
      );
    }
    const lines = readLines(path);
    const header = await readHeader(lines);
    await emptySchema(client);
    await migrateTo(client, header.migrations);
    await load(client, header, lines);
    await client.query("COMMIT");
    await migrate(pool);
    return { madeAt: header.madeAt, tables: Object.fromEntries(header.tables.map(({ name, rows }) => [name, rows])) };
  } catch (error) {
    await client.query("ROLLBACK");
    throw error instanceof NotRestored || isFileMissing(error) ? error : explain(error);
  } finally {
    client.release();
  }
}

async function load(client: PoolClient, header: BackupHeader, lines: AsyncGenerator<Line>): Promise<void> {
  for (const table of header.tables) {
    let batch: (string | null)[][] = [];
    const most = rowsAtOnce(table);
    for (let row = 0; row < table.rows; row += 1) {
      batch.push(backupRow.length(table.columns.length).parse((await next(lines)).value));
      if (batch.length === most || row === table.rows - 1) {
        await insert(client, table, batch);
        batch = [];
      }
    }
  }
  const footer = await next(lines);
  if (backupFooter.parse(footer.value).sha256 !== footer.sha256Before) throw new Error("its checksum does not fit");
  for (const { name, last } of header.counters) {
    if (last !== null) await client.query("SELECT setval($1::regclass, $2::bigint)", [quoted(name), last]);
  }
}

async function insert(client: PoolClient, { name, columns }: BackupTable, rows: (string | null)[][]): Promise<void> {
  const names = columns.map((column) => quoted(column.name)).join(", ");
  const given = columns.map((_column, index) => `$${index + 1}::text[]`).join(", ");
  const typed = columns.map((column, index) => `c${index}::${column.type}`).join(", ");
  const places = columns.map((_column, index) => `c${index}`).join(", ");
  await client.query(
    `INSERT INTO ${quoted(name)} (${names}) OVERRIDING SYSTEM VALUE SELECT ${typed} FROM unnest(${given}) AS t (${places})`,
    columns.map((_column, index) => rows.map((row) => row[index])),
  );
}

interface Line {
  readonly value: unknown;
  /** SHA-256 of all lines before this one. */
  readonly sha256Before: string;
}

async function* readLines(path: string): AsyncGenerator<Line> {
  const digest = createHash("sha256");
  const file = createReadStream(path);
  const unpacked = file.pipe(createGunzip());
  file.once("error", (error) => unpacked.destroy(error));
  for await (const text of createInterface({ input: unpacked, crlfDelay: Infinity })) {
    const sha256Before = digest.copy().digest("hex");
    digest.update(`${text}\n`);
    yield { value: JSON.parse(text), sha256Before };
  }
}

async function next(lines: AsyncGenerator<Line>): Promise<Line> {
  const result: IteratorResult<Line, unknown> = await lines.next();
  if (result.done === true) throw new Error("it ends too early");
  return result.value;
}

async function readHeader(lines: AsyncGenerator<Line>): Promise<BackupHeader> {
  const { value } = await next(lines);
  const parsed = backupHeader.safeParse(value);
  if (!parsed.success) throw new NotRestored("This file is no backup of Beckon.");
  if (parsed.data.version > BACKUP_VERSION) throw new NotRestored("This backup was made by a newer Beckon.");
  return parsed.data;
}

async function refuseRunning(client: PoolClient, now: number): Promise<void> {
  if (!(await exists(client, "nodes"))) return;
  const { rows } = await client.query("SELECT id FROM nodes WHERE seen_at > $1", [now - RUNNING_MS]);
  if (rows.length > 0)
    throw new NotRestored(
      "Beckon is running on this database. Stop it first; a server that crashed counts as running for 15 seconds.",
    );
}

async function isEmpty(client: PoolClient): Promise<boolean> {
  if (!(await exists(client, "companies"))) return true;
  const { rows } = await client.query("SELECT id FROM companies LIMIT 1");
  return rows.length === 0;
}

async function exists(client: PoolClient, table: string): Promise<boolean> {
  const { rows } = await client.query<{ found: string | null }>("SELECT to_regclass($1)::text AS found", [table]);
  return rows[0]?.found !== null;
}

async function emptySchema(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ schema: string }>("SELECT current_schema() AS schema");
  const schema = quoted(rows[0]?.schema ?? "public");
  await client.query(`DROP SCHEMA ${schema} CASCADE; CREATE SCHEMA ${schema}`);
}

function isFileMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function explain(error: unknown): NotRestored {
  const why = error instanceof Error ? error.message : String(error);
  return new NotRestored(`The backup was not restored, nothing was changed: ${why}`, { cause: error });
}
