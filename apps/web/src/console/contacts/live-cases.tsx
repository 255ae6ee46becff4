import { isOpen } from "@beckon/domain/case.ts";
import { useQueuePart } from "../live/use-live.tsx";
import { compareRows } from "../queue/filters.ts";
import { useWords } from "../words/use-words.tsx";
import { CaseRow } from "./case-row.tsx";

/** The open cases of a group, or of all groups, as they are in the queue [M9]. */
export function LiveCases({ groupId }: { groupId: string | undefined }) {
  const w = useWords();
  const cards = useQueuePart("cards");
  const open = [...cards.values()]
    .filter((card) => isOpen(card.state) && (groupId === undefined || card.groupId === groupId))
    .sort(compareRows);
  return (
    <section aria-label={w.contacts.cases} className="flex flex-col gap-2">
      <h2 className="text-md font-semibold">{w.contacts.cases}</h2>
      {open.length === 0 ? (
        <p className="text-muted">{w.contacts.noCases}</p>
      ) : (
        <ul className="max-h-80 divide-y divide-line overflow-y-auto rounded-md border border-line">
          {open.map((card) => (
            <CaseRow key={card.id} card={card} withGroup={groupId === undefined} />
          ))}
        </ul>
      )}
    </section>
  );
}
