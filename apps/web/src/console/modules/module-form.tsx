import type { ModuleSettings } from "@beckon/protocol/modules.ts";
import type { Language } from "@beckon/protocol/words.ts";
import { useState } from "react";
import { ModuleAssignment } from "../assignment/module-assignment.tsx";
import { SelectField, TextField } from "../controls/field.tsx";
import { Toggle } from "../controls/toggle.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { Part } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { AccentField } from "./accent-field.tsx";
import { LogoField } from "./logo-field.tsx";
import { slugOf } from "./slug-of.ts";
import { WordsPart } from "./words-part.tsx";

const HOUR = 3_600_000;
const USES = ["hidden", "optional", "required"] as const;
const FIELDS = ["name", "email", "description"] as const;

/** What every part of the form is given: the settings, how to change them, and what was refused of a field. */
export type FormPart = {
  settings: ModuleSettings;
  set: (change: Partial<ModuleSettings>) => void;
  errorOf: (field: keyof ModuleSettings) => string | null;
};

/** All that can be set of a module, on one page. */
export function ModuleForm({
  language,
  onLanguage,
  ...part
}: FormPart & { language: Language; onLanguage: (language: Language) => void }) {
  return (
    <div className="flex flex-col gap-6">
      <Basics {...part} />
      <WordsPart {...part} language={language} onLanguage={onLanguage} />
      <Look {...part} />
      <Fields {...part} />
      <Assignment {...part} />
      <Rest {...part} />
    </div>
  );
}

function Basics({ settings, set, errorOf }: FormPart) {
  const w = useWords();
  const groups = useQueuePart("groups");
  const people = useQueuePart("people");
  const [slugTyped, setSlugTyped] = useState(settings.slug !== "");
  return (
    <Part title={w.modules.basics}>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={w.modules.name}
          hint={w.modules.nameHint}
          required
          maxLength={100}
          value={settings.name}
          error={errorOf("name")}
          onChange={({ target: { value } }) => set(slugTyped ? { name: value } : { name: value, slug: slugOf(value) })}
        />
        <TextField
          label={w.modules.slug}
          hint={w.modules.slugHint}
          required
          maxLength={64}
          pattern="[a-z0-9]+(-[a-z0-9]+)*"
          value={settings.slug}
          error={errorOf("slug")}
          onChange={({ target: { value } }) => {
            setSlugTyped(true);
            set({ slug: value.toLowerCase() });
          }}
        />
        <SelectField
          label={w.modules.group}
          value={settings.groupId}
          error={errorOf("groupId")}
          onChange={({ target: { value } }) => set({ groupId: value })}
        >
          {[...groups.values()].map((group) => (
            <option key={group.id} value={group.id}>
              {group.name}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={w.modules.assignee}
          value={settings.assigneeId ?? ""}
          error={errorOf("assigneeId")}
          onChange={({ target: { value } }) => set({ assigneeId: value === "" ? null : value })}
        >
          <option value="">{w.modules.allMembers}</option>
          {[...people.values()]
            .filter(({ disabled }) => !disabled)
            .map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
        </SelectField>
      </div>
    </Part>
  );
}

function Look({ settings, set }: FormPart) {
  const w = useWords();
  return (
    <Part title={w.modules.look}>
      <LogoField logo={settings.logo} onChange={(logo) => set({ logo })} />
      <AccentField accent={settings.accent} onChange={(accent) => set({ accent })} />
    </Part>
  );
}

function Fields({ settings, set }: FormPart) {
  const w = useWords();
  const names = { name: w.modules.fieldName, email: w.modules.fieldEmail, description: w.modules.fieldDescription };
  return (
    <Part title={w.modules.form}>
      <p className="text-muted">{w.modules.formHint}</p>
      <div className="grid gap-4 sm:grid-cols-3">
        {FIELDS.map((field) => (
          <SelectField
            key={field}
            label={names[field]}
            value={settings.fields[field]}
            onChange={({ target: { value } }) =>
              set({ fields: { ...settings.fields, [field]: USES.find((use) => use === value) ?? "optional" } })
            }
          >
            {USES.map((use) => (
              <option key={use} value={use}>
                {w.modules.uses[use]}
              </option>
            ))}
          </SelectField>
        ))}
      </div>
    </Part>
  );
}

function Assignment({ settings, set }: FormPart) {
  const w = useWords();
  return (
    <Part title={w.assignment.module.title}>
      <ModuleAssignment assignment={settings.assignment} onChange={(assignment) => set({ assignment })} />
    </Part>
  );
}

function Rest({ settings, set, errorOf }: FormPart) {
  const w = useWords();
  const { sos } = settings;
  return (
    <Part title={w.modules.rest}>
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField
          label={w.modules.validity}
          type="number"
          min={1}
          max={8760}
          step={1}
          required
          value={Math.round(settings.validityMs / HOUR) || ""}
          error={errorOf("validityMs")}
          onChange={({ target: { valueAsNumber } }) => set({ validityMs: (valueAsNumber || 0) * HOUR })}
        />
      </div>
      <Toggle label={w.modules.survey} on={settings.survey} onChange={(survey) => set({ survey })} />
      <Toggle label={w.modules.sos} on={sos.on} onChange={(on) => set({ sos: { ...sos, on } })} />
      {sos.on && (
        <TextField
          label={w.modules.sosLabel}
          hint={w.modules.sosHint}
          maxLength={60}
          value={sos.label}
          placeholder={settings.name}
          error={errorOf("sos")}
          onChange={({ target: { value } }) => set({ sos: { ...sos, label: value } })}
        />
      )}
    </Part>
  );
}
