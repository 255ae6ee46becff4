import { CALLS } from "@beckon/protocol/calls.ts";
import { Link } from "@tanstack/react-router";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { call } from "../calls/call.ts";
import { Section } from "../case/section.tsx";
import { Icon } from "../controls/icon.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";

/** A case's recordings that this person may watch; nothing where there are none [R21]. */
export function CaseRecordings({ caseId, version }: { caseId: string; version: number }) {
  const w = useWords();
  const words = w.desktop.recording;
  const queries = useQueryClient();
  const recordings = useQuery({
    queryKey: ["recordings", caseId],
    queryFn: () => call(CALLS.listRecordings, { params: { id: caseId } }),
    select: (answer) => answer.recordings,
    refetchOnMount: "always",
  });
  // The case changes when somebody comes or goes, and so when a recording may have come.
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ["recordings", caseId] });
  }, [queries, caseId, version]);
  const people = useQueuePart("people");
  if (!recordings.data || recordings.data.length === 0) return null;
  return (
    <Section title={words.title} open>
      <ul className="-mx-2">
        {recordings.data.map((each) => {
          const when = w.f.date(each.startedAt);
          return (
            <li key={each.id}>
              <Link
                to="/console/recordings/$recordingId"
                params={{ recordingId: each.id }}
                aria-label={words.watchOf(when)}
                className="flex min-h-9 items-center gap-2 rounded-sm px-2 py-1.5 hover:bg-sunken"
              >
                <Icon name="play" className="size-4 text-muted" />
                <span className="min-w-0 grow break-words">
                  {when} <span className="text-muted">· {people.get(each.personId)?.name ?? w.somebodyGone}</span>
                </span>
                {each.state !== "whole" && (
                  <span className="shrink-0 text-xs text-muted">{words.states[each.state]}</span>
                )}
                <span className="font-mono text-xs text-muted">{w.f.clock(each.durationMs)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
