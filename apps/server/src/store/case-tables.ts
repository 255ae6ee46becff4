import type { ColumnType, Generated } from "kysely";
import type { OpeningHours } from "@beckon/domain/assignment/hours.ts";
import type { AwayBecause, Choice } from "@beckon/domain/availability.ts";
import type { Actor, Case, CaseEvent, CaseState } from "@beckon/domain/case.ts";

type Json<T> = ColumnType<T, string, string>;

/** The tables of cases, as Kysely sees them; instants are milliseconds since 1970. */
export interface CaseTables {
  cases: {
    id: string;
    version: number;
    company_id: string;
    group_id: string;
    module_id: string | null;
    code: string;
    created_by: Json<Case["createdBy"]>;
    created_at: number;
    valid_until: number;
    validity_ms: number;
    assignee_id: string | null;
    assigned: Json<Case["assigned"]>;
    edited: Json<Case["edited"]>;
    device: Json<Case["device"]>;
    customer: Json<Case["customer"]>;
    expert: Json<Case["expert"]>;
    colleagues: Json<Case["colleagues"]>;
    waiting_since: number | null;
    message: Json<Case["message"]>;
    integration: Json<Case["integration"]>;
    picked_up_at: number | null;
    waited_ms: number | null;
    offer: Json<Case["offer"]>;
    passes: Json<Case["passes"]>;
    escalated_at: number | null;
    rating: Json<Case["rating"]>;
    life: Json<Case["life"]>;
    customer_name: string;
    customer_email: string;
    description: string;
    priority: Case["priority"];
    tags: string[];
    tag_keys: string[];
    due_at: number | null;
    secret_hash: string | null;
    contact_id: string | null;
    device_hash: string | null;
    state: Generated<CaseState>;
    reads_as: Generated<"Open" | "Closed">;
    creator_id: Generated<string | null>;
    ended_at: Generated<number | null>;
    customer_node: Generated<string | null>;
    expert_node: Generated<string | null>;
  };
  case_history: {
    case_id: string;
    seq: number;
    at: number;
    actor: Json<Actor>;
    event: Json<CaseEvent>;
    request_id: string | null;
  };
  nodes: { id: string; seen_at: number };
  people_online: { node_id: string; person_id: string };
  availability: {
    person_id: string;
    status: Generated<Choice>;
    because: AwayBecause | null;
    since: number;
    active_at: number;
    left_at: number | null;
    capacity: Generated<number>;
    hours: ColumnType<OpeningHours | null, string | null | undefined, string | null>;
    skills: Generated<string[]>;
    last_given_at: number | null;
    missed_in_row: Generated<number>;
  };
  signals: { id: string; case_id: string; to_party: "customer" | "expert"; session: string; body: string; at: number };
  moves: { move_hash: string; case_id: string; expires_at: number; used_by: string | null };
  wrong_codes: { key: string; since: number; tries: number; blocked_until: number };
}
