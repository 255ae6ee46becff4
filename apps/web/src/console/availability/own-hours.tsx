import type { OpeningHours } from "@beckon/domain/assignment/hours.ts";
import { isTimeZone } from "@beckon/domain/assignment/time-zone.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { HoursChoice } from "../assignment/hours-choice.tsx";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button } from "../controls/button.tsx";
import { tell } from "../controls/notices.tsx";
import { useMe } from "../live/use-live.tsx";
import { Arriving } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";

/** One's own hours, outside of which the house gives one no cases [A4]. */
export function OwnHours() {
  const { personId } = useMe();
  const kept = useQuery({
    queryKey: ["workload", personId],
    queryFn: () => call(CALLS.readWorkload, { params: { id: personId } }),
  });
  return kept.data ? <OwnHoursForm kept={kept.data.hours} /> : <Arriving query={kept} />;
}

function OwnHoursForm({ kept }: { kept: OpeningHours | null }) {
  const w = useWords();
  const { personId } = useMe();
  const act = useDo();
  const [hours, setHours] = useState(kept);
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void act(() => call(CALLS.changeWorkload, { params: { id: personId }, body: { hours } }), "workload").then(
          (done) => done && tell(w.saved),
        );
      }}
    >
      <HoursField hours={hours} onChange={setHours} />
      <div>
        <Button type="submit" disabled={!areWhole(hours)}>
          {w.save}
        </Button>
      </div>
    </form>
  );
}

/** A person's hours, or any time. */
export function HoursField({
  hours,
  onChange,
}: {
  hours: OpeningHours | null;
  onChange: (hours: OpeningHours | null) => void;
}) {
  const { hours: words } = useWords().availability;
  return (
    <HoursChoice
      hours={hours}
      title={words.title}
      none={[words.any, words.anyHint]}
      own={[words.own, words.ownHint]}
      onChange={onChange}
    />
  );
}

/** Whether hours can be kept as they are: some time, in a time zone that exists. */
export function areWhole(hours: OpeningHours | null): boolean {
  return hours === null || (hours.weekly.length > 0 && isTimeZone(hours.timeZone));
}
