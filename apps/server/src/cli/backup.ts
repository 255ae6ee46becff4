import { resolve } from "node:path";
import { stat } from "node:fs/promises";
import { backUp } from "../store/backup.ts";
import type { BackupSummary } from "../store/backup-format.ts";
import { NotRestored, restore as restoreBackup } from "../store/restore.ts";
import { NotDone, type Command } from "./command.ts";

/** `backup FILE`: writes everything to a file, while the server runs. */
export const backup: Command = {
  help: `beckon backup FILE

Writes everything that lasts to FILE, as it is at one moment, while the server runs or not. The file holds personal data
and password hashes: keep it as safe as the database. Who is signed in right now is not in it. Recordings are in it, still
locked: their key is RECORDING_KEY, or recordings.key in the data folder. Keep that somewhere else.

  --force               replaces FILE when it exists`,
  options: { force: { type: "boolean" } },
  words: 1,
  migrates: true,
  async run(given, { pool, now }) {
    const path = resolve(given.words[0] ?? "");
    if (given.options["force"] !== true && (await isThere(path)))
      throw new NotDone(`${path} exists already. --force replaces it.`);
    const summary = await backUp(pool, path, now);
    const { says, json } = told(`Backed up to ${path}`, path, summary);
    if (!summary.tables["recordings"]) return { says, json };
    return {
      says: `${says}\nRecordings are in it, locked: keep RECORDING_KEY, or recordings.key of DATA_DIR, too.`,
      json,
    };
  },
};

/** `restore FILE`: puts a backup into the database. */
export const restore: Command = {
  help: `beckon restore FILE [--replace]

Puts a backup into an empty database, all or nothing. Beckon must not be running on it. A backup of an older Beckon is
brought to this one's state; one of a newer Beckon is refused. Everybody signs in again, with the password they had.

  --replace             DELETES everything that is in the database now, and puts the backup in its place`,
  options: { replace: { type: "boolean" } },
  words: 1,
  migrates: false,
  async run(given, { pool, now }) {
    const path = resolve(given.words[0] ?? "");
    if (!(await isThere(path))) throw new NotDone(`There is no file ${path}.`);
    try {
      const summary = await restoreBackup(pool, path, { replace: given.options["replace"] === true, now });
      return told(`Restored ${path}, made ${new Date(summary.madeAt).toISOString()}`, path, summary);
    } catch (error) {
      throw error instanceof NotRestored ? new NotDone(error.message) : error;
    }
  },
};

function told(sentence: string, file: string, { madeAt, tables }: BackupSummary) {
  const rows = Object.values(tables).reduce((sum, count) => sum + count, 0);
  const says = `${sentence}: ${rows} rows of ${Object.keys(tables).length} tables.`;
  return { says, json: { file, madeAt, tables } };
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}
