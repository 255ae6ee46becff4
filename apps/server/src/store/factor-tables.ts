import type { Generated } from "kysely";

/** What people prove themselves with besides their password. */
export interface FactorTables {
  two_factors: TwoFactorsTable;
  passkeys: PasskeysTable;
}

interface TwoFactorsTable {
  id: Generated<string>;
  person_id: string;
  secret: string;
  recovery_codes: string;
  verified: boolean;
}

interface PasskeysTable {
  id: Generated<string>;
  person_id: string;
  name: string;
  credential_id: string;
  public_key: string;
  counter: number;
  device_type: string;
  backed_up: boolean;
  created_at: Generated<Date>;
  last_used_at: number | null;
}
