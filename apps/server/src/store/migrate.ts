import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Pool, PoolClient } from "pg";

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

// "beckon" in ASCII: any constant will do, as long as every server uses the same one.
const advisoryLock = "108187599204206";

const MIGRATION_TABLE =
  "CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())";

/**
 * Brings the database to this program's state: the files of `folder` (`0001-….sql`) in order, each in a transaction of its own, once.
 * Servers that start together take turns. Throws when an applied file was changed since, or when the database is newer than this program.
 */
export async function migrate(pool: Pool, folder: string = join(import.meta.dirname, "migrations")): Promise<void> {
  const migrations = await readMigrations(folder);
  const client = await connectPatiently(pool);
  try {
    await client.query("SELECT pg_advisory_lock($1)", [advisoryLock]);
    try {
      await applyMissing(client, migrations);
    } finally {
      await client.query("SELECT pg_advisory_unlock($1)", [advisoryLock]);
    }
  } finally {
    client.release();
  }
}

// A start must not fail because computer or database are very busy just then; one that refuses is told of at once.
async function connectPatiently(pool: Pool, tries = 4): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    const busy = error instanceof Error && /timeout/.test(error.message);
    if (!busy || tries <= 1) throw error;
    return await connectPatiently(pool, tries - 1);
  }
}

/**
 * Applies the migrations named in `names`, and no others, inside the caller's transaction on an empty schema. Throws when one of them
 * is unknown to this program or differs from the one it knows.
 */
export async function migrateTo(
  client: PoolClient,
  names: readonly { readonly name: string; readonly checksum: string }[],
  folder: string = join(import.meta.dirname, "migrations"),
): Promise<void> {
  const known = new Map((await readMigrations(folder)).map((migration) => [migration.name, migration]));
  await client.query(MIGRATION_TABLE);
  for (const { name, checksum } of names) {
    const migration = known.get(name);
    if (migration === undefined) throw new Error(`${name} is of a newer Beckon.`);
    if (migration.checksum !== checksum)
      throw new Error(`${name} is not the migration this Beckon knows by that name.`);
    await client.query(migration.sql);
    await record(client, migration);
  }
}

async function applyMissing(client: PoolClient, migrations: readonly Migration[]): Promise<void> {
  await client.query(MIGRATION_TABLE);
  const { rows } = await client.query<{ name: string; checksum: string }>("SELECT name, checksum FROM migration");
  const applied = new Map(rows.map((row) => [row.name, row.checksum]));
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = [...applied.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new Error(
      `This database was used by a newer Beckon (it has ${unknown.join(", ")}). Start that version, or restore a backup made by this one.`,
    );
  }
  for (const migration of migrations) {
    const checksum = applied.get(migration.name);
    if (checksum === undefined) await apply(client, migration);
    else if (checksum !== migration.checksum) {
      throw new Error(
        `The migration ${migration.name} was changed after it had been applied to this database. Put it back and add a new one.`,
      );
    }
  }
}

async function apply(client: PoolClient, migration: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(migration.sql);
    await record(client, migration);
    await client.query("COMMIT");
  } catch (cause) {
    await client.query("ROLLBACK");
    throw new Error(
      `The migration ${migration.name} failed: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}

async function record(client: PoolClient, { name, checksum }: Migration): Promise<void> {
  await client.query("INSERT INTO migration (name, checksum) VALUES ($1, $2)", [name, checksum]);
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).toSorted();
  for (const [index, name] of names.entries()) {
    if (!/^\d{4}-/.test(name)) throw new Error(`Migration files start with four digits and a dash: ${name} does not`);
    const before = names[index - 1];
    if (before?.slice(0, 4) === name.slice(0, 4))
      throw new Error(`Migration files have a number of their own: ${before} and ${name} share one`);
  }
  return await Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}
