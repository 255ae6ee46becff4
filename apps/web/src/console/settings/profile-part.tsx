import { LANGUAGES } from "@beckon/protocol/words.ts";
import { isLanguage, LANGUAGE_NAMES } from "../../ui/language.ts";
import { OwnHours } from "../availability/own-hours.tsx";
import { SelectField } from "../controls/field.tsx";
import { useMe } from "../live/use-live.tsx";
import { Part } from "../shell/page.tsx";
import { useSpoken } from "../words/use-words.tsx";

/** Who one is here, one's language, and when one works. */
export function ProfilePart() {
  const { words: w, language, speak } = useSpoken();
  const me = useMe();
  return (
    <>
      <Part title={w.settings.you}>
        <p>
          <span className="font-medium">{me.name}</span> <span className="text-muted">{me.email}</span>
        </p>
        <div className="max-w-60">
          <SelectField
            label={w.language}
            value={language}
            onChange={({ target: { value } }) => isLanguage(value) && speak(value)}
          >
            {LANGUAGES.map((each) => (
              <option key={each} value={each}>
                {LANGUAGE_NAMES[each]}
              </option>
            ))}
          </SelectField>
        </div>
      </Part>
      <Part title={w.availability.hours.title}>
        <OwnHours />
      </Part>
    </>
  );
}
