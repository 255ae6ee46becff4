import type { ColumnType, Generated } from "kysely";

/** The tables of tokens for the web API; see their migrations. */
export interface TokenTables {
  script_tokens: ScriptTokensTable;
  oauth_apps: OauthAppsTable;
  oauth_grants: OauthGrantsTable;
  oauth_codes: OauthCodesTable;
  oauth_tokens: OauthTokensTable;
  api_calls: { token_id: string; count: number; window_ends_at: number };
}

/** The database gives it once; nobody changes it. */
type GivenOnce = ColumnType<string, string | undefined, never>;

export interface ScriptTokensTable {
  id: GivenOnce;
  company_id: string;
  person_id: string;
  level: "person" | "company";
  name: string;
  scopes: string[];
  hint: string;
  token_hash: string;
  created_at: number;
  last_used_at: Generated<number | null>;
}

interface OauthAppsTable {
  id: GivenOnce;
  company_id: string;
  client_id: string;
  secret_hash: string | null;
  name: string;
  redirect_uris: string[];
  scopes: string[];
  created_by_id: string;
  created_at: number;
}

interface OauthGrantsTable {
  id: GivenOnce;
  app_id: string;
  person_id: string;
  scopes: string[];
  created_at: number;
  last_used_at: Generated<number | null>;
}

interface OauthCodesTable {
  code_hash: string;
  grant_id: string;
  redirect_uri: string;
  challenge: string | null;
  expires_at: number;
  used_at: Generated<number | null>;
}

interface OauthTokensTable {
  token_hash: string;
  grant_id: string;
  kind: "access" | "refresh";
  expires_at: number;
  replaced_at: Generated<number | null>;
  replaced: Generated<number>;
}
