import type { CaseCard, TimelineEntry } from "@beckon/protocol/down.ts";
import { useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";

/** Says who did something in a case: a person's name, also with the integration that did it for them, the customer's, or the house itself. */
export function useWho(card: CaseCard): (by: TimelineEntry["by"]) => string {
  const w = useWords();
  const people = useQueuePart("people");
  return (by) => {
    if (by.kind === "system") return w.timeline.system;
    if (by.kind === "customer") return card.customerName || w.timeline.parties.customer;
    const name = (by.personId === null ? undefined : people.get(by.personId)?.name) ?? w.somebodyGone;
    return by.through === null ? name : w.timeline.through(name, by.through);
  };
}
