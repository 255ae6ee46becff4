import { Kysely, PostgresDialect, sql, type Transaction } from "kysely";
import pg from "pg";
import type { Schema } from "./schema.ts";

/** The database with its tables; open until `close`. */
export type Database = Kysely<Schema>;
/** A database, or one transaction on it. */
export type Queryable = Kysely<Schema> | Transaction<Schema>;

/** An open connection pool and the query builder on it; migrations and LISTEN use the pool itself. */
export interface OpenDatabase {
  readonly db: Database;
  readonly pool: pg.Pool;
  /** Waits for the queries under way and ends every connection. */
  close(): Promise<void>;
}

/** How a database is opened. */
export interface DatabaseOptions {
  /** 10 by default. */
  readonly maxConnections?: number;
  /** Longer statements are ended by PostgreSQL; 15 s by default, 0 for never. */
  readonly statementTimeoutMs?: number;
  /** Told when an idle connection is lost; the pool opens a new one by itself. */
  readonly onConnectionLost?: (error: Error) => void;
}

const INT8 = 20;

// Our big integers are instants, durations and counters: all of them fit a number exactly.
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: "text" | "binary") =>
  oid === INT8 ? Number : (pg.types.getTypeParser(oid, format) as (value: unknown) => unknown);

/** Opens a pool on `url` without connecting yet: queries reject while the database is away and work again when it is back. */
export function openDatabase(url: string, options: DatabaseOptions = {}): OpenDatabase {
  const statementTimeoutMs = options.statementTimeoutMs ?? 15_000;
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: "beckon",
    ...(statementTimeoutMs > 0 ? { statement_timeout: statementTimeoutMs } : {}),
    idle_in_transaction_session_timeout: 60_000,
    types: { getTypeParser },
  });
  // Without a listener a lost idle connection would end the process.
  pool.on("error", (error) => options.onConnectionLost?.(error));
  // So would one lost between two statements of a transaction; the next statement rejects, and that is handled.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}

/** Settles when the database answers and was migrated; rejects otherwise. */
export async function pingDatabase(db: Database): Promise<void> {
  await sql`SELECT name FROM migration LIMIT 1`.execute(db);
}

/** Whether an error says that the database cannot be reached or is not ready, rather than that a query was wrong [X14]. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  // 08: connection; 53: out of resources; 57P: shutting down or starting up.
  if (/^(08|53|57P)/.test(code)) return true;
  if (/^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN)$/.test(code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    error.message,
  );
}

/** Whether an error says that a row would be the second with the same unique value. */
export function isTaken(error: unknown, constraint: string): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    error.code === "23505" &&
    "constraint" in error &&
    error.constraint === constraint
  );
}

/** Whether an error says that other rows still point at the row to be deleted. */
export function isStillUsed(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "23503" || error.code === "23001");
}
