import type { ColumnType, Generated, JSONColumnType, Selectable } from "kysely";
import type { Role } from "@beckon/domain/permissions.ts";
import type { CompanySignInSettings, CompanySignInTrial } from "@beckon/protocol/company-sign-in.ts";

/** The tables of companies' own sign-in, as Kysely sees them; instants are milliseconds since 1970. */
export interface CompanySignInTables {
  company_sign_in: CompanySignInTable;
  company_domains: { domain: string; company_id: string };
  company_sign_in_ways: CompanySignInWaysTable;
}

interface CompanySignInTable {
  company_id: string;
  version: number;
  is_on: boolean;
  slug: string;
  issuer: string;
  client_id: string;
  sealed_secret: Buffer | null;
  scopes: string;
  trusts_addresses: boolean;
  role_claim: string;
  role_values: JSONColumnType<CompanySignInSettings["roleValues"]>;
  default_role: Role | null;
  group_ids: string[];
  makes_people: boolean;
  is_only: boolean;
}

interface CompanySignInWaysTable {
  state_hash: string;
  company_id: string;
  version: number;
  back: string;
  tried_by: string | null;
  result: ColumnType<CompanySignInTrial | null, string | undefined, string>;
  came_back: Generated<boolean>;
  expires_at: number;
}

/** A company's provider as it is kept. */
export type CompanySignInRow = Selectable<CompanySignInTable>;
