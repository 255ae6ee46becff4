import { useState } from "react";
import { SelectField, TextField } from "../controls/field.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { useNow } from "../live/use-now.ts";
import { useSpoken } from "../words/use-words.tsx";
import type { ReportFilters } from "./report-filters.ts";
import { DAYS_BACK, daysOf, lastMonths, monthStart, readTime, USUAL_TIME } from "./report-time.ts";

const MONTHS_SHOWN = 13;

/** What a report is of: the time, the group, the module, the person. */
export function ReportBar({ filters, onChange }: { filters: ReportFilters; onChange: (next: ReportFilters) => void }) {
  const { words: w, language } = useSpoken();
  const groups = useQueuePart("groups");
  const modules = useQueuePart("modules");
  const people = useQueuePart("people");
  const time = filters.time ?? USUAL_TIME;
  const now = useNow();
  const months = lastMonths(now, MONTHS_SHOWN);
  const month = new Intl.DateTimeFormat(language, { month: "long", year: "numeric" });
  const isOwn = time.includes("..");
  const narrow = (part: Partial<Record<keyof ReportFilters, string>>) => {
    const all = Object.entries({ ...filters, ...part }).filter(([, value]) => value !== "");
    onChange(Object.fromEntries(all) as ReportFilters);
  };
  return (
    <div className="grid grid-cols-2 items-end gap-2 sm:flex sm:flex-wrap">
      <SelectField
        label={w.reports.time}
        className="w-full"
        value={isOwn ? "own" : time}
        onChange={({ target: { value } }) => {
          const { first, last } = daysOf(time, now);
          narrow({ time: value === "own" ? `${first}..${last}` : value });
        }}
      >
        {DAYS_BACK.map((days) => (
          <option key={days} value={days}>
            {w.reports.days(Number(days))}
          </option>
        ))}
        {[...new Set([...months, ...(/^\d{4}-\d\d$/.test(time) ? [time] : [])])].map((one) => (
          <option key={one} value={one}>
            {month.format(monthStart(one))}
          </option>
        ))}
        <option value="own">{w.reports.ownTime}</option>
      </SelectField>
      {isOwn && <OwnDays time={time} onChange={(next) => narrow({ time: next })} />}
      <OneOf
        label={w.reports.group}
        all={w.reports.allGroups}
        chosen={filters.group}
        ones={[...groups.values()]}
        onChoose={(group) => narrow({ group })}
      />
      <OneOf
        label={w.reports.module}
        all={w.reports.allModules}
        chosen={filters.module}
        ones={[...modules.values()]}
        onChoose={(module) => narrow({ module })}
      />
      <OneOf
        label={w.reports.person}
        all={w.reports.everybody}
        chosen={filters.person}
        ones={[...people.values()]}
        onChoose={(person) => narrow({ person })}
      />
    </div>
  );
}

function OneOf({
  label,
  all,
  chosen,
  ones,
  onChoose,
}: {
  label: string;
  all: string;
  chosen: string | undefined;
  ones: readonly { id: string; name: string }[];
  onChoose: (id: string) => void;
}) {
  return (
    <SelectField
      label={label}
      value={chosen ?? ""}
      onChange={({ target: { value } }) => onChoose(value)}
      className="w-full sm:max-w-48"
    >
      <option value="">{all}</option>
      {ones
        .toSorted((a, b) => a.name.localeCompare(b.name))
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
    </SelectField>
  );
}

function OwnDays({ time, onChange }: { time: string; onChange: (time: string) => void }) {
  const { words: w } = useSpoken();
  // Both days stand in such a time: it says the same at any moment.
  const [typed, setTyped] = useState({ of: time, ...daysOf(time, 0) });
  // What was typed stands until the address says another time.
  const { first, last } = typed.of === time ? typed : daysOf(time, 0);
  const wrong = first !== "" && last !== "" && last < first;
  function choose(days: { first: string; last: string }) {
    const next = `${days.first}..${days.last}`;
    const makesSense = readTime(next) === next;
    setTyped({ of: makesSense ? next : time, ...days });
    if (makesSense && next !== time) onChange(next);
  }
  return (
    <>
      <TextField
        type="date"
        className="w-full"
        label={w.reports.first}
        value={first}
        onChange={({ target }) => choose({ first: target.value, last })}
      />
      <TextField
        type="date"
        className="w-full"
        label={w.reports.last}
        value={last}
        error={wrong ? w.reports.noTime : null}
        onChange={({ target }) => choose({ first, last: target.value })}
      />
    </>
  );
}
