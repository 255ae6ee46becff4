import { CHOICES } from "@beckon/domain/availability.ts";
import { Icon } from "../controls/icon.tsx";
import { Menu } from "../controls/menu.tsx";
import { useAsk, useMe, useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";
import { StatusMark } from "./status-mark.tsx";

/** How the person signed in stands towards new cases, with how many they have, and the way to say otherwise [A11]. */
export function AvailabilityControl() {
  const w = useWords();
  const ask = useAsk();
  const me = useMe();
  const own = useQueuePart("people").get(me.personId);
  if (!own) return null;
  const { availability, load, capacity } = own;
  return (
    <Menu
      look="flex h-9 min-w-0 items-center gap-2 rounded-sm border border-line bg-surface px-2 text-left hover:bg-sunken data-popup-open:bg-sunken pointer-coarse:h-11"
      trigger={
        <>
          <span className="sr-only">{w.availability.label}: </span>
          <StatusMark status={availability.status} />
          <span className="font-medium">{w.availability.statuses[availability.status]}</span>
          <span className="grow truncate text-right text-muted">{w.availability.cases(load, capacity)}</span>
          <Icon name="down" className="size-4 text-muted" />
        </>
      }
      entries={CHOICES.map((status) => ({
        label: w.availability.statuses[status],
        hint: w.availability.hints[status],
        sign: <StatusMark status={status} />,
        checked: status === availability.status,
        onSelect: () => ask({ type: "availability/choose", status }),
      }))}
    />
  );
}
