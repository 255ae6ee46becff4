import type { OpeningHours } from "@beckon/domain/assignment/hours.ts";
import { isTimeZone } from "@beckon/domain/assignment/time-zone.ts";
import type { NoticeTimes } from "@beckon/domain/notice.ts";
import { useState } from "react";
import { usualHours } from "../assignment/clock-time.ts";
import { HoursEditor } from "../assignment/hours-editor.tsx";
import { SelectField } from "../controls/field.tsx";
import { useWords } from "../words/use-words.tsx";

const KINDS = ["always", "available", "hours"] as const;

/** At which times somebody wishes to be told. Hours that are half written are not kept yet. */
export function NoticeTimesChoice({ times, onChange }: { times: NoticeTimes; onChange: (times: NoticeTimes) => void }) {
  const words = useWords().notices;
  const [kind, setKind] = useState(times.is);
  const [hours, setHours] = useState<OpeningHours>(() => (times.is === "hours" ? times.hours : usualHours()));
  const keep = (is: NoticeTimes["is"], next: OpeningHours) => {
    setKind(is);
    setHours(next);
    if (is !== "hours") onChange({ is });
    else if (isTimeZone(next.timeZone) && next.weekly.length > 0) onChange({ is, hours: next });
  };
  return (
    <>
      <SelectField
        label={words.times}
        value={kind}
        onChange={({ target: { value } }) => keep(KINDS.find((each) => each === value) ?? kind, hours)}
      >
        {KINDS.map((each) => (
          <option key={each} value={each}>
            {words.timesOf[each]}
          </option>
        ))}
      </SelectField>
      {kind === "hours" && <HoursEditor hours={hours} onChange={(next) => keep("hours", next)} />}
    </>
  );
}
