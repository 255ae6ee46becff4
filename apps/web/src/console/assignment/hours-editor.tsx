import type { OpeningHours, WeeklyRange } from "@beckon/domain/assignment/hours.ts";
import { isTimeZone } from "@beckon/domain/assignment/time-zone.ts";
import { useId } from "react";
import { TextField } from "../controls/field.tsx";
import { useWords } from "../words/use-words.tsx";
import { DayTimes } from "./day-times.tsx";
import { Holidays } from "./holidays.tsx";

const DAYS = [1, 2, 3, 4, 5, 6, 7];

/** Opening hours: times for each weekday, in a time zone, with holidays [A12]. */
export function HoursEditor({ hours, onChange }: { hours: OpeningHours; onChange: (hours: OpeningHours) => void }) {
  const w = useWords();
  const zones = useId();
  const h = w.assignment.hours;
  const { timeZone, weekly, holidays } = hours;
  const set = (weekday: number, ranges: WeeklyRange[]) =>
    onChange({ ...hours, weekly: [...weekly.filter((range) => range.weekday !== weekday), ...ranges].sort(byTime) });
  const onMonday = weekly.filter(({ weekday }) => weekday === 1);
  const toFriday = () =>
    onChange({
      ...hours,
      weekly: [
        ...DAYS.slice(0, 5).flatMap((weekday) => onMonday.map((range) => ({ ...range, weekday }))),
        ...weekly.filter(({ weekday }) => weekday > 5),
      ],
    });
  return (
    <div className="flex flex-col gap-3">
      <TextField
        label={h.timeZone}
        list={zones}
        value={timeZone}
        required
        maxLength={60}
        autoComplete="off"
        className="sm:w-72"
        error={timeZone !== "" && !isTimeZone(timeZone) ? h.unknownZone : null}
        onChange={({ target }) => onChange({ ...hours, timeZone: target.value })}
      />
      <datalist id={zones}>
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </datalist>
      <ul className="divide-y divide-line rounded-md border border-line bg-surface">
        {DAYS.map((weekday) => (
          <DayTimes
            key={weekday}
            weekday={weekday}
            ranges={weekly.filter((range) => range.weekday === weekday)}
            onChange={(ranges) => set(weekday, ranges)}
            {...(weekday === 1 && onMonday.length > 0 ? { onCopy: toFriday } : {})}
          />
        ))}
      </ul>
      {weekly.length === 0 && (
        <p role="alert" className="text-danger-text">
          {h.none}
        </p>
      )}
      <Holidays holidays={holidays} onChange={(next) => onChange({ ...hours, holidays: next })} />
    </div>
  );
}

function byTime(a: WeeklyRange, b: WeeklyRange): number {
  return a.weekday - b.weekday || a.from - b.from;
}
