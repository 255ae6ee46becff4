import { useSyncExternalStore } from "react";
import { useWords } from "../words/use-words.tsx";
import { IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";

type Notice = { id: number; text: string; bad: boolean };
const SHOWN_MS = 8000;

let notices: readonly Notice[] = [];
let count = 0;
const watchers = new Set<() => void>();

function change(next: readonly Notice[]) {
  notices = next;
  for (const watcher of watchers) watcher();
}

/** Says something in the corner of the page for a while. `bad`: something was not done. */
export function tell(text: string, bad = false): void {
  const notice = { id: ++count, text, bad };
  change([...notices.slice(-3), notice]);
  setTimeout(() => dismiss(notice.id), SHOWN_MS);
}

function dismiss(id: number) {
  change(notices.filter((notice) => notice.id !== id));
}

/** The corner where notices appear; screen readers hear them. */
export function Notices() {
  const w = useWords();
  const shown = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => notices,
  );
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed right-3 bottom-3 left-3 z-60 flex flex-col items-end gap-2"
    >
      {shown.map((notice) => (
        <div key={notice.id} className="popup pointer-events-auto flex max-w-md items-start gap-2 py-1.5 pr-1.5 pl-3">
          <Icon
            name={notice.bad ? "warn" : "check"}
            className={`mt-2 size-4 ${notice.bad ? "text-danger-text" : "text-progress"}`}
          />
          <p className="grow py-1.5 whitespace-pre-line">{notice.text}</p>
          <IconButton label={w.close} icon="close" onPress={() => dismiss(notice.id)} />
        </div>
      ))}
    </div>
  );
}
