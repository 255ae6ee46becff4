import { Dialog } from "../controls/dialog.tsx";
import { useWords } from "../words/use-words.tsx";

/** All keys, in words. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const w = useWords();
  return (
    <Dialog title={w.keys.title} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2">
        {w.keys.list.map(([key, act]) => (
          <div key={key} className="contents">
            <dt className="flex gap-1">
              {key.split(/\s+/).map((part) => (
                <kbd
                  key={part}
                  className="min-w-6 rounded-sm border border-line bg-sunken px-1.5 py-0.5 text-center font-mono text-xs"
                >
                  {part}
                </kbd>
              ))}
            </dt>
            <dd>{act}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
