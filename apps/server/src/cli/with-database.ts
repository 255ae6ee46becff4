import { randomBytes } from "node:crypto";
import type { Config } from "../config.ts";
import { openDatabase } from "../store/database.ts";
import { DataFolderInUse } from "../store/data-folder-lock.ts";
import { findRunningDatabase, startEmbeddedPostgres } from "../store/embedded-postgres.ts";
import { installationSecret } from "../store/installation.ts";
import { migrate } from "../store/migrate.ts";
import { openPostgresBus } from "../store/postgres-bus.ts";
import type { CommandContext } from "./command.ts";

const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (message: string) => console.error(message),
};

/**
 * Runs `work` on the database of the settings: that of `DATABASE_URL`, the embedded one of a running server, else the
 * embedded one started for this command only.
 */
export async function withDatabase<T>(
  config: Config,
  migrates: boolean,
  work: (context: CommandContext) => Promise<T>,
): Promise<T> {
  const found = config.databaseUrl ?? (await findRunningDatabase(config.dataDir));
  if (found !== undefined) return await onUrl(found, config, migrates, work);
  let embedded;
  try {
    embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log: quiet });
  } catch (error) {
    // A server took the folder in this very moment, or is still starting: its database is ours too.
    const running = error instanceof DataFolderInUse ? await findRunningDatabase(config.dataDir) : undefined;
    if (running === undefined) throw error;
    return await onUrl(running, config, migrates, work);
  }
  try {
    return await onUrl(embedded.url, config, migrates, work);
  } finally {
    await embedded.stop();
  }
}

async function onUrl<T>(
  url: string,
  config: Config,
  migrates: boolean,
  work: (context: CommandContext) => Promise<T>,
): Promise<T> {
  const { db, pool, close } = openDatabase(url, { maxConnections: 4, statementTimeoutMs: 0 });
  const bus = openPostgresBus(url, pool, `cli-${randomBytes(4).toString("hex")}`, quiet);
  try {
    if (migrates) {
      await migrate(pool);
      await installationSecret(db, Date.now());
    }
    const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`;
    return await work({ db, pool, announce: (news) => bus.send(news), publicUrl, now: Date.now() });
  } finally {
    await bus.close();
    await close();
  }
}
