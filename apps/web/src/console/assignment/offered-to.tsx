import type { CaseCard } from "@beckon/protocol/down.ts";
import { Icon } from "../controls/icon.tsx";
import { useMe, useQueuePart } from "../live/use-live.tsx";
import { useNow } from "../live/use-now.ts";
import { useWords } from "../words/use-words.tsx";

/** To whom a case is held out now, and for how much longer [A5]; nothing while it is offered to nobody. `short`: where there is little room. */
export function OfferedTo({ offer, short = false }: { offer: CaseCard["offer"]; short?: boolean }) {
  const w = useWords();
  const me = useMe();
  const now = useNow();
  const people = useQueuePart("people");
  if (!offer || offer.until <= now) return null;
  const name = people.get(offer.to)?.name ?? w.somebodyGone;
  const mine = offer.to === me.personId;
  const text = mine ? w.assignment.offer.toYou : w.assignment.offer.to(name);
  return (
    <span className="inline-flex max-w-full items-center gap-1 text-accent-text" title={text}>
      <Icon name="handOver" className="size-3.5 shrink-0" />
      <span className={short ? "sr-only" : "truncate"}>{text}</span>
      {short && (
        <span aria-hidden="true" className="truncate">
          {mine ? w.you : name}
        </span>
      )}
      <span className="shrink-0 text-xs" role="timer" aria-live="off">
        {w.f.clock(offer.until - now)}
      </span>
    </span>
  );
}
