import { OUTCOMES } from "@beckon/domain/case.ts";
import { Select } from "../queue/filter-bar.tsx";
import type { QueueFilters } from "../queue/filters.ts";
import { useWords } from "../words/use-words.tsx";
import { STARS } from "./session-filters.ts";

/** Narrows the history by what came of cases and by the stars they got. */
export function EndFilters({
  filters,
  onChange,
}: {
  filters: QueueFilters;
  onChange: (filters: QueueFilters) => void;
}) {
  const w = useWords();
  const { outcome, stars, ...rest } = filters;
  return (
    <>
      <Select
        label={w.case.outcome}
        value={outcome ?? ""}
        onChange={({ target: { value } }) => {
          const chosen = OUTCOMES.find((each) => each === value);
          onChange({ ...rest, ...(stars ? { stars } : {}), ...(chosen ? { outcome: chosen } : {}) });
        }}
      >
        <option value="">{w.tags.anyOutcome}</option>
        {OUTCOMES.map((each) => (
          <option key={each} value={each}>
            {w.outcomes[each]}
          </option>
        ))}
      </Select>
      <Select
        label={w.sessions.rating}
        value={stars ?? ""}
        onChange={({ target: { value } }) => {
          const chosen = STARS.find((each) => String(each) === value);
          onChange({ ...rest, ...(outcome ? { outcome } : {}), ...(chosen ? { stars: chosen } : {}) });
        }}
      >
        <option value="">{w.tags.anyRating}</option>
        {STARS.map((each) => (
          <option key={each} value={each}>
            {w.case.stars(each)}
          </option>
        ))}
      </Select>
    </>
  );
}
