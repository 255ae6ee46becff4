import type { ColumnType, Generated } from "kysely";

/** What reports are made of; instants are milliseconds since 1970, durations milliseconds. */
export interface ReportTables {
  /** Stays of experts together with customers; `ended_at` null while one goes on. */
  connections: {
    id: ColumnType<string, string | undefined, never>;
    company_id: string;
    case_id: string;
    group_id: string;
    person_id: string;
    device_id: string | null;
    started_at: number;
    ended_at: number | null;
    session_note: Generated<string>;
    notes: Generated<string>;
    billing_state: Generated<string>;
  };
  /** One narrow row a case. */
  case_figures: {
    case_id: string;
    company_id: string;
    group_id: string;
    module_id: string | null;
    person_id: string | null;
    came_at: number;
    met_at: number | null;
    waited_ms: number | null;
    handled_ms: Generated<number>;
    stars: number | null;
    in_progress: Generated<boolean>;
    message_left: Generated<boolean>;
    customer_left: Generated<boolean>;
    abandoned: ColumnType<boolean, never, never>;
  };
}
