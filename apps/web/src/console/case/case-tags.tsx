import { MOST_TAGS } from "@beckon/domain/tags.ts";
import type { CaseCard } from "@beckon/protocol/down.ts";
import { Icon } from "../controls/icon.tsx";
import { useWords } from "../words/use-words.tsx";
import { useCaseActs } from "./acts.tsx";
import { TagChip } from "./tag-chips.tsx";

/** A case's tags, each to be taken away, and the way to one more [Q7]. */
export function CaseTags({ card, mayEdit }: { card: CaseCard; mayEdit: boolean }) {
  const w = useWords();
  const acts = useCaseActs();
  if (!mayEdit && card.tags.length === 0) return "–";
  return (
    <ul className="flex flex-wrap items-center gap-1" aria-label={w.tags.label}>
      {card.tags.map((tag) => (
        <li key={tag} className="flex max-w-full min-w-0 items-center">
          {mayEdit ? (
            <button
              type="button"
              aria-label={w.tags.remove(tag)}
              title={w.tags.remove(tag)}
              onClick={() => void acts.toggleTag(card, tag)}
              className="inline-flex h-6 max-w-full min-w-0 items-center gap-1 rounded-full border border-edge bg-ground pr-1.5 pl-2 text-xs hover:bg-sunken pointer-coarse:h-9"
            >
              <span className="truncate">{tag}</span>
              <Icon name="close" className="size-3 shrink-0 text-muted" />
            </button>
          ) : (
            <TagChip>{tag}</TagChip>
          )}
        </li>
      ))}
      {mayEdit && card.tags.length < MOST_TAGS && (
        <li>
          <button
            type="button"
            onClick={() => acts.tag([card])}
            className="inline-flex h-6 items-center gap-1 rounded-full border border-dashed border-edge px-2 text-xs text-muted hover:bg-sunken hover:text-ink pointer-coarse:h-9"
          >
            <Icon name="plus" className="size-3" />
            {w.tags.addOne}
          </button>
        </li>
      )}
    </ul>
  );
}
