import { isOpenAt, type OpeningHours } from "./assignment/hours.ts";
import type { Choice } from "./availability.ts";

/**
 * Who is told of which waiting case, by which way, and when again [Q4, N1, N2]. Instants and durations are milliseconds.
 */

/** The tones a console can make itself heard with. */
export const SOUNDS = ["chime", "bell", "knock"] as const;
export type Sound = (typeof SOUNDS)[number];

/** How long until a case that nobody took makes itself known again; 0: it does not. */
export const NOTICE_REPEATS_MS = [0, 30_000, 60_000, 120_000, 300_000, 600_000] as const;

/** When somebody is told: always, unless they said they are away or busy, or at hours of their own. */
export type NoticeTimes = { is: "always" } | { is: "available" } | { is: "hours"; hours: OpeningHours };

/** What a person has chosen [N2]. */
export type NoticeChoices = {
  /** While a console of theirs is open: the number in the tab's title, a tone (null: none), a notification on the desktop. */
  badge: boolean;
  sound: Sound | null;
  desktop: boolean;
  /** While none is: to their browsers, and by e-mail. */
  push: boolean;
  email: boolean;
  /** Of which cases: those nobody has taken, those that were given to them, and, for supervisors, those that escalated. */
  untaken: boolean;
  mine: boolean;
  escalated: boolean;
  /** Only of these groups; null: of all that are theirs. */
  groups: string[] | null;
  times: NoticeTimes;
  repeatMs: (typeof NOTICE_REPEATS_MS)[number];
};

/** What holds until somebody chooses. */
export const DEFAULT_NOTICES: NoticeChoices = {
  badge: true,
  sound: "chime",
  desktop: false,
  push: true,
  email: false,
  untaken: true,
  mine: true,
  escalated: true,
  groups: null,
  times: { is: "always" },
  repeatMs: 30_000,
};

/** Why a waiting case calls for somebody: nobody has taken it, not even in time, or it was given to them and they have yet to come. */
export type NoticeAbout = "untaken" | "escalated" | "mine";

/** A case whose customer waits. `assignedById`: who gave it to its assignee; null: the house, or its module. */
export type Calling = {
  groupId: string;
  assigneeId: string | null;
  assignedById?: string | null;
  /** When nobody had come within the group's limit [A9]. */
  escalatedAt?: number | null;
  /** To whom the house offers it just now, where that is known: the others are left in peace meanwhile. */
  offer?: { to: string } | null;
};

/** Somebody who could be told. `supervises`: escalated cases are theirs to know of. */
export type Tellable = { id: string; supervises: boolean; choices: NoticeChoices };

/** Why a person is told of a waiting case: the first reason that fits and that they chose; null when there is none [N2]. */
export function noticeAbout(one: Calling, { id, supervises, choices }: Tellable): NoticeAbout | null {
  if (choices.groups !== null && !choices.groups.includes(one.groupId)) return null;
  const escalated = one.escalatedAt !== null && one.escalatedAt !== undefined && supervises;
  const reasons: NoticeAbout[] = [];
  if (one.assigneeId === null) {
    if (escalated) reasons.push("escalated");
    if (!one.offer || one.offer.to === id) reasons.push("untaken");
  }
  // Who took a case themselves knows of it.
  else if (one.assigneeId === id && one.assignedById !== id) reasons.push("mine");
  return reasons.find((reason) => choices[reason]) ?? null;
}

/** Whether this is a time at which somebody who stands so wishes to be told. */
export function isNoticeTime({ times }: NoticeChoices, standing: Choice, now: number): boolean {
  switch (times.is) {
    case "always":
      return true;
    case "available":
      return standing === "online";
    case "hours":
      return isOpenAt(times.hours, now);
  }
}

/** The ways that reach a person who has no console open. */
export const NOTICE_WAYS = ["push", "email"] as const;
export type NoticeWay = (typeof NOTICE_WAYS)[number];

/** How long nobody is told by this way, so that a console that is only being reloaded, or a quick colleague, spares the notice. */
export const FIRST_NOTICE_MS: Readonly<Record<NoticeWay, number>> = { push: 3_000, email: 15_000 };
const SHORTEST_GAP_MS: Readonly<Record<NoticeWay, number>> = { push: 60_000, email: 300_000 };
const LONGEST_GAP_MS = 30 * 60_000;

/** When a notice is repeated that was given `told` times, the last time at `at`: each pause is twice the one before; null for never. */
export function repeatsAt(way: NoticeWay, told: number, at: number, { repeatMs }: NoticeChoices): number | null {
  if (repeatMs === 0) return null;
  const gap = Math.max(repeatMs, SHORTEST_GAP_MS[way]) * 2 ** Math.min(told - 1, 10);
  return at + Math.min(gap, LONGEST_GAP_MS);
}
