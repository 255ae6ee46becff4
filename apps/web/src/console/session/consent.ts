import type { ConsentAnswer } from "@beckon/domain/case.ts";
import type { TimelineEntry } from "@beckon/protocol/down.ts";

/** What the customer answered to the expert who is there now; null while they have not [R1]. */
export function answerOf(timeline: readonly TimelineEntry[]): { answer: ConsentAnswer; at: number } | null {
  for (const { what, at } of timeline.toReversed()) {
    if (what.is === "consented") return { answer: what.answer, at };
    if (what.is === "connected" && what.party === "expert") return null;
  }
  return null;
}
