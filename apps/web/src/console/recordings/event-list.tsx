import type { RecordingEvent } from "@beckon/protocol/recordings.ts";
import { useWords, type Words } from "../words/use-words.tsx";

/** What happened, each at its time; a press goes there. */
export function EventList({
  events,
  now,
  onGoTo,
}: {
  events: readonly RecordingEvent[];
  /** Where the recording is, in milliseconds. */
  now: number;
  onGoTo: (ms: number) => void;
}) {
  const w = useWords();
  if (events.length === 0) return <p className="text-muted">{w.desktop.recording.noEvents}</p>;
  const current = events.findLastIndex(({ at }) => at <= now);
  return (
    <ol className="-mx-2 max-h-[60dvh] overflow-y-auto">
      {events.map((event, index) => {
        const time = w.f.clock(event.at);
        const what = sayEvent(w, event.what);
        return (
          <li key={`${event.at} ${index}`}>
            <button
              type="button"
              aria-current={index === current ? "time" : undefined}
              onClick={() => onGoTo(event.at)}
              className="flex min-h-8 w-full items-baseline gap-3 rounded-sm px-2 py-1 text-left hover:bg-sunken aria-[current]:bg-accent-soft pointer-coarse:min-h-10"
            >
              <span className="w-12 shrink-0 text-right font-mono text-xs text-muted">{time}</span>{" "}
              <span className="min-w-0 break-words">{what}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function sayEvent(w: Words, what: RecordingEvent["what"]): string {
  const { event } = w.desktop.recording;
  switch (what.is) {
    case "granted":
    case "takenBack":
      return event[what.is](w.desktop.privileges[what.privilege]);
    case "file":
      return event.file[what.direction](what.name);
    case "chat":
      return event.chat[what.from];
    default:
      return event[what.is];
  }
}
