import type { Scope } from "@beckon/api/scopes.ts";
import { secretHashOf } from "../desk/secret-hash.ts";
import type { Database } from "../store/database.ts";
import type { PersonScope } from "../store/scope.ts";
import { knownScopes } from "./script-tokens.ts";

/** Who a token stands for. */
export interface TokenHolder {
  readonly tokenId: string;
  readonly level: "person" | "company";
  readonly scope: PersonScope;
  readonly scopes: ReadonlySet<Scope>;
}

/** Finds who holds a token; asks the database each time, so that what was revoked opens nothing from then on [W4]. */
export interface Tokens {
  askerOf(token: string, now: number): Promise<TokenHolder | "unknown" | "expired">;
}

const ACCESS_TOKEN = /^oa-[A-Za-z0-9]{40}$/;
const SCRIPT_TOKEN = /^\d{8}-[A-Za-z0-9]{20}$/;
/** How fresh `last_used_at` is kept: a write for each call would be too many. */
const USED_WITHIN_MS = 60_000;

/** Opens the tokens kept in `db`. */
export function openTokens(db: Database): Tokens {
  async function ofScript(token: string, now: number): Promise<TokenHolder | "unknown"> {
    const row = await db
      .selectFrom("script_tokens")
      .innerJoin("people", "people.id", "script_tokens.person_id")
      .where("token_hash", "=", secretHashOf(token))
      .select([
        "script_tokens.id",
        "script_tokens.company_id",
        "script_tokens.level",
        "script_tokens.name",
        "script_tokens.scopes",
        "script_tokens.last_used_at",
        "people.id as person_id",
        "people.name as person_name",
        "people.role",
        "people.disabled_at",
      ])
      .executeTakeFirst();
    if (row === undefined) return "unknown";
    const { id: tokenId, level } = row;
    // A company's token goes on when whoever made it has left.
    if (level === "person" && row.disabled_at !== null) return "unknown";
    if (row.last_used_at === null || row.last_used_at < now - USED_WITHIN_MS)
      await db.updateTable("script_tokens").set({ last_used_at: now }).where("id", "=", tokenId).execute();
    const scope: PersonScope = {
      kind: "person",
      companyId: row.company_id,
      personId: row.person_id,
      role: level === "company" ? "administrator" : row.role,
      name: row.person_name,
      through: row.name,
    };
    return { tokenId, level, scope, scopes: new Set(knownScopes(row.scopes)) };
  }

  async function ofApp(token: string, now: number): Promise<TokenHolder | "unknown" | "expired"> {
    const row = await db
      .selectFrom("oauth_tokens")
      .innerJoin("oauth_grants", "oauth_grants.id", "oauth_tokens.grant_id")
      .innerJoin("oauth_apps", "oauth_apps.id", "oauth_grants.app_id")
      .innerJoin("people", "people.id", "oauth_grants.person_id")
      .where("token_hash", "=", secretHashOf(token))
      .where("kind", "=", "access")
      .where("people.disabled_at", "is", null)
      .select([
        "oauth_grants.id",
        "oauth_grants.scopes",
        "oauth_grants.last_used_at",
        "oauth_tokens.expires_at",
        "oauth_apps.company_id",
        "oauth_apps.name",
        "people.id as person_id",
        "people.name as person_name",
        "people.role",
      ])
      .executeTakeFirst();
    if (row === undefined) return "unknown";
    if (row.expires_at <= now) return "expired";
    if (row.last_used_at === null || row.last_used_at < now - USED_WITHIN_MS)
      await db.updateTable("oauth_grants").set({ last_used_at: now }).where("id", "=", row.id).execute();
    const scope: PersonScope = {
      kind: "person",
      companyId: row.company_id,
      personId: row.person_id,
      role: row.role,
      name: row.person_name,
      through: row.name,
    };
    return { tokenId: row.id, level: "person", scope, scopes: new Set(knownScopes(row.scopes)) };
  }

  return {
    async askerOf(token, now) {
      if (SCRIPT_TOKEN.test(token)) return await ofScript(token, now);
      return ACCESS_TOKEN.test(token) ? await ofApp(token, now) : "unknown";
    },
  };
}
