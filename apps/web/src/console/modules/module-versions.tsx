import { CALLS } from "@beckon/protocol/calls.ts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../calls/call.ts";
import { Button } from "../controls/button.tsx";
import { Confirm } from "../controls/dialog.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { Arriving, Part } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import type { Design } from "./use-design.ts";

/** What was published, by whom and when; each version can be brought back as a new one [M10]. */
export function ModuleVersions({ design }: { design: Design }) {
  const w = useWords();
  const people = useQueuePart("people");
  const { id, version: live } = design.seen;
  const [asked, setAsked] = useState<number | null>(null);
  const versions = useQuery({
    queryKey: ["moduleVersions", id],
    queryFn: () => call(CALLS.listModuleVersions, { params: { id } }),
    select: ({ versions: all }) => all,
  });
  return (
    <Part title={w.modules.parts.versions}>
      {versions.data ? (
        <ol className="flex flex-col divide-y divide-line rounded-md border border-line">
          {versions.data.map(({ number, at, byId, settings }) => (
            <li key={number} className="flex flex-wrap items-center gap-3 p-3">
              <svg viewBox="0 0 12 36" className="h-9 w-3 shrink-0 rounded-sm" aria-hidden="true">
                <rect width="12" height="36" fill={settings.accent} />
              </svg>
              <div className="min-w-0 grow basis-52">
                <p className="font-semibold">
                  {w.modules.version(w.f.number(number))}
                  {number === live && <span className="ml-2 font-medium text-progress">● {w.modules.live}</span>}
                </p>
                <p className="truncate text-muted">{settings.title || settings.name}</p>
                <p className="text-xs text-muted">
                  {w.f.date(at)} · {byId === null ? w.audit.house : (people.get(byId)?.name ?? w.somebodyGone)}
                </p>
              </div>
              {number !== live && (
                <Button icon="restart" disabled={design.busy} onPress={() => setAsked(number)}>
                  {w.modules.bringBack}
                </Button>
              )}
            </li>
          ))}
        </ol>
      ) : (
        <Arriving query={versions} />
      )}
      {asked !== null && (
        <Confirm
          title={w.modules.bringBackTitle(w.f.number(asked))}
          text={design.seen.draft ? w.modules.bringBackWithDraft : w.modules.bringBackText}
          act={w.modules.bringBack}
          onClose={() => setAsked(null)}
          onYes={async () => {
            await design.bringBack(asked);
            setAsked(null);
          }}
        />
      )}
    </Part>
  );
}
