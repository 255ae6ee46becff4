import type { Insertable, Selectable } from "kysely";
import type { Case } from "@beckon/domain/case.ts";
import { nextDueAt } from "@beckon/domain/case.ts";
import type { SessionCode } from "@beckon/domain/session-code.ts";
import { tagKey } from "@beckon/domain/tags.ts";
import type { CaseTables } from "./case-tables.ts";

/** A case from its row. */
export function caseOf(row: Selectable<CaseTables["cases"]>): Case {
  return {
    id: row.id,
    version: row.version,
    companyId: row.company_id,
    groupId: row.group_id,
    moduleId: row.module_id,
    code: row.code as SessionCode,
    createdBy: row.created_by,
    createdAt: row.created_at,
    validUntil: row.valid_until,
    validityMs: row.validity_ms,
    assigneeId: row.assignee_id,
    assigned: row.assigned,
    edited: row.edited,
    // Rows of before there was a desktop module.
    device: row.device && { ...row.device, channel: row.device.channel ?? "web" },
    customer: row.customer,
    expert: row.expert,
    colleagues: row.colleagues,
    waitingSince: row.waiting_since,
    message: row.message,
    integration: row.integration,
    pickUp: row.picked_up_at === null ? null : { at: row.picked_up_at, waitedMs: row.waited_ms ?? 0 },
    offer: row.offer,
    passes: row.passes,
    escalatedAt: row.escalated_at,
    rating: row.rating,
    life: row.life,
    customerName: row.customer_name,
    customerEmail: row.customer_email,
    description: row.description,
    priority: row.priority,
    tags: row.tags,
  };
}

/** The columns that changes of a case can touch. */
export function changingColumns(current: Case) {
  return {
    version: current.version,
    group_id: current.groupId,
    valid_until: current.validUntil,
    assignee_id: current.assigneeId,
    assigned: jsonOrNull(current.assigned),
    edited: jsonOrNull(current.edited),
    device: jsonOrNull(current.device),
    customer: JSON.stringify(current.customer),
    expert: JSON.stringify(current.expert),
    colleagues: JSON.stringify(current.colleagues),
    waiting_since: current.waitingSince,
    message: jsonOrNull(current.message),
    integration: jsonOrNull(current.integration),
    module_id: current.moduleId,
    picked_up_at: current.pickUp?.at ?? null,
    waited_ms: current.pickUp?.waitedMs ?? null,
    offer: jsonOrNull(current.offer),
    passes: JSON.stringify(current.passes),
    escalated_at: current.escalatedAt,
    rating: jsonOrNull(current.rating),
    life: JSON.stringify(current.life),
    customer_name: current.customerName,
    customer_email: current.customerEmail,
    description: current.description,
    priority: current.priority,
    tags: [...current.tags],
    tag_keys: current.tags.map(tagKey),
    due_at: nextDueAt(current),
  };
}

/** The whole row of a case. */
export function rowOf(current: Case, secretHash: string | null): Insertable<CaseTables["cases"]> {
  return {
    ...changingColumns(current),
    id: current.id,
    company_id: current.companyId,
    code: current.code,
    created_by: JSON.stringify(current.createdBy),
    created_at: current.createdAt,
    validity_ms: current.validityMs,
    secret_hash: secretHash,
  };
}

function jsonOrNull(value: object | null): string {
  // The column type asks for a string; PostgreSQL takes a null parameter as SQL NULL.
  return (value === null ? null : JSON.stringify(value)) as string;
}
