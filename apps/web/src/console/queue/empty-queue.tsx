import { Link } from "@tanstack/react-router";
import { Button, buttonLook } from "../controls/button.tsx";
import { CopyButton } from "../controls/copy-button.tsx";
import { Icon } from "../controls/icon.tsx";
import { useMay, useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";

/** An empty list that teaches: where cases come from, and a link to try it. */
export function EmptyQueue({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  const w = useWords();
  const modules = useQueuePart("modules");
  const groups = useQueuePart("groups");
  const mayManage = useMay("module/manage");
  const first = [...modules.values()].find((module) => !module.suspended);
  const url = first ? `${location.origin}/m/${first.slug}` : null;
  if (narrowed) {
    return (
      <div className="flex grow flex-col items-center justify-center gap-3 p-6 text-center">
        <p className="text-muted">{w.queue.noMatch}</p>
        <Button onPress={onClear}>{w.queue.clear}</Button>
      </div>
    );
  }
  return (
    <div className="flex grow flex-col items-center justify-center gap-4 p-6 text-center">
      <span className="grid size-12 place-items-center rounded-full bg-accent-soft text-accent-text">
        <Icon name="queue" className="size-6" />
      </span>
      <div>
        <h2 className="text-lg font-semibold">{w.queue.noCases}</h2>
        <p className="mt-1 text-muted">{groups.size > 0 ? w.queue.noCasesText : w.queue.noGroupText}</p>
      </div>
      {first && url ? (
        <div className="flex max-w-md flex-col items-center gap-3">
          <p className="text-muted">{w.queue.tryText(first.name)}</p>
          <code className="max-w-full rounded-sm bg-sunken px-3 py-1.5 font-mono break-all">{url}</code>
          <div className="flex flex-wrap justify-center gap-2">
            <a href={url} target="_blank" rel="noopener" className={buttonLook("accent")}>
              <Icon name="open" /> {w.queue.tryIt}
            </a>
            <CopyButton text={url} label={w.copyLink} />
          </div>
        </div>
      ) : (
        mayManage && (
          <div className="flex max-w-md flex-col items-center gap-3">
            <p className="text-muted">{w.queue.noModule}</p>
            <Link to="/console/modules/new" className={buttonLook("accent")}>
              <Icon name="plus" /> {w.queue.makeModule}
            </Link>
          </div>
        )
      )}
    </div>
  );
}
