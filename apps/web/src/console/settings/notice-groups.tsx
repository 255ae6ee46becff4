import { useState } from "react";
import { SelectField } from "../controls/field.tsx";
import { Toggle } from "../controls/toggle.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";

/** Of which groups somebody wishes to be told: of all that are theirs (null), or of some. */
export function NoticeGroups({
  chosen,
  onChange,
}: {
  chosen: readonly string[] | null;
  onChange: (groups: string[] | null) => void;
}) {
  const words = useWords().notices;
  const groups = [...useQueuePart("groups").values()];
  const [some, setSome] = useState(chosen !== null);
  return (
    <>
      <SelectField
        label={words.groups}
        value={some ? "some" : "all"}
        onChange={({ target: { value } }) => {
          setSome(value === "some");
          // All that there are now to begin with; then some are taken off.
          onChange(value === "some" ? groups.map(({ id }) => id) : null);
        }}
      >
        <option value="all">{words.allGroups}</option>
        <option value="some">{words.someGroups}</option>
      </SelectField>
      {some && (
        <div className="flex flex-col pl-1">
          {groups.map(({ id, name }) => (
            <Toggle
              key={id}
              label={name}
              on={chosen?.includes(id) ?? true}
              onChange={(on) => {
                const others = (chosen ?? []).filter((each) => each !== id);
                onChange(on ? [...others, id] : others);
              }}
            />
          ))}
        </div>
      )}
    </>
  );
}
