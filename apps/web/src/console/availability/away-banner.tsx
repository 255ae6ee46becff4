import { useEffect, useRef } from "react";
import { Button } from "../controls/button.tsx";
import { tell } from "../controls/notices.tsx";
import { useAsk, useMe, useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";

/** Says that the house took somebody for away, why, and how that ends [A5, A11]. */
export function AwayBanner() {
  const w = useWords();
  const ask = useAsk();
  const me = useMe();
  const own = useQueuePart("people").get(me.personId)?.availability;
  const because = own?.because === "inactivity" || own?.because === "missed" ? own.because : null;
  const idleSince = useRef<number | null>(null);
  useEffect(() => {
    const before = idleSince.current;
    idleSince.current = because === "inactivity" ? (own?.since ?? null) : null;
    // The banner is gone with the first touch, before anybody could read it.
    if (before !== null && own?.status === "online") tell(w.availability.backAgain(w.f.time(before)));
  }, [because, own, w]);
  return (
    <div role="status">
      {because && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 bg-warn-soft px-4 py-1.5 text-warn">
          <span className="grow basis-60">{w.availability.setAway[because]}</span>
          {because === "missed" && (
            <Button onPress={() => ask({ type: "availability/choose", status: "online" })}>
              {w.availability.imBack}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
