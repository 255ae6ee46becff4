import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { useState } from "react";
import { Button } from "../../controls/button.tsx";
import { Dialog } from "../../controls/dialog.tsx";
import { TextArea } from "../../controls/field.tsx";
import { tell } from "../../controls/notices.tsx";
import { useAsk, useMe } from "../../live/use-live.tsx";
import { useWords } from "../../words/use-words.tsx";

const KNOWN_WITHIN_MS = 5_000;

/** Waits until the customer's side says that this person is a colleague now, or for 5 s. */
function untilColleague(session: RemoteSession, me: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = () => {
    if (session.get("people").some(({ name, part }) => name === me && part === "colleague")) resolve();
  };
  const stop = session.on("people", look);
  const patience = setTimeout(resolve, KNOWN_WITHIN_MS);
  look();
  return promise.finally(() => {
    stop();
    clearTimeout(patience);
  });
}

/** Gives the case to a colleague who is there, with a note for the team [R24]. */
export function HandOverDialog({
  session,
  caseId,
  to,
  name,
  onClose,
}: {
  session: RemoteSession;
  caseId: string;
  to: string;
  name: string;
  onClose: () => void;
}) {
  const w = useWords();
  const ask = useAsk();
  const me = useMe();
  const [note, setNote] = useState("");
  const handOver = async () => {
    const reply = await ask({ type: "session/hand-over", caseId, to, note: note.trim() });
    if (!reply.ok) return;
    // Whoever went before the customer's side knows would end it for both.
    await untilColleague(session, me.name);
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
