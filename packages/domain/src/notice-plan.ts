import type { Choice } from "./availability.ts";
import { FIRST_NOTICE_MS, isNoticeTime, NOTICE_WAYS, noticeAbout } from "./notice.ts";
import type { Calling, NoticeWay, Tellable } from "./notice.ts";

/** Somebody who can be reached while no console of theirs is open; `groups` are those in which they may take cases. */
export type Reachable = Tellable & {
  /** How they said they stand, whether or not they are there. */
  standing: Choice;
  /** Whether a console of theirs is open anywhere. */
  online: boolean;
  groups: ReadonlySet<string>;
  ways: ReadonlySet<NoticeWay>;
};

/** What is remembered of telling one person of one case by one way. */
export type NoticeEntry = {
  personId: string;
  caseId: string;
  way: NoticeWay;
  /** How often it was told. */
  told: number;
  /** When it is told next; null: not again. */
  nextAt: number | null;
  /** Somebody is telling it until then; null: nobody is. */
  leasedUntil: number | null;
};

/** What follows for one entry. `tell` and `withdraw` are leased first, and done by whoever leased them. */
export type NoticeStep = { entry: NoticeEntry } & (
  | { do: "remember" }
  | { do: "forget" }
  | { do: "postpone"; to: number }
  | { do: "tell" }
  | { do: "withdraw" }
);

/** While a console is open it makes the case known itself; this is how long after it closed at the least others do. */
const POSTPONED_MS = 30_000;

/**
 * Says for all cases that wait and everything that is remembered what to do now [N1, N2]. What somebody is telling just now
 * is left to them: it is looked at again when they are done.
 */
export function planNotices(
  calling: readonly (Calling & { id: string })[],
  people: readonly Reachable[],
  entries: readonly NoticeEntry[],
  now: number,
): NoticeStep[] {
  const known = new Map(entries.map((entry) => [keyOf(entry), entry]));
  const steps: NoticeStep[] = [];
  for (const person of people) {
    if (!isNoticeTime(person.choices, person.standing, now)) continue;
    for (const one of calling) {
      if (!person.groups.has(one.groupId) || noticeAbout(one, person) === null) continue;
      for (const way of NOTICE_WAYS) {
        if (!person.choices[way] || !person.ways.has(way)) continue;
        const fresh = { personId: person.id, caseId: one.id, way, told: 0, nextAt: now + FIRST_NOTICE_MS[way] };
        const entry = known.get(keyOf(fresh));
        known.delete(keyOf(fresh));
        steps.push(...stepsFor(entry, { ...fresh, leasedUntil: null }, person.online, now));
      }
    }
  }
  // What is left calls for nobody any more: it was taken, the customer left, or it is no longer wished.
  for (const entry of known.values()) {
    if (isLeased(entry, now)) continue;
    // A lease that ran out unanswered may have been told.
    const mayShow = entry.way === "push" && (entry.told > 0 || entry.leasedUntil !== null);
    steps.push({ entry, do: mayShow ? "withdraw" : "forget" });
  }
  return steps;
}

function stepsFor(entry: NoticeEntry | undefined, fresh: NoticeEntry, online: boolean, now: number): NoticeStep[] {
  if (entry === undefined) return online ? [] : [{ entry: fresh, do: "remember" }];
  if (isLeased(entry, now) || entry.nextAt === null) return [];
  if (!online) return entry.nextAt <= now ? [{ entry, do: "tell" }] : [];
  if (entry.told === 0) return [{ entry, do: "forget" }];
  return entry.nextAt <= now ? [{ entry, do: "postpone", to: now + POSTPONED_MS }] : [];
}

function isLeased({ leasedUntil }: NoticeEntry, now: number): boolean {
  return leasedUntil !== null && leasedUntil > now;
}

function keyOf({ personId, caseId, way }: Pick<NoticeEntry, "personId" | "caseId" | "way">): string {
  return `${personId} ${caseId} ${way}`;
}
