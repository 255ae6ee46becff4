import type { ReactNode } from "react";
import { useWords } from "../words/use-words.tsx";

/** A case's tags side by side; of more than `most` the last are told as a number. */
export function TagChips({ tags, most }: { tags: readonly string[]; most: number }) {
  const w = useWords();
  if (tags.length === 0) return null;
  const more = tags.length - most;
  return (
    <span className="inline-flex min-w-0 shrink gap-1" title={tags.join(", ")}>
      <span className="sr-only">{w.tags.label}: </span>
      {tags.slice(0, most).map((tag) => (
        <TagChip key={tag}>{tag}</TagChip>
      ))}
      {more > 0 && (
        <TagChip>
          <span aria-hidden="true">+{more}</span>
          <span className="sr-only">{tags.slice(most).join(", ")}</span>
        </TagChip>
      )}
    </span>
  );
}

/** How one tag looks. */
export function TagChip({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex h-5 max-w-32 min-w-0 items-center gap-0.5 rounded-full border border-line bg-ground px-2 text-xs text-ink">
      <span className="truncate">{children}</span>
    </span>
  );
}
