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

  return {
    askerOf: async (token, now) => (SCRIPT_TOKEN.test(token) ? await ofScript(token, now) : "unknown"),
  };
}
