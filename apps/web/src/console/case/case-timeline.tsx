import type { CaseDetail } from "@beckon/protocol/down.ts";
import { useQueuePart } from "../live/use-live.tsx";
import { useNow } from "../live/use-now.ts";
import { useWords } from "../words/use-words.tsx";
import { timelineSentence } from "./timeline-sentence.ts";
import { useWho } from "./use-who.ts";

/** What happened to the case, newest first; chat and notes have their own places. */
export function CaseTimeline({ detail }: { detail: CaseDetail }) {
  const w = useWords();
  const now = useNow();
  const people = useQueuePart("people");
  const groups = useQueuePart("groups");
  const who = useWho(detail.card);
  const nameOf = (id: string) => people.get(id)?.name ?? w.somebodyGone;
  const groupOf = (id: string) => groups.get(id)?.name ?? w.audit.gone.group;
  const entries = detail.timeline.filter(({ what }) => what.is !== "said" && what.is !== "noted").toReversed();
  return (
    <ol className="flex flex-col">
      {entries.map((entry) => (
        <li key={entry.seq} className="relative flex gap-3 pb-2.5 pl-4 last:pb-0">
          <span aria-hidden="true" className="absolute top-1.5 left-0 size-1.5 rounded-full bg-edge" />
          <span className="grow break-words">{timelineSentence(w, entry, who(entry.by), nameOf, groupOf)}</span>
          <time
            dateTime={new Date(entry.at).toISOString()}
            title={w.f.date(entry.at)}
            className="shrink-0 text-xs leading-5 text-muted"
          >
            {now - entry.at < 3_600_000 ? w.f.ago(entry.at, now) : w.f.date(entry.at)}
          </time>
        </li>
      ))}
    </ol>
  );
}
