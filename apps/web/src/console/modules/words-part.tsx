import type { ModuleSettings, ModuleWords } from "@beckon/protocol/modules.ts";
import { LANGUAGES, type Language } from "@beckon/protocol/words.ts";
import { LANGUAGE_NAMES } from "../../ui/language.ts";
import { Button } from "../controls/button.tsx";
import { Choice } from "../controls/choice.tsx";
import { SelectField, TextArea, TextField } from "../controls/field.tsx";
import { Part } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import type { FormPart } from "./module-form.tsx";

const EMPTY: ModuleWords = { title: "", welcome: "", waiting: "", disclaimer: "" };

/** The languages a module has words in: its first, then the further ones. */
export function languagesOf({ language, translations }: ModuleSettings): Language[] {
  return [language, ...LANGUAGES.filter((other) => other !== language && translations[other] !== undefined)];
}

/** What the module says, in each of its languages [M13]. */
export function WordsPart({
  settings,
  set,
  errorOf,
  language: chosen,
  onLanguage,
}: FormPart & { language: Language; onLanguage: (language: Language) => void }) {
  const w = useWords();
  const spoken = languagesOf(settings);
  // The preview may speak a language that the module has no words in.
  const language = spoken.includes(chosen) ? chosen : settings.language;
  const first = language === settings.language;
  const words = first ? settings : (settings.translations[language] ?? EMPTY);
  const missing = LANGUAGES.filter((other) => !spoken.includes(other));
  const say = (change: Partial<ModuleWords>) => {
    if (first) return set(change);
    const before = settings.translations[language] ?? EMPTY;
    return set({ translations: { ...settings.translations, [language]: { ...before, ...change } } });
  };
  const fallback = (key: keyof ModuleWords, otherwise = "") => (first ? otherwise : settings[key] || otherwise);

  return (
    <Part title={w.modules.words}>
      <div className="flex flex-wrap items-end gap-3">
        <Choice
          label={w.modules.languages}
          options={spoken.map((key) => ({ key, name: LANGUAGE_NAMES[key], lang: key }))}
          chosen={language}
          onChoose={onLanguage}
        />
        {missing.map((other) => (
          <Button
            key={other}
            icon="plus"
            tone="ghost"
            onPress={() => {
              set({ translations: { ...settings.translations, [other]: EMPTY } });
              onLanguage(other);
            }}
          >
            {LANGUAGE_NAMES[other]}
          </Button>
        ))}
        {!first && (
          <Button
            icon="trash"
            tone="ghost"
            onPress={() => {
              const { [language]: _, ...translations } = settings.translations;
              set({ translations });
              onLanguage(settings.language);
            }}
          >
            {w.modules.removeLanguage(LANGUAGE_NAMES[language])}
          </Button>
        )}
      </div>
      <p className="text-xs text-muted">
        {first ? w.modules.emptyHint : w.modules.translationHint(LANGUAGE_NAMES[settings.language])}
      </p>
      <TextField
        label={w.modules.pageTitle}
        placeholder={fallback("title", w.modules.defaults.title)}
        maxLength={120}
        value={words.title}
        error={errorOf("title")}
        onChange={({ target: { value } }) => say({ title: value })}
      />
      <TextArea
        label={w.modules.welcome}
        placeholder={fallback("welcome", w.modules.defaults.welcome)}
        maxLength={2000}
        value={words.welcome}
        onChange={({ target: { value } }) => say({ welcome: value })}
      />
      <TextArea
        label={w.modules.waiting}
        placeholder={fallback("waiting", w.modules.defaults.waiting)}
        maxLength={2000}
        rows={2}
        value={words.waiting}
        onChange={({ target: { value } }) => say({ waiting: value })}
      />
      {(first || settings.disclaimer !== "") && (
        <TextArea
          label={w.modules.disclaimer}
          hint={first ? w.modules.disclaimerHint : undefined}
          placeholder={fallback("disclaimer")}
          maxLength={4000}
          rows={2}
          value={words.disclaimer}
          onChange={({ target: { value } }) => say({ disclaimer: value })}
        />
      )}
      {first && (
        <SelectField
          label={w.modules.firstLanguage}
          hint={w.modules.firstLanguageHint}
          className="sm:!w-60"
          value={settings.language}
          onChange={({ target: { value } }) => {
            const next = LANGUAGES.find((each) => each === value) ?? settings.language;
            // A language that has words of its own keeps them: what was said first would be lost.
            if (settings.translations[next] === undefined) {
              set({ language: next });
              onLanguage(next);
            }
          }}
        >
          {LANGUAGES.filter((each) => each === settings.language || settings.translations[each] === undefined).map(
            (each) => (
              <option key={each} value={each} lang={each}>
                {LANGUAGE_NAMES[each]}
              </option>
            ),
          )}
        </SelectField>
      )}
    </Part>
  );
}
