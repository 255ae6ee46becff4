import { REPORT_CUTS } from "@beckon/protocol/reports.ts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "../controls/button.tsx";
import { Choice } from "../controls/choice.tsx";
import { Arriving, Page, Part } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { ByCut } from "./by-cut.tsx";
import { Files } from "./files.tsx";
import { FigureTiles } from "./figure-tiles.tsx";
import { OverTime } from "./over-time.tsx";
import { Ratings } from "./ratings.tsx";
import { ReportBar } from "./report-bar.tsx";
import { MEASURES, readReportFilters, type ReportFilters } from "./report-filters.ts";
import { useReport } from "./use-report.ts";

/** What the cases of a time came to, for administrators and supervisors [F1–F3]. */
export function ReportsPage() {
  const w = useWords();
  const navigate = useNavigate();
  // What the address says and the page left out is in what the router gives.
  const filters = readReportFilters(useSearch({ from: "/signed/shell/console/reports" }));
  const found = useReport(filters);
  const { show = "cases", by = "group" } = filters;
  const choose = (next: ReportFilters) => void navigate({ to: "/console/reports", search: next, replace: true });
  const report = found.data;
  return (
    <Page title={w.reports.title} wide="full" actions={<Files filters={filters} />}>
      <ReportBar filters={filters} onChange={choose} />
      {!report ? (
        <Arriving query={found} />
      ) : report.total.came === 0 ? (
        <Nothing filters={filters} onChange={choose} />
      ) : (
        <div className="flex flex-col gap-6" aria-busy={found.isPlaceholderData}>
          <FigureTiles report={report} />
          <Part
            title={w.reports.overTime}
            actions={
              <Choice
                label={w.reports.show}
                options={MEASURES.map((key) => ({ key, name: w.reports.measures[key] }))}
                chosen={show}
                onChoose={(next) => choose({ ...filters, show: next })}
              />
            }
          >
            <OverTime report={report} measure={show} />
          </Part>
          <Part
            title={w.reports.byWhat[report.query.by]}
            actions={
              <Choice
                label={w.reports.by}
                options={REPORT_CUTS.map((key) => ({ key, name: w.reports.cuts[key] }))}
                chosen={by}
                onChoose={(next) => choose({ ...filters, by: next })}
              />
            }
          >
            <ByCut report={report} measure={show} />
          </Part>
          <Part title={w.reports.ratings}>
            <Ratings total={report.total} />
          </Part>
        </div>
      )}
    </Page>
  );
}

function Nothing({ filters, onChange }: { filters: ReportFilters; onChange: (next: ReportFilters) => void }) {
  const w = useWords();
  const { group: _g, module: _m, person: _p, ...unfiltered } = filters;
  const isFiltered = Object.keys(unfiltered).length < Object.keys(filters).length;
  return (
    <div className="flex flex-col items-center gap-3 py-16 text-center">
      <p className="text-muted">{isFiltered ? w.reports.noneFiltered : w.reports.none}</p>
      <div className="flex flex-wrap justify-center gap-2">
        {isFiltered && <Button onPress={() => onChange(unfiltered)}>{w.reports.clear}</Button>}
        {filters.time !== "90" && (
          <Button onPress={() => onChange({ ...filters, time: "90" })}>{w.reports.longer}</Button>
        )}
      </div>
    </div>
  );
}
