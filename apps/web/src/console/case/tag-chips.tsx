import type { ReactNode } from "react";
import { useWords } from "../words/use-words.tsx";

/** A case's tags in a list's row: the first, and how many more there are; all of them for who points at it or listens. */
export function TagChips({ tags }: { tags: readonly string[] }) {
  const w = useWords();
  const [first, ...others] = tags;
  if (first === undefined) return null;
  return (
    <span className="inline-flex shrink-0 items-center gap-1" title={tags.join(", ")}>
      <span className="sr-only">{w.tags.label}: </span>
      <TagChip>{first}</TagChip>
      {others.length > 0 && (
        <>
          <span aria-hidden="true" className="text-xs text-muted">
            +{others.length}
          </span>
          <span className="sr-only">{others.join(", ")}</span>
        </>
      )}
    </span>
  );
}

/** How one tag looks. */
export function TagChip({ children }: { children: ReactNode }) {
  return (
    <span className="inline-block h-5 max-w-24 truncate rounded-full border border-line bg-ground px-2 text-xs leading-4.5 text-ink @7xl:max-w-40">
      {children}
    </span>
  );
}
