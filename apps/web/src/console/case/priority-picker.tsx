import type { Priority } from "@beckon/domain/case.ts";
import { PRIORITIES } from "@beckon/domain/case.ts";
import type { CaseCard } from "@beckon/protocol/down.ts";
import { Picker } from "../controls/picker.tsx";
import { useWords } from "../words/use-words.tsx";

const ICONS = { urgent: "urgent", high: "priority", low: "priorityLow" } as const;

/** Asks which priority cases should have. */
export function PriorityPicker({
  cards,
  onPick,
  onClose,
}: {
  cards: CaseCard[];
  onPick: (priority: Priority) => unknown;
  onClose: () => void;
}) {
  const w = useWords();
  return (
    <Picker
      label={w.tags.priorityOf(cards.length)}
      placeholder={w.case.priority}
      nothing={w.keys.nothing}
      onClose={onClose}
      choices={PRIORITIES.toReversed().map((priority) => ({
        id: priority,
        label: w.priorities[priority],
        ...(priority === "normal" ? {} : { icon: ICONS[priority] }),
        ...(cards.every((card) => card.priority === priority) ? { aside: w.tags.now } : {}),
        onPick: () => onPick(priority),
      }))}
    />
  );
}
