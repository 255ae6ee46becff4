import { randomBytes } from "node:crypto";
import pg from "pg";
import { startTestPostgres } from "./embedded-postgres.ts";
import { migrate } from "./migrate.ts";

/** A fresh, migrated database that nobody else uses. */
export interface TestDatabase {
  readonly url: string;
  /** Removes the database, whoever is still connected. */
  drop(): Promise<void>;
}

const serverVariable = "BECKON_TEST_SERVER_URL";
const templateVariable = "BECKON_TEST_TEMPLATE";

/**
 * Vitest's global set-up: one PostgreSQL for the whole run (the one of `TEST_DATABASE_URL`, else an embedded one) with one migrated
 * template. Returns the teardown. Playwright and benchmarks may call it too.
 */
export async function setup(): Promise<() => Promise<void>> {
  const given = process.env["TEST_DATABASE_URL"];
  const embedded = given === undefined ? await startTestPostgres() : undefined;
  const url = embedded?.url ?? given ?? "";
  const template = `beckon_template_${randomBytes(6).toString("hex")}`;
  await asAdministrator(url, `CREATE DATABASE ${template} TEMPLATE template0`);
  const pool = new pg.Pool({ connectionString: withDatabase(url, template), max: 1 });
  try {
    await migrate(pool);
  } finally {
    await pool.end();
  }
  process.env[serverVariable] = url;
  process.env[templateVariable] = template;
  return async () => {
    if (embedded === undefined) await asAdministrator(url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    else await embedded.stop();
  };
}

/** Makes a database from the migrated template; needs `setup` to have run in this process or a parent. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const url = process.env[serverVariable];
  const template = process.env[templateVariable];
  if (url === undefined || template === undefined)
    throw new Error("No test database server: test-database.ts is Vitest's global set-up");
  const name = `beckon_test_${randomBytes(8).toString("hex")}`;
  await asAdministrator(url, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    url: withDatabase(url, name),
    drop: () => asAdministrator(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function asAdministrator(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
