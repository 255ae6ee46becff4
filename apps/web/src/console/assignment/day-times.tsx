import type { WeeklyRange } from "@beckon/domain/assignment/hours.ts";
import { Button, IconButton } from "../controls/button.tsx";
import { useWords } from "../words/use-words.tsx";
import { clockTime, minutesOf, weekdayName } from "./clock-time.ts";

/** The times of one weekday: none is closed, several leave a pause. `onCopy` takes them over for the other working days. */
export function DayTimes({
  weekday,
  ranges,
  onChange,
  onCopy,
}: {
  weekday: number;
  ranges: readonly WeeklyRange[];
  onChange: (ranges: WeeklyRange[]) => void;
  onCopy?: () => void;
}) {
  const w = useWords();
  const h = w.assignment.hours;
  const day = weekdayName(weekday, w.f.language);
  const last = ranges.at(-1);
  // After a time that goes on past midnight there is no other one on the same day.
  const mayAdd = ranges.length < 4 && (!last || (last.to > last.from && last.to < 1380));
  const change = (at: number, next: Partial<WeeklyRange>) =>
    onChange(ranges.map((range, n) => (n === at ? { ...range, ...next } : range)));
  const add = () => {
    const from = last ? Math.min(last.to + 60, 1380) : 9 * 60;
    onChange([...ranges, { weekday, from, to: last ? Math.min(from + 120, 1440) : 17 * 60 }]);
  };
  return (
    <li className="grid grid-cols-[1fr_auto] items-start gap-x-3 gap-y-1 px-3 py-1.5 sm:grid-cols-[6.5rem_1fr_auto]">
      <span className="py-1.5 font-medium">{day}</span>
      <div className="order-last col-span-2 flex flex-col gap-1 sm:order-none sm:col-span-1">
        {ranges.length === 0 && <span className="py-1.5 text-muted">{h.closed}</span>}
        {ranges.map((range, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a time has no name of its own, and the list is redrawn whole
          <div key={at} className="flex flex-wrap items-center gap-1.5">
            <Time label={h.from(day)} value={range.from} onChange={(from) => change(at, { from })} />
            <span aria-hidden="true">–</span>
            <Time label={h.to(day)} value={range.to} onChange={(to) => change(at, { to: to === 0 ? 1440 : to })} />
            {range.to <= range.from && <span className="text-xs text-muted">{h.nextDay}</span>}
            <IconButton
              label={h.remove(day, clockTime(range.from))}
              icon="close"
              onPress={() => onChange(ranges.filter((_, n) => n !== at))}
            />
          </div>
        ))}
      </div>
      <span className="flex gap-1">
        {onCopy && (
          <Button tone="ghost" icon="copy" onPress={onCopy} aria-label={h.copy(day)} title={h.copy(day)}>
            {h.toFriday}
          </Button>
        )}
        <IconButton label={h.add(day)} icon="plus" disabled={!mayAdd} onPress={add} />
      </span>
    </li>
  );
}

function Time({ label, value, onChange }: { label: string; value: number; onChange: (minutes: number) => void }) {
  return (
    <input
      type="time"
      aria-label={label}
      required
      value={clockTime(value)}
      onChange={({ target }) => {
        const minutes = minutesOf(target.value);
        if (minutes !== null) onChange(minutes);
      }}
      className="field-box w-28 pointer-coarse:min-h-10"
    />
  );
}
