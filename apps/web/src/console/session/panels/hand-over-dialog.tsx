import { useState } from "react";
import { Button } from "../../controls/button.tsx";
import { Dialog } from "../../controls/dialog.tsx";
import { TextArea } from "../../controls/field.tsx";
import { tell } from "../../controls/notices.tsx";
import { useAsk } from "../../live/use-live.tsx";
import { useWords } from "../../words/use-words.tsx";

/** Gives the case to a colleague who is there, with a note for the team [R24]. */
export function HandOverDialog({
  caseId,
  to,
  name,
  onClose,
}: {
  caseId: string;
  to: string;
  name: string;
  onClose: () => void;
}) {
  const w = useWords();
  const ask = useAsk();
  const [note, setNote] = useState("");
  const handOver = async () => {
    const reply = await ask({ type: "session/hand-over", caseId, to, note: note.trim() });
    if (!reply.ok) return;
    tell(w.people.handedOver(name));
    onClose();
  };
  return (
    <Dialog title={w.people.handOverTitle(name)} onClose={onClose}>
      <p className="mb-4 text-muted">{w.people.handOverText(name)}</p>
      <TextArea
        label={w.people.note}
        hint={w.people.noteHint}
        value={note}
        maxLength={4000}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="mt-5 flex justify-end gap-2">
        <Button onPress={onClose}>{w.cancel}</Button>
        <Button tone="accent" onPress={handOver}>
          {w.people.handOverYes}
        </Button>
      </div>
    </Dialog>
  );
}
