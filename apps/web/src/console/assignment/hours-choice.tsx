import type { OpeningHours } from "@beckon/domain/assignment/hours.ts";
import { useId, useState } from "react";
import { usualHours } from "./clock-time.ts";
import { HoursEditor } from "./hours-editor.tsx";

/** Hours or none; what none means is said by the first of the two words [A12]. */
export function HoursChoice({
  hours,
  title,
  none,
  own,
  onChange,
}: {
  hours: OpeningHours | null;
  title: string;
  none: readonly [string, string];
  own: readonly [string, string];
  onChange: (hours: OpeningHours | null) => void;
}) {
  const name = useId();
  // What was written is there again for whoever changes their mind.
  const [kept, setKept] = useState(hours);
  const choices = [
    { on: hours === null, words: none, choose: () => onChange(null) },
    { on: hours !== null, words: own, choose: () => onChange(kept ?? usualHours()) },
  ];
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 font-medium">{title}</legend>
      {choices.map(({ on, words: [label, hint], choose }) => (
        <label key={label} className="flex items-start gap-2.5">
          <input type="radio" name={name} checked={on} onChange={choose} className="mt-0.5 size-4 accent-accent" />
          <span>
            <span className="block font-medium">{label}</span>
            {hint !== "" && <span className="block text-xs text-muted">{hint}</span>}
          </span>
        </label>
      ))}
      {hours && (
        <HoursEditor
          hours={hours}
          onChange={(next) => {
            setKept(next);
            onChange(next);
          }}
        />
      )}
    </fieldset>
  );
}
