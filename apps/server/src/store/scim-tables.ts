import type { Generated } from "kysely";

/** The tables of SCIM, as Kysely sees them; instants are milliseconds since 1970. */
export interface ScimTables {
  scim_tokens: {
    company_id: string;
    token_hash: string;
    hint: string;
    made_by_id: string;
    created_at: number;
    last_used_at: number | null;
  };
  scim_people: {
    person_id: string;
    company_id: string;
    user_name: string | null;
    external_id: string | null;
    given_name: string | null;
    family_name: string | null;
    deleted_at: number | null;
  };
  scim_groups: {
    id: Generated<string>;
    company_id: string;
    group_id: string | null;
    display_name: string | null;
    external_id: string | null;
    created_at: number;
  };
  scim_role_members: { scim_group_id: string; company_id: string; person_id: string };
}
