import { sql } from "kysely";
import type { AuditAct } from "@beckon/domain/audit-act.ts";
import { isPresent } from "@beckon/domain/presence.ts";
import type { Actor, Case, CaseEvent } from "@beckon/domain/case.ts";
import { personOf } from "@beckon/domain/case.ts";

type Details = Record<string, string | number | boolean | null>;
type Entry = { act: AuditAct; details: Details };

/**
 * What the audit log keeps of what people do with cases: who, when, which code; nothing that the customer wrote or is
 * called, so that a deleted case leaves nothing personal behind [C12]. Notes and messages are not acts of this kind. Every
 * stay of a person in a session is told with its beginning and its end, whoever ended it.
 */
export function auditRows(current: Case, events: readonly CaseEvent[], actor: Actor, at: number) {
  const row = (personId: string, { act, details }: Entry) => ({
    company_id: current.companyId,
    at,
    actor_id: personId,
    actor_name: sql<string>`(SELECT name FROM people WHERE id = ${personId})`,
    through: actor.kind === "person" && actor.personId === personId ? (actor.through ?? "") : "",
    act,
    subject: current.code,
    details: JSON.stringify(details),
  });
  return events.flatMap((event) => {
    const leaving = whoLeaves(event, current, events);
    const entry = actor.kind === "person" ? entryOf(event, current) : undefined;
    return [
      ...(leaving ? [row(leaving.personId, leaving)] : []),
      ...(actor.kind === "person" && entry ? [row(actor.personId, entry)] : []),
    ];
  });
}

function whoLeaves(
  event: CaseEvent,
  { groupId, expert }: Case,
  events: readonly CaseEvent[],
): (Entry & { personId: string }) | undefined {
  const personId = personOf(expert);
  const dropped = { because: "dropped" };
  switch (event.is) {
    case "colleagueLeft": {
      const details = { groupId, ...(event.because === "dropped" ? dropped : {}) };
      return { act: "case/colleagueLeft", details, personId: event.personId };
    }
    case "left": {
      const details = { groupId, ...(event.because === "dropped" ? dropped : {}) };
      return event.party === "expert" && personId !== null ? { act: "case/left", details, personId } : undefined;
    }
    case "closed":
    case "expired": {
      // Ending the case ends the session, without a word of leaving.
      const stays = isPresent(expert) && !events.some((other) => other.is === "left" && other.party === "expert");
      return stays && personId !== null ? { act: "case/left", details: { groupId }, personId } : undefined;
    }
    default:
      return undefined;
  }
}

function entryOf(event: CaseEvent, current: Case): Entry | undefined {
  const { groupId } = current;
  switch (event.is) {
    case "created":
      return { act: "case/created", details: { groupId: event.case.groupId } };
    case "assigned":
      return { act: "case/assigned", details: { to: event.to, from: event.from } };
    case "edited":
      return { act: "case/edited", details: { facts: Object.keys(event.to).join(", ") } };
    case "extended":
    case "reopened":
      return { act: `case/${event.is}`, details: { validUntil: new Date(event.validUntil).toISOString() } };
    case "connected":
    case "colleagueConnected":
      return { act: `case/${event.is}`, details: { groupId } };
    case "invited":
      return { act: "case/invited", details: { personId: event.personId } };
    case "handedOver":
      return { act: "case/handedOver", details: { to: event.to, from: event.from } };
    case "messageAnswered":
      return { act: "case/messageAnswered", details: { way: event.way } };
    case "closed":
      return { act: "case/closed", details: { outcome: event.outcome } };
    case "deleted":
      return { act: "case/deleted", details: { groupId, state: current.life.state } };
    default:
      return undefined;
  }
}
