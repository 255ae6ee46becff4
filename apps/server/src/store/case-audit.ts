import { sql } from "kysely";
import type { Actor, Case, CaseEvent } from "@beckon/domain/case.ts";

type Details = Record<string, string | number | boolean | null>;

/**
 * What the audit log keeps of what people do with cases: who, when, which code; nothing that the customer wrote or is
 * called, so that a deleted case leaves nothing personal behind [C12]. Notes and messages are not acts of this kind.
 */
export function auditRows(current: Case, events: readonly CaseEvent[], actor: Actor, at: number) {
  if (actor.kind !== "person") return [];
  return events.flatMap((event) => {
    const details = detailsOf(event, current);
    if (details === undefined) return [];
    return {
      company_id: current.companyId,
      at,
      actor_id: actor.personId,
      actor_name: sql<string>`(SELECT name FROM people WHERE id = ${actor.personId})`,
      act: `case/${event.is}`,
      subject: current.code,
      details: JSON.stringify(details),
    };
  });
}

function detailsOf(event: CaseEvent, current: Case): Details | undefined {
  switch (event.is) {
    case "created":
      return { groupId: event.case.groupId };
    case "assigned":
      return { to: event.to, from: event.from };
    case "edited":
      return { facts: Object.keys(event.to).join(", ") };
    case "extended":
    case "reopened":
      return { validUntil: new Date(event.validUntil).toISOString() };
    case "connected":
    case "left":
      return { groupId: current.groupId };
    case "invited":
      return { personId: event.personId };
    case "handedOver":
      return { to: event.to, from: event.from };
    case "colleagueConnected":
      return { groupId: current.groupId };
    case "messageAnswered":
      return { way: event.way };
    case "closed":
      return { outcome: event.outcome };
    case "deleted":
      return { groupId: current.groupId, state: current.life.state };
    default:
      return undefined;
  }
}
