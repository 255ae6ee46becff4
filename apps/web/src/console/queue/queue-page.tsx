import { isOpen } from "@beckon/domain/case.ts";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { CaseCard } from "@beckon/protocol/down.ts";
import { useRef, useState } from "react";
import { CasePane } from "../case/case-pane.tsx";
import { useCaseActs } from "../case/acts.tsx";
import { Button } from "../controls/button.tsx";
import { useMay } from "../live/use-live.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { useShell } from "../shell/shell-context.ts";
import { useKeys } from "../shell/use-keys.ts";
import { useWords } from "../words/use-words.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { EmptyQueue } from "./empty-queue.tsx";
import type { QueueFilters } from "./filters.ts";
import { isNarrowed } from "./filters.ts";
import { FilterBar } from "./filter-bar.tsx";
import { QueueTable } from "./queue-table.tsx";
import type { Selection } from "./selection.ts";
import { toggled, withRange } from "./selection.ts";
import { useRows } from "./use-rows.ts";
import { useStable } from "./use-stable.ts";

const NONE: Selection = new Set();

/** The service queue: every case one may see, live, with the chosen one beside it. */
export function QueuePage() {
  const w = useWords();
  const navigate = useNavigate();
  const { caseId } = useParams({ strict: false });
  const filters = useSearch({ from: "/signed/shell/console/queue" });
  const { rows, hidden, letGo, hand } = useRows(filters);
  const acts = useCaseActs();
  const shell = useShell();
  const mayCreate = useMay("case/create");
  const [active, setActive] = useState<string | null>(null);
  const [selection, setSelection] = useState(NONE);
  const anchor = useRef<string | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const title = w.queue.title;
  usePageTitle(title);
  const older = olderThan(filters);

  const order = rows.map(({ card }) => card.id);
  const current = caseId ?? active;
  const currentCard = rows.find(({ card }) => card.id === current)?.card;
  const selected = rows.filter(({ card }) => selection.has(card.id)).map(({ card }) => card);
  const chosen = selected.length > 0 ? selected : currentCard ? [currentCard] : [];

  const filter = useStable((next: QueueFilters) => void navigate({ to: ".", search: () => next, replace: true }));
  const open = useStable(
    (id: string) =>
      void navigate({
        to: "/console/queue/$caseId",
        params: { caseId: id },
        search: filters,
        replace: caseId !== undefined,
      }),
  );
  const closePane = () => {
    setActive(caseId ?? null);
    void navigate({ to: "/console/queue", search: filters });
  };
  const connect = (card: CaseCard) => void navigate({ to: "/console/session/$caseId", params: { caseId: card.id } });

  function move(by: number) {
    if (order.length === 0) return;
    hand.onKeyDown();
    const at = current === null ? -1 : order.indexOf(current);
    const next = order[Math.max(0, Math.min(order.length - 1, at + by))];
    if (next === undefined) return;
    setActive(next);
    // With the focus in the list, Enter opens what j and k have reached, and screen readers say it.
    grid.current?.focus({ preventScroll: true });
    if (caseId !== undefined) open(next);
  }
  const select = useStable((id: string, range: boolean) => {
    const from = anchor.current;
    setSelection(range && from !== null ? withRange(selection, order, from, id) : toggled(selection, id));
    anchor.current = id;
    setActive(id);
  });

  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    "/": () => search.current?.focus(),
    x: () => current !== null && select(current, false),
    t: () => currentCard && void acts.take(currentCard),
    c: () => currentCard && connect(currentCard),
    a: () => chosen.length > 0 && acts.assign(chosen),
    l: () => chosen.length > 0 && acts.tag(chosen.filter((card) => isOpen(card.state))),
    p: () => chosen.length > 0 && acts.prioritise(chosen.filter((card) => isOpen(card.state))),
    Escape: () => {
      if (selection.size > 0) setSelection(NONE);
      else if (caseId !== undefined) closePane();
      else setActive(null);
    },
  });

  return (
    <div className="flex min-h-0 grow">
      <section aria-label={title} className={`@container min-w-0 grow flex-col ${caseId ? "hidden lg:flex" : "flex"}`}>
        <header className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2">
          <h1 className="text-md font-semibold">{title}</h1>
          <span className="text-muted">{w.queue.rows(rows.length)}</span>
          <span className="grow" />
          {mayCreate && (
            <Button tone="accent" icon="plus" onPress={shell.newCase}>
              {w.queue.newCase}
            </Button>
          )}
          <FilterBar filters={filters} onChange={filter} searchRef={search} />
        </header>
        {older && (
          <p className="border-b border-line bg-ground px-3 py-1.5 text-xs text-muted">
            {w.sessions.olderIn}{" "}
            <Link to="/console/sessions" search={older} className="text-accent-text underline">
              {w.nav.sessions}
            </Link>
          </p>
        )}
        {selected.length > 0 && <BulkBar cards={selected} onClear={() => setSelection(NONE)} />}
        {rows.length === 0 ? (
          <EmptyQueue narrowed={isNarrowed(filters)} onClear={() => filter({})} />
        ) : (
          <QueueTable
            rows={rows}
            hidden={hidden}
            current={current}
            selection={selection}
            hand={hand}
            letGo={letGo}
            label={title}
            gridRef={grid}
            onOpen={open}
            onSelect={select}
            onSelectAll={(all) => setSelection(all ? new Set(order) : NONE)}
          />
        )}
      </section>
      {caseId !== undefined && <CasePane key={caseId} caseId={caseId} onClose={closePane} />}
    </div>
  );
}

/** The same filters for the history, when the list shows ended cases, of which it has the latest only. */
function olderThan({ state, ...rest }: QueueFilters): QueueFilters | null {
  if (state === "over" || state === "all") return rest;
  return state === "closed" || state === "expired" ? { ...rest, state } : null;
}
