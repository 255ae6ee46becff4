import { useState } from "react";
import { Button } from "../controls/button.tsx";
import { Confirm } from "../controls/dialog.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";
import type { Design } from "./use-design.ts";

/** What is live, what waits to be published, and the two ways to keep the form. */
export function DesignBar({ design }: { design: Design }) {
  const w = useWords();
  const people = useQueuePart("people");
  const [discarding, setDiscarding] = useState(false);
  const { seen, changed, busy, problem } = design;
  const by = seen.draft && (people.get(seen.draft.byId ?? "")?.name ?? w.somebodyGone);
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center gap-2 border-t border-line bg-surface px-4 py-3 md:-mx-6 md:px-6">
      <div className="min-w-0 grow basis-full sm:basis-48">
        {problem ? (
          <div role="alert" className="flex flex-wrap items-center gap-2 text-danger-text">
            {problem.text}
            {problem.conflict && <Button onPress={design.readAnew}>{w.modules.readAnew}</Button>}
          </div>
        ) : (
          <p className="text-muted">
            {w.modules.isLive(w.f.number(seen.version))}{" "}
            {changed ? (
              <span className="font-medium text-warn">{w.modules.unsaved}</span>
            ) : (
              seen.draft && w.modules.draftBy(by ?? "", w.f.date(seen.draft.at))
            )}
          </p>
        )}
      </div>
      {seen.draft && (
        <Button tone="ghost" disabled={busy} onPress={() => setDiscarding(true)}>
          {w.modules.discardDraft}
        </Button>
      )}
      <Button type="submit" name="draft" disabled={busy || !changed}>
        {w.modules.saveDraft}
      </Button>
      <Button type="submit" name="publish" tone="accent" disabled={busy || (!changed && seen.draft === null)}>
        {w.modules.publish}
      </Button>
      {discarding && (
        <Confirm
          title={w.modules.discardTitle}
          text={w.modules.discardText}
          act={w.modules.discardDraft}
          onClose={() => setDiscarding(false)}
          onYes={async () => {
            await design.discardDraft();
            setDiscarding(false);
          }}
        />
      )}
    </div>
  );
}
