import type { Case, CaseEvent } from "@beckon/domain/case.ts";
import type { CaseDetail, TimelineEntry } from "@beckon/protocol/down.ts";
import { mayClose } from "@beckon/domain/decide.ts";
import type { PersonScope } from "@beckon/domain/permissions.ts";
import type { HistoryEntry } from "../desk/ports.ts";
import { attachmentsIn } from "./attachments-in.ts";
import { caseCard } from "./case-card.ts";

/** One case with all that an expert may know of it. */
export function caseDetail(
  current: Case,
  history: readonly HistoryEntry[],
  { contactId, cases }: { contactId: string | null; cases: readonly Case[] },
  reader: PersonScope & { write: boolean },
  publicUrl: string,
): CaseDetail {
  const { createdBy } = current;
  return {
    card: caseCard(current),
    createdBy:
      createdBy.kind === "person"
        ? { kind: "person", id: createdBy.personId }
        : { kind: "module", id: createdBy.moduleId },
    device: current.device,
    joinUrl: `${publicUrl}/${current.code}`,
    mayClose: mayClose(current, reader),
    timeline: timelineOf(history),
    contactId,
    attachments: attachmentsIn(history),
    earlier: cases.map(({ id, code, life, createdAt, description }) => ({
      id,
      code,
      state: life.state,
      createdAt,
      description,
    })),
  };
}

/** A case's history in the words of the wire. */
export function timelineOf(history: readonly HistoryEntry[]): TimelineEntry[] {
  return history.map(({ seq, at, actor, event }) => ({
    seq,
    at,
    by: {
      kind: actor.kind,
      personId: actor.kind === "person" ? actor.personId : null,
      through: (actor.kind === "person" ? actor.through : undefined) ?? null,
    },
    what: whatHappened(event),
  }));
}

function whatHappened(event: CaseEvent): TimelineEntry["what"] {
  switch (event.is) {
    case "created":
      return { is: "created", how: event.case.createdBy.kind === "person" ? "byHand" : "byModule" };
    case "edited":
      return {
        is: "edited",
        facts: Object.keys(event.to) as (keyof typeof event.to)[],
        ...(event.to.priority ? { priority: event.to.priority } : {}),
        ...(event.to.tags ? { tags: [...event.to.tags] } : {}),
      };
    case "integrationChanged":
      return { is: "integrationChanged", facts: Object.keys(event.to) as (keyof typeof event.to)[] };
    case "connected":
    case "dropped":
    case "returned":
      return { is: event.is, party: event.party };
    case "left":
      return { is: "left", party: event.party, because: event.because };
    case "attached":
      return { is: "attached", name: event.attachment.name };
    case "messageLeft":
      return { is: "messageLeft", text: event.text, callBack: event.callBack, stays: event.stays };
    case "consented":
      return { is: "consented", answer: event.answer, personId: event.personId };
    case "colleagueConnected":
    case "colleagueDropped":
    case "colleagueReturned":
      return { is: event.is, personId: event.personId };
    case "deleted":
      throw new Error("A deleted case has no history to show");
    default:
      return event;
  }
}
