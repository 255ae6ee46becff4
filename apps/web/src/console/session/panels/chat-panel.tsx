import type { CaseDetail } from "@beckon/protocol/down.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { useEffect, useRef } from "react";
import { CaseNotes } from "../../case/case-notes.tsx";
import { MessageForm } from "../../case/message-form.tsx";
import { useReadyReplies } from "../../replies/use-replies.ts";
import { useWords } from "../../words/use-words.tsx";
import { useSessionValue } from "../use-remote.ts";

/** Chat with the customer, straight between the two sides, and notes for the team. */
export function ChatPanel({ session, detail }: { session: RemoteSession; detail: CaseDetail | undefined }) {
  const w = useWords();
  const lines = useSessionValue(session, "chat");
  const replies = useReadyReplies(detail);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // Newer browsers give a promise here, which React would take for the effect's end.
    list.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
  }, [lines.length]);
  return (
    <>
      <ol ref={list} aria-live="polite" className="flex min-h-0 grow flex-col gap-2 overflow-y-auto p-4">
        {lines.map((line) => (
          <li key={line.id} className={`max-w-[85%] ${line.from === "expert" ? "self-end" : "self-start"}`}>
            <p className="px-1 text-xs text-muted">
              {line.from === "expert" ? w.session.me : w.session.customer} · {w.f.time(line.at)}
            </p>
            <p
              className={`rounded-md px-3 py-1.5 break-words whitespace-pre-wrap ${line.from === "expert" ? "bg-accent-soft" : "bg-sunken"}`}
            >
              {line.text}
            </p>
          </li>
        ))}
      </ol>
      <div className="border-t border-line px-4 pb-3">
        <MessageForm
          label={w.session.linePlaceholder}
          placeholder={w.session.linePlaceholder}
          act={w.session.sendLine}
          replies={replies}
          onSend={(text) => {
            session.say(text);
            return Promise.resolve(true);
          }}
        />
      </div>
      {detail && (
        <div className="max-h-[45%] overflow-y-auto border-t border-line p-4">
          <h2 className="mb-2 font-semibold">{w.session.notes}</h2>
          <CaseNotes detail={detail} mayWrite />
        </div>
      )}
    </>
  );
}
