import { randomBytes } from "node:crypto";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { ScimRecord } from "@beckon/protocol/company-sign-in.ts";
import { writeAudit } from "../people/audit.ts";
import type { Database, Queryable } from "../store/database.ts";
import { hashToken } from "../store/installation.ts";
import type { PersonScope } from "../store/scope.ts";

/** What stands in the audit log behind everything a company's directory does. */
const THROUGH = "SCIM";
const USED_EVERY_MS = 60_000;

/** The company's token for SCIM, without itself. */
export async function readScim(db: Queryable, scope: PersonScope, publicUrl: string): Promise<Outcome<ScimRecord>> {
  if (!may(scope.role, "company/manageSignIn")) return refused({ reason: "notAllowed" });
  const row = await db
    .selectFrom("scim_tokens")
    .select(["hint", "created_at as createdAt", "last_used_at as lastUsedAt"])
    .where("company_id", "=", scope.companyId)
    .executeTakeFirst();
  return done({ url: `${publicUrl}/scim/v2`, token: row ?? null });
}

/** Makes the company's token for SCIM in place of the one before; it is told this once and only its hash kept [X11]. */
export async function makeScimToken(
  db: Database,
  scope: PersonScope,
  now: number,
): Promise<Outcome<{ token: string }>> {
  if (!may(scope.role, "company/manageSignIn")) return refused({ reason: "notAllowed" });
  const token = `scim-${randomBytes(32).toString("base64url")}`;
  const row = { token_hash: hashToken(token), hint: token.slice(0, 10), made_by_id: scope.personId, created_at: now };
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto("scim_tokens")
      .values({ company_id: scope.companyId, ...row, last_used_at: null })
      .onConflict((conflict) => conflict.column("company_id").doUpdateSet({ ...row, last_used_at: null }))
      .execute();
    await writeAudit(trx, scope, { act: "scim/tokenMade", subject: scope.companyId }, now);
  });
  return done({ token });
}

/** Takes the company's token for SCIM away; people and groups stay as they are. */
export async function removeScimToken(
  db: Database,
  scope: PersonScope,
  now: number,
): Promise<Outcome<Record<string, never>>> {
  if (!may(scope.role, "company/manageSignIn")) return refused({ reason: "notAllowed" });
  return await db.transaction().execute(async (trx) => {
    const gone = await trx
      .deleteFrom("scim_tokens")
      .where("company_id", "=", scope.companyId)
      .returning("company_id")
      .executeTakeFirst();
    if (gone === undefined) return refused({ reason: "notFound" });
    await writeAudit(trx, scope, { act: "scim/tokenRemoved", subject: scope.companyId }, now);
    return done({});
  });
}

/** Whose directory asks by this token: its company, in the name of whoever made the token, also when they were disabled since. */
export async function scimScope(db: Queryable, token: string, now: number): Promise<PersonScope | undefined> {
  const row = await db
    .selectFrom("scim_tokens")
    .innerJoin("people", "people.id", "scim_tokens.made_by_id")
    .where("token_hash", "=", hashToken(token))
    .select(["scim_tokens.company_id as companyId", "people.id as personId", "people.name", "last_used_at as usedAt"])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { companyId, personId, name } = row;
  if ((row.usedAt ?? 0) < now - USED_EVERY_MS)
    await db.updateTable("scim_tokens").set({ last_used_at: now }).where("company_id", "=", companyId).execute();
  return { kind: "person", companyId, personId, name, role: "administrator", through: THROUGH };
}
