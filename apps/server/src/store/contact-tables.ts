import type { ColumnType } from "kysely";

/** The database gives it once; nobody changes it. */
type GivenOnce = ColumnType<string, string | undefined, never>;

/** What a device told of itself when it was seen last. Memory in bytes. */
export type DeviceFacts = {
  system: string;
  program: string;
  screen: string;
  language: string;
  host: string;
  memory: number | null;
};

/** The tables of contacts and what they come with; instants are milliseconds since 1970. */
export interface ContactTables {
  contacts: {
    id: GivenOnce;
    company_id: string;
    name: string;
    email: string;
    note: ColumnType<string, string | undefined, string>;
    group_id: string | null;
    made_at: number;
    last_seen_at: number;
  };
  contact_addresses: { company_id: string; email: string; contact_id: string };
  devices: {
    id: GivenOnce;
    company_id: string;
    device_hash: string;
    contact_id: string;
    channel: "web" | "desktop";
    facts: ColumnType<DeviceFacts, string, string>;
    module_id: string | null;
    group_id: string | null;
    first_seen_at: number;
    last_seen_at: number;
  };
}
