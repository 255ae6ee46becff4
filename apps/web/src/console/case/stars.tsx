import { useWords } from "../words/use-words.tsx";

/** How many of five stars the customer gave. */
export function Stars({ stars }: { stars: number }) {
  const w = useWords();
  return (
    <span className="text-pending">
      <span aria-hidden="true">
        {"★".repeat(stars)}
        {"☆".repeat(5 - stars)}
      </span>
      <span className="sr-only">{w.case.stars(stars)}</span>
    </span>
  );
}
