import type { ColumnType, Generated } from "kysely";

/** The tables of tokens for the web API; see their migrations. */
export interface TokenTables {
  script_tokens: ScriptTokensTable;
  api_calls: { token_id: string; count: number; window_ends_at: number };
}

export interface ScriptTokensTable {
  id: ColumnType<string, string | undefined, never>;
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
