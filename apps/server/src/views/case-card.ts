import type { Case, Presence } from "@beckon/domain/case.ts";
import type { CaseCard } from "@beckon/protocol/down.ts";

/** A case as the queue shows it: the same for everybody who may see it [Q2]. */
export function caseCard(current: Case): CaseCard {
  const { life } = current;
  return {
    id: current.id,
    version: current.version,
    code: current.code,
    state: life.state,
    priority: current.priority,
    groupId: current.groupId,
    moduleId: current.moduleId,
    assigneeId: current.assigneeId,
    customerName: current.customerName,
    customerEmail: current.customerEmail,
    description: current.description,
    tags: [...current.tags],
    createdAt: current.createdAt,
    validUntil: current.validUntil,
    waitingSince: current.waitingSince,
    message: current.message,
    endedAt: life.state === "closed" ? life.closedAt : life.state === "expired" ? life.expiredAt : null,
    outcome: life.state === "closed" ? life.outcome : null,
    customer: presence(current.customer),
    channel: current.device?.channel ?? null,
    expert: presence(current.expert),
    colleagues: current.colleagues.map(({ personId, part, byId, presence: side }) => ({
      personId,
      part,
      byId,
      is: side.is,
      since: side.is === "never" ? null : side.since,
    })),
    offer: current.offer,
    stars: current.rating?.stars ?? null,
  };
}

function presence(side: Presence): CaseCard["customer"] {
  return side.is === "never"
    ? { is: "never", since: null, personId: null }
    : { is: side.is, since: side.since, personId: side.personId };
}
