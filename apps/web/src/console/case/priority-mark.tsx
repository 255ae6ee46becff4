import type { Priority } from "@beckon/domain/case.ts";
import { Icon } from "../controls/icon.tsx";
import { useWords } from "../words/use-words.tsx";

/** A case's priority as a sign; normal says nothing to the eye. */
export function PriorityMark({ priority }: { priority: Priority }) {
  const w = useWords();
  const word = w.priorities[priority];
  return (
    <span title={word} className="inline-flex">
      {priority === "urgent" && <Icon name="urgent" className="size-4 text-danger-text" />}
      {priority === "high" && <Icon name="priority" className="size-4 text-pending" />}
      {priority === "low" && <Icon name="priorityLow" className="size-4 text-muted" />}
      <span className="sr-only">{word}</span>
    </span>
  );
}
