import { isOpen } from "@beckon/domain/case.ts";
import type { CaseCard } from "@beckon/protocol/down.ts";
import { useCaseActs } from "../case/acts.tsx";
import { Button } from "../controls/button.tsx";
import { useMay } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";

/** What can be done with all selected cases at once. */
export function BulkBar({ cards, onClear }: { cards: CaseCard[]; onClear: () => void }) {
  const w = useWords();
  const acts = useCaseActs();
  const mayDelete = useMay("case/delete");
  const open = cards.filter((card) => isOpen(card.state));
  return (
    <div
      role="toolbar"
      aria-label={w.queue.selected(cards.length)}
      className="flex flex-wrap items-center gap-2 border-b border-line bg-accent-soft px-3 py-1.5"
    >
      <span className="font-medium" role="status">
        {w.queue.selected(cards.length)}
      </span>
      <span className="grow" />
      <Button icon="person" disabled={open.length === 0} onPress={() => acts.assign(open)}>
        {w.queue.assign}
      </Button>
      <Button icon="tag" disabled={open.length === 0} onPress={() => acts.tag(open)}>
        {w.tags.addOne}
      </Button>
      <Button icon="priority" disabled={open.length === 0} onPress={() => acts.prioritise(open)}>
        {w.queue.priority}
      </Button>
      <Button icon="check" disabled={open.length === 0} onPress={() => acts.close(open, onClear)}>
        {w.close}
      </Button>
      {mayDelete && (
        <Button icon="trash" onPress={() => acts.remove(cards, onClear)}>
          {w.delete}
        </Button>
      )}
      <Button tone="ghost" onPress={onClear}>
        {w.queue.clearSelection}
      </Button>
    </div>
  );
}
