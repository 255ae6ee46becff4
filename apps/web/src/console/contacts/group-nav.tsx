import { isOpen } from "@beckon/domain/case.ts";
import { Link } from "@tanstack/react-router";
import { useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";
import type { ContactFilters } from "./contact-filters.ts";

/** The groups, each with how many of its cases are open just now [M9]; a row of them where there is little room. */
export function GroupNav({ filters }: { filters: ContactFilters }) {
  const w = useWords();
  const groups = useQueuePart("groups");
  const cards = useQueuePart("cards");
  const open = new Map<string, number>();
  let all = 0;
  for (const card of cards.values()) {
    if (!isOpen(card.state)) continue;
    all++;
    open.set(card.groupId, (open.get(card.groupId) ?? 0) + 1);
  }
  const { group: chosen, ...rest } = filters;
  return (
    <nav
      aria-label={w.contacts.groups}
      className="relative flex shrink-0 gap-1 overflow-x-auto border-b border-line p-2 md:w-52 md:flex-col md:overflow-x-hidden md:overflow-y-auto md:border-r md:border-b-0 md:py-4"
    >
      <Entry name={w.contacts.allGroups} search={rest} here={chosen === undefined} open={all} />
      {[...groups.values()].map(({ id, name }) => (
        <Entry key={id} name={name} search={{ ...rest, group: id }} here={chosen === id} open={open.get(id) ?? 0} />
      ))}
    </nav>
  );
}

function Entry({ name, search, here, open }: { name: string; search: ContactFilters; here: boolean; open: number }) {
  const w = useWords();
  return (
    <Link
      to="/console/contacts"
      search={search}
      activeProps={{}}
      aria-current={here ? "true" : undefined}
      className={`flex h-8 max-w-48 shrink-0 items-center gap-2 rounded-sm px-2.5 outline-offset-0 hover:bg-sunken md:max-w-none pointer-coarse:h-10 ${here ? "bg-sunken font-semibold" : "text-muted"}`}
    >
      <span className="min-w-0 grow truncate">{name}</span>
      {open > 0 && (
        <span className="rounded-full bg-accent-soft px-1.5 text-xs font-semibold text-ink">
          <span aria-hidden="true">{open}</span>
          <span className="sr-only">{w.contacts.openCases(open)}</span>
        </span>
      )}
    </Link>
  );
}
