import type { CaseDetail } from "@beckon/protocol/down.ts";
import { useAsk } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";
import { MessageForm } from "./message-form.tsx";
import { useWho } from "./use-who.ts";

/** What the team wrote for itself; the customer never sees it. */
export function CaseNotes({ detail, mayWrite }: { detail: CaseDetail; mayWrite: boolean }) {
  const w = useWords();
  const ask = useAsk();
  const who = useWho(detail.card);
  const notes = detail.timeline.flatMap(({ seq, at, by, what }) =>
    what.is === "noted" ? [{ seq, at, by, text: what.text }] : [],
  );
  return (
    <>
      {notes.length === 0 && <p className="text-muted">{w.case.notesEmpty}</p>}
      <ol className="flex flex-col gap-2">
        {notes.map((note) => (
          <li key={note.seq} className="rounded-sm border-l-2 border-pending bg-pending-soft/40 px-3 py-1.5">
            <p className="text-xs text-muted">
              {who(note.by)} · {w.f.date(note.at)}
            </p>
            <p className="break-words whitespace-pre-wrap">{note.text}</p>
          </li>
        ))}
      </ol>
      {mayWrite && (
        <MessageForm
          label={w.case.notePlaceholder}
          placeholder={w.case.notePlaceholder}
          act={w.case.addNote}
          onSend={async (text) => (await ask({ type: "case/note", caseId: detail.card.id, text })).ok}
        />
      )}
    </>
  );
}
