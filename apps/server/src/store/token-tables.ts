import type { ColumnType, Generated } from "kysely";

/** The tables of tokens for the web API; see their migrations. */
export interface TokenTables {
  script_tokens: ScriptTokensTable;
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
