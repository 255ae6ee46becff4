import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useWords } from "../surroundings.ts";

let fields = 0;

export type FieldInput = { id: string; "aria-describedby": string; "aria-invalid": boolean };

/** A labelled control with its hint and what is wrong with it. */
export function Field(props: {
  label: string;
  optional?: boolean;
  hint?: string;
  wrong?: string | undefined;
  children: (input: FieldInput) => ComponentChildren;
}) {
  const words = useWords();
  const [id] = useState(() => `field-${++fields}`);
  return (
    <div class="field">
      <label for={id}>
        {props.label}
        {props.optional && <span class="quiet"> ({words.optional})</span>}
      </label>
      {props.children({ id, "aria-describedby": `${id}-hint`, "aria-invalid": props.wrong !== undefined })}
      <div id={`${id}-hint`}>
        {props.hint !== undefined && <p class="hint">{props.hint}</p>}
        {props.wrong !== undefined && <p class="wrong">{props.wrong}</p>}
      </div>
    </div>
  );
}
