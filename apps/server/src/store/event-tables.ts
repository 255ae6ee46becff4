import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { Actor, Case } from "@beckon/domain/case.ts";
import type { Before, LoggedKind } from "@beckon/domain/case-log.ts";

/** The tables of what integrations are told; instants are milliseconds since 1970. */
export interface EventTables {
  case_events: {
    id: ColumnType<number, never, never>;
    position: number | null;
    company_id: string;
    case_id: string;
    at: number;
    kind: LoggedKind;
    actor: JSONColumnType<Actor>;
    before: JSONColumnType<Before>;
    snapshot: JSONColumnType<Case>;
  };
  event_log: { only_row: Generated<boolean>; last: number; forgotten: number };
  webhooks: {
    id: string;
    company_id: string;
    name: string;
    url: string;
    kinds: LoggedKind[];
    secret: Buffer;
    secret_before: Buffer | null;
    before_until: number | null;
    created_at: number;
    off_since: number | null;
    off_because: "person" | "gone" | "failing" | null;
    failing_since: number | null;
  };
  webhook_deliveries: {
    id: ColumnType<number, never, never>;
    webhook_id: string;
    case_id: string | null;
    event_id: number | null;
    kind: LoggedKind | "test";
    state: "waiting" | "delivered" | "failed";
    made_at: number;
    next_at: number;
    leased_until: number | null;
    attempts: Generated<number>;
    last_at: number | null;
    status: number | null;
    took_ms: number | null;
    answer: Generated<string>;
  };
}
