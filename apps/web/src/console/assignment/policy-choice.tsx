import { ASSIGNMENT_KINDS, type AssignmentKind } from "@beckon/domain/assignment/policy.ts";
import { useId } from "react";
import { useWords } from "../words/use-words.tsx";

type Choice = { value: AssignmentKind | null; title: string; hint: string };

/** One way to hand out cases, each with a sentence that says what it does; `inherit`: the group's may stand, as null [A3]. */
export function PolicyChoice({
  value,
  inherit = false,
  onChange,
}: {
  value: AssignmentKind | null;
  inherit?: boolean;
  onChange: (value: AssignmentKind | null) => void;
}) {
  const w = useWords();
  const name = useId();
  const s = w.assignment.settings;
  const choices: Choice[] = ASSIGNMENT_KINDS.map((kind) => {
    const [title, hint] = s.policies[kind];
    return { value: kind, title, hint };
  });
  if (inherit)
    choices.unshift({ value: null, title: w.assignment.module.inherit, hint: w.assignment.module.inheritHint });
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1 font-medium">{s.policy}</legend>
      {choices.map(({ value: kind, title, hint }) => (
        <label
          key={kind ?? "inherit"}
          className="flex items-start gap-2.5 rounded-sm border border-line bg-surface px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft"
        >
          <input
            type="radio"
            name={name}
            checked={kind === value}
            onChange={() => onChange(kind)}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <span className="min-w-0 font-medium">
            {title}
            <span className="block text-xs font-normal text-muted">{hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
