import type { ComponentProps, ReactNode } from "react";
import { useId } from "react";

type Around = { label: string; hint?: string | undefined; error?: string | null | undefined; hideLabel?: boolean };

function Frame({ id, label, hint, error, hideLabel, children }: Around & { id: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className={hideLabel ? "sr-only" : "font-medium"}>
        {label}
      </label>
      {children}
      {error ? (
        <p id={`${id}-note`} className="text-danger-text">
          {error}
        </p>
      ) : (
        hint && (
          <p id={`${id}-note`} className="text-xs text-muted">
            {hint}
          </p>
        )
      )}
    </div>
  );
}

function wiring(id: string, { hint, error }: Around) {
  return {
    id,
    ...(error ? { "aria-invalid": true } : {}),
    ...(error || hint ? { "aria-describedby": `${id}-note` } : {}),
  };
}

/** One line of text with its label. */
export function TextField({
  label,
  hint,
  error,
  hideLabel,
  className = "",
  ...rest
}: Around & ComponentProps<"input">) {
  const id = useId();
  const around = { label, hint, error, ...(hideLabel ? { hideLabel } : {}) };
  return (
    <Frame id={id} {...around}>
      <input {...wiring(id, around)} className={`field-box pointer-coarse:min-h-10 ${className}`} {...rest} />
    </Frame>
  );
}

/** Several lines of text with their label. */
export function TextArea({
  label,
  hint,
  error,
  hideLabel,
  className = "",
  ...rest
}: Around & ComponentProps<"textarea">) {
  const id = useId();
  const around = { label, hint, error, ...(hideLabel ? { hideLabel } : {}) };
  return (
    <Frame id={id} {...around}>
      <textarea {...wiring(id, around)} className={`field-box ${className}`} rows={3} {...rest} />
    </Frame>
  );
}

/** One of several, with its label. */
export function SelectField({
  label,
  hint,
  error,
  hideLabel,
  className = "",
  children,
  ...rest
}: Around & ComponentProps<"select">) {
  const id = useId();
  const around = { label, hint, error, ...(hideLabel ? { hideLabel } : {}) };
  return (
    <Frame id={id} {...around}>
      <select {...wiring(id, around)} className={`field-box pointer-coarse:min-h-10 ${className}`} {...rest}>
        {children}
      </select>
    </Frame>
  );
}
