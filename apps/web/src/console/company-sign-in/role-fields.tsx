import { ROLES } from "@beckon/domain/permissions.ts";
import { SelectField, TextField } from "../controls/field.tsx";
import { useGroups } from "../calls/use-calls.ts";
import { useWords } from "../words/use-words.tsx";
import type { Draft } from "./draft.ts";
import { Fields } from "./fields.tsx";

/** Which role people get, by a claim or the same for all, and in which groups new ones are. */
export function RoleFields({
  draft,
  change,
  problemOf,
}: {
  draft: Draft;
  change: (more: Partial<Draft>) => void;
  problemOf: (...fields: string[]) => string | null;
}) {
  const w = useWords();
  const words = w.companySignIn;
  const groups = useGroups().data ?? [];
  const isMapped = draft.roleClaim.trim() !== "";
  return (
    <Fields title={words.roles}>
      <TextField
        label={words.roleClaim}
        hint={words.roleClaimHint}
        error={problemOf("roleClaim")}
        maxLength={200}
        value={draft.roleClaim}
        onChange={({ target: { value } }) => change({ roleClaim: value })}
      />
      {isMapped && (
        <div className="flex flex-col gap-2">
          <div className="grid gap-4 sm:grid-cols-3">
            {ROLES.map((role) => (
              <TextField
                key={role}
                label={words.valuesFor(w.roles[role])}
                value={draft.roleValues[role]}
                onChange={({ target: { value } }) => change({ roleValues: { ...draft.roleValues, [role]: value } })}
              />
            ))}
          </div>
          <p className={`text-xs ${problemOf("roleValues") ? "text-danger-text" : "text-muted"}`}>{words.valuesHint}</p>
        </div>
      )}
      <SelectField
        label={isMapped ? words.defaultRole : words.defaultRolePlain}
        error={problemOf("defaultRole")}
        value={draft.defaultRole ?? (isMapped ? "" : "expert")}
        onChange={({ target: { value } }) => change({ defaultRole: ROLES.find((role) => role === value) ?? null })}
        className="max-w-60"
      >
        {ROLES.toReversed().map((role) => (
          <option key={role} value={role}>
            {w.roles[role]}
          </option>
        ))}
        {isMapped && <option value="">{words.noRole}</option>}
      </SelectField>
      {groups.length > 0 && (
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 font-medium">{words.groups}</legend>
          {groups.map(({ id, name }) => (
            <label key={id} className="flex items-center gap-2 py-0.5">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={draft.groupIds.includes(id)}
                onChange={({ target: { checked } }) =>
                  change({ groupIds: checked ? [...draft.groupIds, id] : draft.groupIds.filter((each) => each !== id) })
                }
              />
              {name}
            </label>
          ))}
        </fieldset>
      )}
    </Fields>
  );
}
