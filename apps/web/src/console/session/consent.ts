import type { ConsentAnswer } from "@beckon/domain/case.ts";
import type { TimelineEntry } from "@beckon/protocol/down.ts";

/** What the customer answered to this person as they are there now; null while they have not [R1]. */
export function answerOf(
  timeline: readonly TimelineEntry[],
  personId: string,
): { answer: ConsentAnswer; at: number } | null {
  for (const { what, by, at } of timeline.toReversed()) {
    if (what.is === "consented" && what.personId === personId) return { answer: what.answer, at };
    if (what.is === "connected" && what.party === "expert" && by.personId === personId) return null;
    if (what.is === "colleagueConnected" && what.personId === personId) return null;
  }
  return null;
}

/** Why a colleague's part ended last, if it did. */
export function endingOf(timeline: readonly TimelineEntry[], personId: string) {
  for (const { what } of timeline.toReversed()) {
    if (what.is === "colleagueLeft" && what.personId === personId) return what.because;
    if (what.is === "uninvited" && what.personId === personId) return what.because;
    if (what.is === "colleagueConnected" && what.personId === personId) return null;
  }
  return null;
}
