import type { Selectable } from "kysely";
import { SCOPES, type Scope } from "@beckon/api/scopes.ts";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import { secretHashOf } from "../desk/secret-hash.ts";
import { writeAudit, type AuditActor } from "../people/audit.ts";
import type { Database, Queryable } from "../store/database.ts";
import { scriptTokensOf, type PersonScope } from "../store/scope.ts";
import type { ScriptTokensTable } from "../store/token-tables.ts";
import { drawScriptToken } from "./token-text.ts";

/** A token as it is listed: everything but the token itself. Instants are milliseconds since 1970. */
export interface ScriptToken {
  readonly id: string;
  readonly level: "person" | "company";
  /** Whose it is; of a company's token, who made it. */
  readonly personId: string;
  readonly name: string;
  readonly scopes: Scope[];
  readonly hint: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

/** What somebody wishes a token to be. */
export interface WantedToken {
  readonly level: ScriptToken["level"];
  readonly name: string;
  readonly scopes: readonly Scope[];
}

/** At most so many tokens of one person, and so many of one company. */
const MOST = 200;

/** Makes a token for the asker themselves or, by role, for their company; `token` is told this once [W4]. */
export async function createScriptToken(
  db: Database,
  scope: PersonScope,
  wanted: WantedToken,
  now: number,
): Promise<Outcome<{ token: string; made: ScriptToken }>> {
  if (wanted.level === "company" && !may(scope.role, "token/manage")) return refused({ reason: "notAllowed" });
  return await keepScriptToken(db, scope, { ...wanted, personId: scope.personId }, now);
}

/** Makes a token, whoever asks: the command line does. */
export async function keepScriptToken(
  db: Database,
  actor: AuditActor,
  { level, name, scopes, personId }: WantedToken & { personId: string },
  now: number,
): Promise<Outcome<{ token: string; made: ScriptToken }>> {
  if (scopes.length === 0) return refused({ reason: "invalid", field: "scopes", problem: "required" });
  const { token, hint } = drawScriptToken();
  return await db.transaction().execute(async (trx) => {
    const ofWhom = await trx
      .selectFrom("script_tokens")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("company_id", "=", actor.companyId)
      .where("level", "=", level)
      .$if(level === "person", (query) => query.where("person_id", "=", personId))
      .executeTakeFirstOrThrow();
    if (Number(ofWhom.count) >= MOST) return refused({ reason: "invalid", field: "name", problem: "tooMany" });
    const row = await trx
      .insertInto("script_tokens")
      .values({
        company_id: actor.companyId,
        person_id: personId,
        level,
        name,
        scopes: [...scopes],
        hint,
        token_hash: secretHashOf(token),
        created_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await writeAudit(trx, actor, { act: "token/created", subject: row.id, details: detailsOf(row) }, now);
    return done({ token, made: present(row) });
  });
}

/** The asker's own tokens and, by role, their company's, newest first. */
export async function listScriptTokens(db: Queryable, scope: PersonScope): Promise<ScriptToken[]> {
  const rows = await scriptTokensOf(db, scope)
    .selectAll("script_tokens")
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.map(present);
}

/** Revokes a token the asker may: from the next request on it opens nothing, on any server. */
export async function revokeScriptToken(
  db: Database,
  scope: PersonScope,
  id: string,
  now: number,
): Promise<Outcome<Record<string, never>>> {
  const found = await scriptTokensOf(db, scope).select("id").where("id", "=", id).executeTakeFirst();
  return found === undefined ? refused({ reason: "notFound" }) : await dropScriptToken(db, scope, id, now);
}

/** Revokes a token, whoever asks: the command line does. */
export async function dropScriptToken(
  db: Database,
  actor: AuditActor,
  id: string,
  now: number,
): Promise<Outcome<Record<string, never>>> {
  return await db.transaction().execute(async (trx) => {
    const row = await trx
      .deleteFrom("script_tokens")
      .where("id", "=", id)
      .where("company_id", "=", actor.companyId)
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) return refused({ reason: "notFound" });
    await writeAudit(trx, actor, { act: "token/revoked", subject: id, details: detailsOf(row) }, now);
    return done({});
  });
}

function detailsOf({ name, level, person_id: personId, scopes }: Selectable<ScriptTokensTable>) {
  return { name, level, ...(level === "person" ? { ofPersonId: personId } : {}), scopes: scopes.join(", ") };
}

/** A token's row as it is listed. */
export function present(row: Selectable<ScriptTokensTable>): ScriptToken {
  const { id, level, name, hint, person_id: personId, created_at: createdAt, last_used_at: lastUsedAt } = row;
  return { id, level, name, hint, personId, createdAt, lastUsedAt, scopes: knownScopes(row.scopes) };
}

/** The scopes this program knows among those that are kept. */
export function knownScopes(kept: readonly string[]): Scope[] {
  return SCOPES.filter((one) => kept.includes(one));
}
