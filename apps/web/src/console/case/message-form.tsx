import type { FormEvent } from "react";
import { useState } from "react";
import { Button } from "../controls/button.tsx";

/** A field to write in and send: Enter sends, Shift+Enter begins a line. `onSend` answers whether it was sent. */
export function MessageForm({
  label,
  placeholder,
  act,
  disabled = false,
  onSend,
}: {
  label: string;
  placeholder: string;
  act: string;
  disabled?: boolean;
  onSend: (text: string) => Promise<boolean>;
}) {
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  async function send(event?: FormEvent) {
    event?.preventDefault();
    const said = text.trim();
    if (said === "" || busy) return;
    setBusy(true);
    if (await onSend(said)) setText("");
    setBusy(false);
  }
  return (
    <form className="mt-2 flex items-end gap-2" onSubmit={(event) => void send(event)}>
      <textarea
        aria-label={label}
        placeholder={placeholder}
        rows={text.includes("\n") ? 3 : 1}
        maxLength={4000}
        value={text}
        disabled={disabled}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          void send();
        }}
        className="field-box grow resize-none py-1.5 pointer-coarse:min-h-10"
      />
      <Button type="submit" busy={busy} disabled={disabled || text.trim() === ""}>
        {act}
      </Button>
    </form>
  );
}
