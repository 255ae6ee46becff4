import type { Priority } from "@beckon/domain/case.ts";
import { countsAsLoad } from "@beckon/domain/assignment/candidate.ts";
import type { Reason } from "@beckon/domain/assignment/reason.ts";
import type { Played } from "./simulate.ts";

/** What one person had in a day; `mostAtOnce`: cases that count; `withCustomersMs`: over all their cases, side by side too. */
export type PersonFigures = {
  id: string;
  atOnce: number;
  offers: number;
  cases: number;
  declined: number;
  missed: number;
  setAway: number;
  mostAtOnce: number;
  withCustomersMs: number;
};

/** What came of a day; times in ms, `waits` of those who were helped, `gaveUp` how long those waited who left before. */
export type DayFigures = {
  cases: number;
  cameBack: number;
  waits: { groupId: string; priority: Priority; ms: number }[];
  gaveUp: number[];
  stillWaiting: number;
  escalated: number;
  moved: number;
  withdrawn: number;
  byHand: number;
  reasons: ReadonlyMap<Reason["because"], number>;
  askedAgain: number;
  people: PersonFigures[];
};

/** Counts what happened in a day that was played. */
export function figuresOf({ day, house, happenings, setAway }: Played): DayFigures {
  const people = new Map(
    day.people.map(({ id, atOnce }): [string, PersonFigures] => {
      const none = { offers: 0, cases: 0, declined: 0, missed: 0, mostAtOnce: 0, withCustomersMs: 0 };
      return [id, { id, atOnce, ...none, setAway: setAway.filter((one) => one === id).length }];
    }),
  );
  const figures: DayFigures = {
    cases: house.cases.size,
    cameBack: house.cases.size - new Set([...house.cases.values()].map((one) => one.customerEmail)).size,
    waits: [],
    gaveUp: [],
    stillWaiting: [...house.cases.values()].filter((one) => one.waitingSince !== null && one.customer.is !== "left")
      .length,
    escalated: 0,
    moved: 0,
    withdrawn: 0,
    byHand: 0,
    reasons: new Map(),
    askedAgain: 0,
    people: [...people.values()],
  };
  const reasons = new Map<Reason["because"], number>();
  const having = new Map<string, Set<string>>();

  for (const { event, before, after, at } of happenings) {
    const person = (id: string | null) => (id === null ? undefined : people.get(id));
    const theirs = person(after.assigneeId);
    if (theirs) {
      const held = having.get(theirs.id) ?? new Set();
      if (countsAsLoad(after)) held.add(after.id);
      else held.delete(after.id);
      having.set(theirs.id, held);
      theirs.mostAtOnce = Math.max(theirs.mostAtOnce, held.size);
    }
    if (event.is === "offered") {
      reasons.set(event.reason.because, (reasons.get(event.reason.because) ?? 0) + 1);
      if (event.reason.askedBefore > 0) figures.askedAgain++;
      const asked = person(event.to);
      if (asked) asked.offers++;
    }
    if (event.is === "offerEnded") {
      const asked = person(event.to);
      if (asked && event.because === "declined") asked.declined++;
      if (asked && event.because === "missed") asked.missed++;
      if (event.because === "withdrawn") figures.withdrawn++;
      if (event.because === "accepted") figures.byHand--;
    }
    if (event.is === "assigned") figures.byHand++;
    if (event.is === "escalated") {
      figures.escalated++;
      if (event.to !== null) figures.moved++;
    }
    if (event.is === "connected" && event.party === "expert") {
      figures.waits.push({ groupId: after.groupId, priority: after.priority, ms: at - (before.waitingSince ?? at) });
      if (theirs) theirs.cases++;
    }
    if (event.is === "closed" && theirs && before.life.state === "inProgress")
      theirs.withCustomersMs += at - before.life.startedAt;
    if (event.is === "left" && event.party === "customer") figures.gaveUp.push(at - (before.waitingSince ?? at));
  }
  return { ...figures, reasons };
}
