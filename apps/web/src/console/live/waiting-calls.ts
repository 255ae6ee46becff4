import { isOpen } from "@beckon/domain/case.ts";
import { noticeAbout, type NoticeChoices } from "@beckon/domain/notice.ts";
import type { CaseCard } from "@beckon/protocol/down.ts";

/** Whether the customer of this card is there and nobody has come yet. */
export function isWaitingCard(card: CaseCard): boolean {
  const expertThere = card.expert.is === "connected" || card.expert.is === "reconnecting";
  return isOpen(card.state) && card.waitingSince !== null && !expertThere && card.customer.is !== "left";
}

/** Whether a waiting case calls for this person, and they wish to know of such cases [N2]. */
function callsFor(card: CaseCard, myId: string, choices: NoticeChoices): boolean {
  return isWaitingCard(card) && noticeAbout(card, { id: myId, supervises: false, choices }) !== null;
}

export type Calls = {
  /** Cases that nobody has taken, for the badge. */
  untaken: CaseCard[];
  /** Cases to make known now: new ones, and those whose last call is as long ago as was chosen. */
  due: CaseCard[];
};

/**
 * Says which waiting cases make themselves known now [Q4], and remembers it in `calledAt` (case id → instant, changed
 * in place). What waits when the page opens counts as known; a case given to this person is told once.
 */
export function callsNow(
  cards: Iterable<CaseCard>,
  myId: string,
  calledAt: Map<string, number>,
  now: number,
  first: boolean,
  choices: NoticeChoices,
): Calls {
  const untaken: CaseCard[] = [];
  const due: CaseCard[] = [];
  const calling = new Set<string>();
  for (const card of cards) {
    if (!callsFor(card, myId, choices)) continue;
    calling.add(card.id);
    const last = calledAt.get(card.id);
    if (card.assigneeId === null) untaken.push(card);
    if (last === undefined) {
      calledAt.set(card.id, now);
      if (!first) due.push(card);
    } else if (card.assigneeId === null && choices.repeatMs > 0 && now - last >= choices.repeatMs) {
      calledAt.set(card.id, now);
      due.push(card);
    }
  }
  for (const id of calledAt.keys()) if (!calling.has(id)) calledAt.delete(id);
  return { untaken, due };
}
