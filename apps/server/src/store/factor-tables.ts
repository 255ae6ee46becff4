import type { Generated } from "kysely";

/** What people prove themselves with besides their password. */
export interface FactorTables {
  two_factors: TwoFactorsTable;
}

interface TwoFactorsTable {
  id: Generated<string>;
  person_id: string;
  secret: string;
  recovery_codes: string;
  verified: boolean;
}
