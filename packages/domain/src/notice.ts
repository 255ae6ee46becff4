/**
 * Who is told of which waiting case, by which way, and when again [Q4, N1, N2]. Instants and durations are milliseconds.
 */

/** The tones a console can make itself heard with. */
export const SOUNDS = ["chime", "bell", "knock"] as const;
export type Sound = (typeof SOUNDS)[number];

/** How long until a case that nobody took makes itself known again; 0: it does not. */
export const NOTICE_REPEATS_MS = [0, 30_000, 60_000, 120_000, 300_000, 600_000] as const;

/** What a person has chosen [N2]. */
export type NoticeChoices = {
  /** While a console of theirs is open: the number in the tab's title, a tone (null: none), a notification on the desktop. */
  badge: boolean;
  sound: Sound | null;
  desktop: boolean;
  /** While none is: to their browsers, and by e-mail. */
  push: boolean;
  email: boolean;
  /** Of which cases: those nobody has taken, and those that were given to them. */
  untaken: boolean;
  mine: boolean;
  /** Only of these groups; null: of all that are theirs. */
  groups: string[] | null;
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
  groups: null,
  repeatMs: 30_000,
};

/** Why a waiting case calls for somebody: nobody has taken it, or it was given to them and they have yet to come. */
export type NoticeAbout = "untaken" | "mine";

/** Why a case whose customer waits calls for this person; null when it calls for somebody else, or they took it themselves. */
export function noticeAbout(
  { assigneeId, assignedById }: { assigneeId: string | null; assignedById?: string | null },
  personId: string,
): NoticeAbout | null {
  if (assigneeId === null) return "untaken";
  return assigneeId === personId && assignedById !== personId ? "mine" : null;
}

/** Whether this is a case that the person wishes to be told of. */
export function wishesToKnow(choices: NoticeChoices, about: NoticeAbout, groupId: string): boolean {
  return choices[about] && (choices.groups === null || choices.groups.includes(groupId));
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
