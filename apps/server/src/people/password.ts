import { hashPassword } from "better-auth/crypto";
import type { Queryable } from "../store/database.ts";

/** Hashes a password (scrypt, salted) as the sign-in library checks it; takes a moment on purpose, so not inside a transaction. */
export async function hashOfPassword(password: string): Promise<string> {
  return await hashPassword(password);
}

/** Gives a person a password, in place of one they had. */
export async function setPassword(trx: Queryable, personId: string, hash: string): Promise<void> {
  await trx
    .insertInto("credentials")
    .values({ person_id: personId, provider: "credential", account: personId, password_hash: hash })
    .onConflict((conflict) =>
      conflict.columns(["provider", "account"]).doUpdateSet({ password_hash: hash, updated_at: new Date() }),
    )
    .execute();
}

/** Whether a person has a password. */
export async function hasPassword(trx: Queryable, personId: string): Promise<boolean> {
  const found = await trx
    .selectFrom("credentials")
    .select("id")
    .where("person_id", "=", personId)
    .where("provider", "=", "credential")
    .executeTakeFirst();
  return found !== undefined;
}
