import type { TimelineEntry } from "@beckon/protocol/down.ts";
import { reasonSentence } from "../assignment/reason-sentence.ts";
import type { Words } from "../words/use-words.tsx";

/** Says one line of a case's history in words. `who` did it; `nameOf` names a person of the company by id, `groupOf` a group. */
export function timelineSentence(
  w: Words,
  { by, what }: TimelineEntry,
  who: string,
  nameOf: (personId: string) => string,
  groupOf: (groupId: string) => string,
): string {
  const t = w.timeline;
  const a = w.assignment.timeline;
  const p = w.people.timeline;
  const m = w.waiting.timeline;
  switch (what.is) {
    case "created":
      return what.how === "byHand" ? t.created.byHand(who) : t.created.byModule();
    case "assigned":
      if (what.to === null) return t.unassigned(who);
      if (by.kind === "person" && by.personId === what.to) return t.took(who);
      return by.kind === "system" ? t.autoAssigned(nameOf(what.to)) : t.assigned(who, nameOf(what.to));
    case "edited":
      return t.edited(who, what.facts.map(sayFact).join(", "));
    case "integrationChanged":
      return t.edited(who, what.facts.map((fact) => t.keptFacts[fact]).join(", "));
    case "extended":
      return t.extended(who, w.f.date(what.validUntil));
    case "noted":
      return `${t.noted(who)}: ${what.text}`;
    case "said":
      return `${t.said(who)}: ${what.text}`;
    case "connected":
      return t.connected(partyName(what.party));
    case "dropped":
      return t.dropped(partyName(what.party));
    case "returned":
      return t.returned(partyName(what.party));
    case "left":
      return t.left[what.because](partyName(what.party));
    case "consented":
      return t.consented[what.answer];
    case "invited":
      return p.invited(who, nameOf(what.personId), what.part);
    case "uninvited":
      return p.uninvited[what.because](who, nameOf(what.personId));
    case "colleagueConnected":
      return p.connected(nameOf(what.personId));
    case "colleagueDropped":
      return p.dropped(nameOf(what.personId));
    case "colleagueReturned":
      return p.returned(nameOf(what.personId));
    case "colleagueLeft":
      return p.left[what.because](who, nameOf(what.personId));
    case "offered":
      return a.offered(nameOf(what.to), reasonSentence(w, what.reason));
    case "offerEnded":
      return a.ended[what.because](nameOf(what.to));
    case "escalated": {
      const waited = w.f.span(what.waitedMs);
      return what.to === null ? a.stayed(waited) : a.moved(waited, groupOf(what.from), groupOf(what.to));
    }
    case "handedOver":
      return p.handedOver(who, nameOf(what.to));
    case "attached":
      return m.attached(what.name);
    case "messageLeft":
      return (what.stays ? m.beside : m.left)(what.text);
    case "messageAnswered":
      return m.answered(who, w.waiting.ways[what.way], what.note);
    case "messageTakenBack":
      return m.takenBack;
    case "closed":
      return t.closed(who, what.outcome === null ? null : w.outcomes[what.outcome]);
    case "expired":
      return t.expired;
    case "reopened":
      return t.reopened(who, w.f.date(what.validUntil));
    case "rated":
      return what.comment ? `${t.rated(what.stars)}: ${what.comment}` : t.rated(what.stars);
    case "erased":
      return t.erased(who);
  }

  /** What cannot be seen any more once it changed again is said with what it was set to. */
  function sayFact(fact: Extract<TimelineEntry["what"], { is: "edited" }>["facts"][number]): string {
    if (what.is !== "edited") return t.facts[fact];
    if (fact === "priority" && what.priority) return w.tags.withValue(t.facts.priority, w.priorities[what.priority]);
    if (fact === "tags" && what.tags) return w.tags.withValue(t.facts.tags, what.tags.join(", ") || w.tags.noTags);
    return t.facts[fact];
  }

  /** Drops are noticed by the house itself: then only the side is known. */
  function partyName(party: "customer" | "expert"): string {
    const themselves = party === "customer" ? by.kind === "customer" : by.kind === "person";
    return themselves ? who : t.parties[party];
  }
}
