import type { CaseCard } from "@beckon/protocol/down.ts";
import { Icon } from "../controls/icon.tsx";
import { useMe, useQueuePart } from "../live/use-live.tsx";
import { useNow } from "../live/use-now.ts";
import { useWords } from "../words/use-words.tsx";

/** To whom a case is held out now, and for how much longer [A5]; nothing while it is offered to nobody. */
export function OfferedTo({ offer }: { offer: CaseCard["offer"] }) {
  const w = useWords();
  const me = useMe();
  const now = useNow();
  const people = useQueuePart("people");
  if (!offer || offer.until <= now) return null;
  const name = people.get(offer.to)?.name ?? w.somebodyGone;
  const text = offer.to === me.personId ? w.assignment.offer.toYou : w.assignment.offer.to(name);
  return (
    <span className="inline-flex max-w-full items-center gap-1 text-accent-text" title={text}>
      <Icon name="person" className="size-3.5 shrink-0" />
      <span className="truncate">{text}</span>
      <span className="shrink-0 text-xs" role="timer" aria-live="off">
        {w.f.clock(offer.until - now)}
      </span>
    </span>
  );
}
