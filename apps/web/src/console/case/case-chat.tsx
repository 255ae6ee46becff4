import type { CaseDetail } from "@beckon/protocol/down.ts";
import { useEffect, useRef } from "react";
import { useAsk } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";
import { useReadyReplies } from "../replies/use-replies.ts";
import { MessageForm } from "./message-form.tsx";
import { useWho } from "./use-who.ts";

/** What was written between the team and the waiting customer. */
export function CaseChat({ detail, mayWrite }: { detail: CaseDetail; mayWrite: boolean }) {
  const w = useWords();
  const ask = useAsk();
  const who = useWho(detail.card);
  const replies = useReadyReplies(detail);
  const list = useRef<HTMLOListElement>(null);
  const lines = detail.timeline.flatMap(({ seq, at, by, what }) =>
    what.is === "said" ? [{ seq, at, by, party: what.party, text: what.text }] : [],
  );
  useEffect(() => {
    // Newer browsers give a promise here, which React would take for the effect's end.
    list.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
  }, [lines.length]);
  return (
    <>
      {lines.length === 0 ? (
        <p className="text-muted">{w.case.chatEmpty}</p>
      ) : (
        <ol ref={list} aria-live="polite" className="flex max-h-80 flex-col gap-2 overflow-y-auto">
          {lines.map((line) => (
            <li key={line.seq} className={`max-w-[85%] ${line.party === "expert" ? "self-end" : "self-start"}`}>
              <p className="px-1 text-xs text-muted">
                {who(line.by)} · {w.f.time(line.at)}
              </p>
              <p
                className={`rounded-md px-3 py-1.5 break-words whitespace-pre-wrap ${line.party === "expert" ? "bg-accent-soft" : "bg-sunken"}`}
              >
                {line.text}
              </p>
            </li>
          ))}
        </ol>
      )}
      {mayWrite && (
        <MessageForm
          label={w.case.chatPlaceholder}
          placeholder={w.case.chatPlaceholder}
          act={w.case.send}
          replies={replies}
          onSend={async (text) => (await ask({ type: "case/say", caseId: detail.card.id, text })).ok}
        />
      )}
    </>
  );
}
