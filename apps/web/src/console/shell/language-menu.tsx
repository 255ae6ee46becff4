import { LANGUAGES } from "@beckon/protocol/words.ts";
import { LANGUAGE_NAMES } from "../../ui/language.ts";
import { buttonLook } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { Menu } from "../controls/menu.tsx";
import { useSpoken } from "../words/use-words.tsx";

/** Changes the language of all pages. */
export function LanguageMenu() {
  const { words: w, language, speak } = useSpoken();
  return (
    <Menu
      label={`${w.language}: ${LANGUAGE_NAMES[language]}`}
      look={buttonLook("ghost")}
      trigger={
        <>
          {LANGUAGE_NAMES[language]} <Icon name="down" />
        </>
      }
      entries={LANGUAGES.map((each) => ({
        label: LANGUAGE_NAMES[each],
        checked: each === language,
        onSelect: () => speak(each),
      }))}
    />
  );
}
