import type { ModuleSettings } from "@beckon/protocol/modules.ts";
import { useState } from "react";
import { contrast, textOn } from "../../ui/contrast.ts";
import { Button } from "../controls/button.tsx";
import { SelectField, TextArea, TextField } from "../controls/field.tsx";
import { Toggle } from "../controls/toggle.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { Part } from "../shell/page.tsx";
import { useFormCall } from "../sign-in/use-form-call.ts";
import { useWords } from "../words/use-words.tsx";
import { slugOf } from "./slug-of.ts";

const HOUR = 3_600_000;
const USES = ["hidden", "optional", "required"] as const;
const FIELDS = ["name", "email", "description"] as const;
/** Text below this contrast is hard to read for many [WCAG 1.4.3]. */
const READABLE = 4.5;

/** All that can be set of a module, on one page. `onSave` throws what was refused. */
export function ModuleForm({
  settings,
  act,
  onSave,
}: {
  settings: ModuleSettings;
  act: string;
  onSave: (settings: ModuleSettings) => Promise<void>;
}) {
  const w = useWords();
  const groups = useQueuePart("groups");
  const people = useQueuePart("people");
  const [now, setNow] = useState(settings);
  const [slugTyped, setSlugTyped] = useState(settings.slug !== "");
  const set = (change: Partial<ModuleSettings>) => setNow((before) => ({ ...before, ...change }));
  const { busy, problem, submit } = useFormCall(() => onSave(now));
  const errorOf = (field: keyof ModuleSettings) => (problem?.field === field ? problem.text : null);
  const ratio = contrast(now.accent, "#ffffff");

  return (
    <form className="flex flex-col gap-6" onSubmit={submit}>
      <Part title={w.modules.basics}>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label={w.modules.name}
            hint={w.modules.nameHint}
            required
            maxLength={100}
            value={now.name}
            error={errorOf("name")}
            onChange={({ target: { value } }) =>
              set(slugTyped ? { name: value } : { name: value, slug: slugOf(value) })
            }
          />
          <TextField
            label={w.modules.slug}
            hint={w.modules.slugHint}
            required
            maxLength={64}
            pattern="[a-z0-9]+(-[a-z0-9]+)*"
            value={now.slug}
            error={errorOf("slug")}
            onChange={({ target: { value } }) => {
              setSlugTyped(true);
              set({ slug: value.toLowerCase() });
            }}
          />
          <SelectField
            label={w.modules.group}
            value={now.groupId}
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
            value={now.assigneeId ?? ""}
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

      <Part title={w.modules.look}>
        <TextField
          label={w.modules.pageTitle}
          hint={w.modules.emptyHint}
          placeholder={w.modules.defaults.title}
          maxLength={120}
          value={now.title}
          onChange={({ target: { value } }) => set({ title: value })}
        />
        <TextArea
          label={w.modules.welcome}
          hint={w.modules.emptyHint}
          placeholder={w.modules.defaults.welcome}
          maxLength={2000}
          value={now.welcome}
          onChange={({ target: { value } }) => set({ welcome: value })}
        />
        <TextArea
          label={w.modules.waiting}
          hint={w.modules.emptyHint}
          placeholder={w.modules.defaults.waiting}
          maxLength={2000}
          rows={2}
          value={now.waiting}
          onChange={({ target: { value } }) => set({ waiting: value })}
        />
        <TextArea
          label={w.modules.disclaimer}
          hint={w.modules.disclaimerHint}
          maxLength={4000}
          rows={2}
          value={now.disclaimer}
          onChange={({ target: { value } }) => set({ disclaimer: value })}
        />
        <div className="flex flex-wrap items-end gap-3">
          <TextField
            label={w.modules.accent}
            type="color"
            className="!w-16 p-1"
            value={now.accent}
            onChange={({ target: { value } }) => set({ accent: value })}
          />
          <span
            className="inline-flex h-8 items-center rounded-sm px-4 font-semibold"
            style={{ backgroundColor: now.accent, color: textOn(now.accent) }}
          >
            {w.modules.sample}
          </span>
          <p className={`basis-full text-xs ${ratio < READABLE ? "text-warn" : "text-muted"}`} role="status">
            {(ratio < READABLE ? w.modules.contrastLow : w.modules.contrastGood)(
              w.f.number(Math.round(ratio * 10) / 10),
            )}
          </p>
        </div>
      </Part>

      <Part title={w.modules.form}>
        <p className="text-muted">{w.modules.formHint}</p>
        <div className="grid gap-4 sm:grid-cols-3">
          {FIELDS.map((field) => (
            <SelectField
              key={field}
              label={
                { name: w.modules.fieldName, email: w.modules.fieldEmail, description: w.modules.fieldDescription }[
                  field
                ]
              }
              value={now.fields[field]}
              onChange={({ target: { value } }) =>
                set({ fields: { ...now.fields, [field]: USES.find((use) => use === value) ?? "optional" } })
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

      <Part title={w.modules.rest}>
        <div className="grid gap-4 sm:grid-cols-3">
          <TextField
            label={w.modules.validity}
            type="number"
            min={1}
            max={8760}
            step={1}
            required
            value={Math.round(now.validityMs / HOUR) || ""}
            error={errorOf("validityMs")}
            onChange={({ target: { valueAsNumber } }) => set({ validityMs: (valueAsNumber || 0) * HOUR })}
          />
        </div>
        <Toggle label={w.modules.survey} on={now.survey} onChange={(survey) => set({ survey })} />
        <Toggle label={w.modules.sos} on={now.sos.on} onChange={(on) => set({ sos: { ...now.sos, on } })} />
        {now.sos.on && (
          <TextField
            label={w.modules.sosLabel}
            hint={w.modules.sosHint}
            maxLength={60}
            value={now.sos.label}
            placeholder={now.name}
            error={errorOf("sos")}
            onChange={({ target: { value } }) => set({ sos: { ...now.sos, label: value } })}
          />
        )}
      </Part>

      <div className="sticky bottom-0 flex items-center gap-3 border-t border-line bg-surface py-3">
        <div role="alert" className="grow text-danger-text">
          {problem?.text}
        </div>
        <Button type="submit" tone="accent" busy={busy}>
          {act}
        </Button>
      </div>
    </form>
  );
}
