import { createHash, randomBytes } from "node:crypto";
import type { Database, Queryable } from "./database.ts";

/** How many set-up links are good at once: one for each server that was started lately. */
const KEPT_SETUP_LINKS = 8;

/** The installation's own secret, the same for every server on this database; made at the first start. */
export async function installationSecret(db: Database, now: number): Promise<string> {
  await db
    .insertInto("installation")
    .values({ secret: randomBytes(32).toString("base64url"), setup_token_hashes: [], created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { secret } = await db.selectFrom("installation").select("secret").executeTakeFirstOrThrow();
  return secret;
}

/** Whether nobody administers this installation yet [X4]. */
export async function isSetupNeeded(db: Queryable): Promise<boolean> {
  const found = await db
    .selectFrom("people")
    .select("id")
    .where("role", "=", "administrator")
    .limit(1)
    .executeTakeFirst();
  return found === undefined;
}

/**
 * Makes a one-time token for the set-up link and keeps its hash, or returns undefined when there is an administrator [X4].
 * Needs `installationSecret` to have run.
 */
export async function makeSetupToken(db: Database): Promise<string | undefined> {
  return await db.transaction().execute(async (trx) => {
    const { setup_token_hashes: kept } = await lockInstallation(trx);
    if (!(await isSetupNeeded(trx))) return undefined;
    const token = randomBytes(32).toString("base64url");
    const hashes = [...kept, hashToken(token)].slice(-KEPT_SETUP_LINKS);
    await trx.updateTable("installation").set({ setup_token_hashes: hashes }).execute();
    return token;
  });
}

/** Uses a set-up token up; false when it is none or there is an administrator. Holds off other set-ups until the transaction ends. */
export async function useSetupToken(trx: Queryable, token: string): Promise<boolean> {
  const { setup_token_hashes: kept } = await lockInstallation(trx);
  if (!kept.includes(hashToken(token)) || !(await isSetupNeeded(trx))) return false;
  await trx.updateTable("installation").set({ setup_token_hashes: [] }).execute();
  return true;
}

/** What is kept of a token that opens something: its SHA-256 in hexadecimal [X11]. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

async function lockInstallation(trx: Queryable): Promise<{ setup_token_hashes: string[] }> {
  return await trx.selectFrom("installation").select("setup_token_hashes").forUpdate().executeTakeFirstOrThrow();
}
