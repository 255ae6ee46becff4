import { createHash } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Pool, PoolClient } from "pg";
import {
  BACKUP_VERSION,
  quoted,
  rowsAtOnce,
  TRANSIENT,
  type BackupHeader,
  type BackupSummary,
  type BackupTable,
} from "./backup-format.ts";

/**
 * Writes everything that lasts to `path`, as it was at one moment, while the database is in use [X17]. The file appears whole or not
 * at all, readable by its owner only: it holds personal data and password hashes.
 */
export async function backUp(pool: Pool, path: string, now: number): Promise<BackupSummary> {
  const client = await pool.connect();
  const draft = `${path}.part`;
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    // Text forms depend on these; a restore reads with the same.
    await client.query("SET LOCAL statement_timeout = 0; SET LOCAL TIME ZONE 'UTC'; SET LOCAL DateStyle = 'ISO'");
    await client.query("SET LOCAL idle_in_transaction_session_timeout = 0");
    const header = await describe(client, now);
    const file = await open(draft, "w", 0o600);
    try {
      await pipeline(Readable.from(lines(client, header)), createGzip(), file.createWriteStream({ flush: true }));
    } finally {
      await file.close().catch(() => undefined); // the stream closed it already
    }
    await rename(draft, path);
    return { madeAt: now, tables: Object.fromEntries(header.tables.map((table) => [table.name, table.rows])) };
  } finally {
    await rm(draft, { force: true });
    await client.query("ROLLBACK");
    client.release();
  }
}

async function* lines(client: PoolClient, header: BackupHeader): AsyncGenerator<string> {
  const digest = createHash("sha256");
  const line = (value: unknown) => {
    const text = `${JSON.stringify(value)}\n`;
    digest.update(text);
    return text;
  };
  yield line(header);
  for (const table of header.tables) for await (const row of rowsOf(client, table)) yield line(row);
  yield `${JSON.stringify({ end: true, sha256: digest.digest("hex") })}\n`;
}

async function* rowsOf(client: PoolClient, table: BackupTable): AsyncGenerator<(string | null)[]> {
  const columns = table.columns.map(({ name }) => `${quoted(name)}::text`).join(", ");
  await client.query(`DECLARE rows NO SCROLL CURSOR FOR SELECT ${columns} FROM ${quoted(table.name)}`);
  const most = rowsAtOnce(table);
  for (;;) {
    const { rows } = await client.query<(string | null)[]>({
      text: `FETCH ${most} FROM rows`,
      rowMode: "array",
    });
    yield* rows;
    if (rows.length < most) break;
  }
  await client.query("CLOSE rows");
}

async function describe(client: PoolClient, now: number): Promise<BackupHeader> {
  const migrations = await client.query<{ name: string; checksum: string }>(
    "SELECT name, checksum FROM migration ORDER BY name",
  );
  const columns = await client.query<{ table: string; name: string; type: string }>(`
    SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    ORDER BY c.relname, a.attnum`);
  const byTable = Map.groupBy(columns.rows, (column) => column.table);
  const tables: BackupTable[] = [];
  for (const name of await inOrder(
    client,
    [...byTable.keys()].filter((table) => !TRANSIENT.has(table)),
  )) {
    const { rows } = await client.query<{ count: string }>(`SELECT count(*)::text AS count FROM ${quoted(name)}`);
    const own = (byTable.get(name) ?? []).map((column) => ({ name: column.name, type: column.type }));
    tables.push({ name, columns: own, rows: Number(rows[0]?.count) });
  }
  const counters = await client.query<{ name: string; last: string | null }>(
    "SELECT sequencename AS name, last_value::text AS last FROM pg_sequences WHERE schemaname = current_schema() ORDER BY 1",
  );
  return {
    format: "beckon-backup",
    version: BACKUP_VERSION,
    madeAt: now,
    migrations: migrations.rows,
    tables,
    counters: counters.rows,
  };
}

/** Tables in an order in which each comes after those its foreign keys point at. */
async function inOrder(client: PoolClient, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ from: string; to: string }>(`
    SELECT DISTINCT f.relname AS from, t.relname AS to
    FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
    WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace AND k.conrelid <> k.confrelid`);
  const ordered: string[] = [];
  const visit = (table: string, trail: readonly string[]): void => {
    if (ordered.includes(table) || !tables.includes(table)) return;
    if (trail.includes(table)) throw new Error(`Foreign keys go in a circle: ${[...trail, table].join(" → ")}`);
    for (const { from, to } of rows) if (from === table) visit(to, [...trail, table]);
    ordered.push(table);
  };
  for (const table of tables) visit(table, []);
  return ordered;
}
