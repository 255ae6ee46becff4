import { DEFAULT_ACCEPT_MS } from "@beckon/domain/assignment/policy.ts";
import type { ModuleAssignment as Settings } from "@beckon/protocol/assignment.ts";
import { TextField } from "../controls/field.tsx";
import { useWords } from "../words/use-words.tsx";
import { HoursChoice } from "./hours-choice.tsx";
import { PolicyChoice } from "./policy-choice.tsx";
import { RequiredSkills } from "./required-skills.tsx";

const SECOND = 1000;

/** How a module's cases are handed out where it says otherwise than its group, and what they require [A3, A12]. */
export function ModuleAssignment({
  assignment,
  onChange,
}: {
  assignment: Settings;
  onChange: (assignment: Settings) => void;
}) {
  const w = useWords();
  const { module: m, settings: s, hours: h } = w.assignment;
  const { policy, hours, requiredSkills } = assignment;
  return (
    <div className="flex flex-col gap-4">
      <PolicyChoice
        value={policy?.kind ?? null}
        inherit
        onChange={(kind) =>
          onChange({
            ...assignment,
            policy: kind && { kind, acceptMs: policy?.acceptMs ?? DEFAULT_ACCEPT_MS },
          })
        }
      />
      {policy && policy.kind !== "offerToAll" && (
        <TextField
          label={s.accept}
          hint={s.acceptHint}
          type="number"
          required
          min={1}
          max={3600}
          className="w-32"
          value={policy.acceptMs / SECOND || ""}
          onChange={({ target }) =>
            onChange({
              ...assignment,
              policy: { ...policy, acceptMs: Math.round(target.valueAsNumber * SECOND) || 0 },
            })
          }
        />
      )}
      <RequiredSkills
        skills={requiredSkills}
        onChange={(skills) => onChange({ ...assignment, requiredSkills: skills })}
      />
      <HoursChoice
        hours={hours}
        title={m.hours}
        none={[m.sameHours, ""]}
        own={[m.ownHours, h.setHint]}
        onChange={(next) => onChange({ ...assignment, hours: next })}
      />
    </div>
  );
}
