import type { KeyboardEvent } from "react";
import { useRef, useState } from "react";
import { useWords } from "../words/use-words.tsx";

/**
 * A text that becomes a field when pressed. Enter (Ctrl+Enter with several lines) or leaving it saves, Esc does not.
 * `onSave` gets the new text and the one it was made from; when it answers false the text stays in the field.
 */
export function EditableText({
  label,
  value,
  mayEdit,
  max,
  lines = false,
  onSave,
}: {
  label: string;
  value: string;
  mayEdit: boolean;
  max: number;
  lines?: boolean;
  onSave: (to: string, from: string) => Promise<boolean>;
}) {
  const w = useWords();
  const [draft, setDraft] = useState<{ text: string; from: string } | null>(null);
  const saving = useRef(false);

  async function save() {
    if (!draft || saving.current) return;
    const text = draft.text.trim();
    if (text === draft.from) {
      setDraft(null);
      return;
    }
    saving.current = true;
    const saved = await onSave(text, draft.from);
    saving.current = false;
    // After a refusal the next try is made from what is true now.
    setDraft((now) => (saved || !now ? null : { ...now, from: value }));
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape") {
      event.stopPropagation();
      setDraft(null);
    } else if (event.key === "Enter" && (!lines || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save();
    }
  }

  if (!draft) {
    if (!mayEdit) return <span className="whitespace-pre-wrap">{value || "–"}</span>;
    return (
      <button
        type="button"
        onClick={() => setDraft({ text: value, from: value })}
        className="-mx-2 -my-0.5 max-w-full cursor-text rounded-sm border border-transparent px-1.5 py-0.5 text-left break-words whitespace-pre-wrap hover:border-edge"
      >
        <span className="sr-only">{`${w.edit}: ${label} `}</span>
        {value || <span className="text-muted">{w.case.add}</span>}
      </button>
    );
  }
  const shared = {
    "aria-label": label,
    autoFocus: true,
    value: draft.text,
    maxLength: max,
    onKeyDown,
    onBlur: () => void save(),
    className: "field-box",
  };
  return lines ? (
    <textarea {...shared} rows={4} onChange={(event) => setDraft({ ...draft, text: event.target.value })} />
  ) : (
    <input {...shared} onChange={(event) => setDraft({ ...draft, text: event.target.value })} />
  );
}
