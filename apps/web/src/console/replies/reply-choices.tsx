import { LANGUAGE_NAMES } from "../../ui/language.ts";
import { useSpoken } from "../words/use-words.tsx";
import type { ReadyReply } from "./use-replies.ts";

/** The replies one can insert, over the field they go to; its keys move in it. */
export function ReplyChoices({
  listId,
  replies,
  current,
  onPoint,
  onPick,
}: {
  listId: string;
  replies: readonly ReadyReply[];
  current: number;
  onPoint: (at: number) => void;
  onPick: (reply: ReadyReply) => void;
}) {
  const { words: w, language } = useSpoken();
  return (
    <div
      id={listId}
      role="listbox"
      aria-label={w.replies.title}
      className="popup absolute inset-x-0 bottom-full z-20 mb-1 max-h-60 overflow-y-auto p-1"
    >
      {replies.map((reply, at) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the keys are the field's
        <div
          key={reply.id}
          id={`${listId}-${at}`}
          role="option"
          aria-selected={at === current}
          ref={(node) => {
            if (at === current) node?.scrollIntoView({ block: "nearest" });
          }}
          onPointerMove={() => onPoint(at)}
          // The field keeps the focus.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(reply)}
          className="rounded-sm px-2 py-1.5 aria-selected:bg-accent-soft"
        >
          <p className="flex items-baseline gap-2">
            <span className="min-w-0 grow truncate font-medium">/{reply.name}</span>
            {reply.language !== language && (
              <span className="shrink-0 text-xs text-muted">{LANGUAGE_NAMES[reply.language]}</span>
            )}
          </p>
          <p className="truncate text-xs text-muted">{reply.text}</p>
        </div>
      ))}
    </div>
  );
}
