import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const COMMAND = join(import.meta.dirname, "../../apps/server/src/cli/beckon.ts");

/** Runs `npm run beckon -- …` on a database, as an operator does while servers run. */
export async function beckon(databaseUrl: string, words: readonly string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [COMMAND, ...words], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
}
