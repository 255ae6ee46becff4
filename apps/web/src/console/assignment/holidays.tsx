import { useState } from "react";
import { Button, IconButton } from "../controls/button.tsx";
import { TextField } from "../controls/field.tsx";
import { useWords } from "../words/use-words.tsx";

/** Days on which it is closed, whatever weekday they are [A12]. */
export function Holidays({ holidays, onChange }: { holidays: readonly string[]; onChange: (days: string[]) => void }) {
  const w = useWords();
  const h = w.assignment.hours;
  const [date, setDate] = useState("");
  const say = (day: string) =>
    new Intl.DateTimeFormat(w.f.language, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(day));
  const add = () => {
    if (date === "") return;
    onChange([...new Set([...holidays, date])].sort());
    setDate("");
  };
  return (
    <div className="flex flex-col gap-1.5">
      <p className="font-medium">{h.holidays}</p>
      <p className="text-xs text-muted">{holidays.length === 0 ? h.noHolidays : h.holidaysHint}</p>
      {holidays.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {holidays.map((day) => (
            <li key={day} className="flex items-center rounded-sm border border-line bg-surface pl-2">
              {say(day)}
              <IconButton
                label={h.removeHoliday(say(day))}
                icon="close"
                onPress={() => onChange(holidays.filter((other) => other !== day))}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="flex items-end gap-2">
        <TextField
          label={h.holiday}
          hideLabel
          type="date"
          value={date}
          className="w-40"
          onChange={({ target }) => setDate(target.value)}
        />
        <Button icon="plus" onPress={add} disabled={date === ""}>
          {h.addHoliday}
        </Button>
      </div>
    </div>
  );
}
