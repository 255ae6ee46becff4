import { evolve, type Actor, type Case, type CaseChange, type Command } from "./case.ts";
import type { OfferEnd } from "./offer.ts";
import { isGivable } from "./queue.ts";
import { done, type Outcome } from "./refusal.ts";

/**
 * What the house does to give a case to somebody. What is no longer so when it comes to it is nobody's fault: then
 * nothing happens, and the house looks again [A13].
 */
export function give(
  current: Case,
  command: Extract<Command, { do: "offer" | "withdraw" | "escalate" }>,
  now: number,
): Outcome<CaseChange[]> {
  const { offer, groupId } = current;
  const withdrawn: CaseChange[] = offer ? [{ is: "offerEnded", to: offer.to, because: "withdrawn" }] : [];
  if (command.do === "withdraw") return done(offer?.to === command.from ? withdrawn : []);
  if (!isGivable(current)) return done([]);
  if (command.do === "offer")
    return done(
      offer || groupId !== command.groupId
        ? []
        : [{ is: "offered", to: command.to, until: command.until, reason: command.reason }],
    );
  if (current.escalatedAt !== null) return done([]);
  const waitedMs = now - (current.waitingSince ?? now);
  return done([...withdrawn, { is: "escalated", from: groupId, to: command.to, waitedMs }]);
}

/** What a command came to, with the end of the offer that it answers or makes void: the case is taken, moved, over, or its customer gone. */
export function endingOffer(current: Case, events: CaseChange[], by: Actor, now: number): CaseChange[] {
  const { offer } = current;
  if (!offer || events.some(({ is }) => is === "offerEnded" || is === "deleted")) return events;
  const after = events.reduce((before, event) => evolve(before, event, by, now), current);
  if (isGivable(after) && after.groupId === current.groupId) return events;
  const taken = events.find((event) => event.is === "assigned");
  const themselves = by.kind === "person" && by.personId === offer.to && taken?.to === offer.to;
  const because: OfferEnd = taken ? (themselves ? "accepted" : "taken") : "withdrawn";
  return [{ is: "offerEnded", to: offer.to, because }, ...events];
}
