import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useRef } from "react";
import { CasePane } from "../case/case-pane.tsx";
import { Button } from "../controls/button.tsx";
import type { QueueFilters } from "../queue/filters.ts";
import { isNarrowed } from "../queue/filters.ts";
import { FilterBar } from "../queue/filter-bar.tsx";
import { useStable } from "../queue/use-stable.ts";
import { Arriving } from "../shell/page.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { useKeys } from "../shell/use-keys.ts";
import { useWords } from "../words/use-words.tsx";
import { EndFilters } from "./end-filters.tsx";
import { SESSION_STATES } from "./session-filters.ts";
import { rowLink, SessionsTable } from "./sessions-table.tsx";
import { useFoundCases } from "./use-found-cases.ts";

/** The history: every case there ever was that this person may see, with the chosen one beside it. */
export function SessionsPage() {
  const w = useWords();
  const navigate = useNavigate();
  const { caseId } = useParams({ strict: false });
  const filters = useSearch({ from: "/signed/shell/console/sessions" });
  const { query, rows } = useFoundCases(filters);
  const search = useRef<HTMLInputElement>(null);
  usePageTitle(w.nav.sessions);

  const { hasNextPage } = query;
  const filter = useStable((next: QueueFilters) => void navigate({ to: ".", search: () => next, replace: true }));
  const readOn = useStable(() => {
    if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
  });
  const closePane = () => {
    void navigate({ to: "/console/sessions", search: filters });
    if (caseId !== undefined) requestAnimationFrame(() => rowLink(caseId)?.focus());
  };
  function move(by: number) {
    const focused = rows.findIndex((card) => rowLink(card.id) === document.activeElement && document.activeElement);
    const from = focused >= 0 ? focused : rows.findIndex((card) => card.id === caseId);
    const next = rows[Math.max(0, Math.min(rows.length - 1, from + by))];
    if (!next) return;
    rowLink(next.id)?.focus();
    if (caseId === undefined) return;
    void navigate({ to: "/console/sessions/$caseId", params: { caseId: next.id }, search: filters, replace: true });
  }
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    "/": () => search.current?.focus(),
    Escape: () => caseId !== undefined && closePane(),
  });

  return (
    <div className="flex min-h-0 grow">
      <section
        aria-label={w.nav.sessions}
        className={`@container min-w-0 grow flex-col ${caseId ? "hidden lg:flex" : "flex"}`}
      >
        <header className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2">
          <h1 className="text-md font-semibold">{w.nav.sessions}</h1>
          <span className="min-h-8 content-center text-muted" role="status">
            {query.data && (hasNextPage ? w.sessions.rowsAtLeast(rows.length) : w.queue.rows(rows.length))}
          </span>
          <FilterBar
            filters={filters}
            states={SESSION_STATES}
            onChange={filter}
            searchRef={search}
            more={<EndFilters filters={filters} onChange={filter} />}
          />
        </header>
        {!query.data ? (
          <div className="p-4">
            <Arriving query={query} />
          </div>
        ) : rows.length === 0 ? (
          <div className="flex grow flex-col items-center justify-center gap-3 p-6 text-center">
            <p className="text-muted">{isNarrowed(filters) ? w.queue.noMatch : w.sessions.none}</p>
            {isNarrowed(filters) && <Button onPress={() => filter({})}>{w.queue.clear}</Button>}
          </div>
        ) : (
          <SessionsTable rows={rows} filters={filters} current={caseId} more={hasNextPage} onEnd={readOn} />
        )}
      </section>
      {caseId !== undefined && <CasePane key={caseId} caseId={caseId} onClose={closePane} />}
    </div>
  );
}
