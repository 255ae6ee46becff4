import type { ReportFigures } from "@beckon/protocol/reports.ts";
import { useWords } from "../words/use-words.tsx";

/** How often each number of stars was given: bar and figures in one row each. */
export function Ratings({ total: { starCounts, rated } }: { total: ReportFigures }) {
  const w = useWords();
  if (rated === 0) return <p className="text-muted">{w.reports.noRatings}</p>;
  const most = Math.max(...starCounts);
  return (
    <table className="w-full max-w-xl border-collapse text-right">
      <thead>
        <tr className="text-xs text-muted">
          <th scope="col" className="py-1 pr-3 text-left font-medium">
            {w.reports.columns.stars}
          </th>
          <th scope="col" className="w-1/2" aria-hidden="true" />
          <th scope="col" className="px-2 py-1 font-medium">
            {w.reports.count}
          </th>
          <th scope="col" className="py-1 font-medium">
            {w.reports.share}
          </th>
        </tr>
      </thead>
      <tbody>
        {[5, 4, 3, 2, 1].map((stars) => {
          const count = starCounts[stars - 1] ?? 0;
          return (
            <tr key={stars}>
              <th scope="row" className="py-1 pr-3 text-left font-normal whitespace-nowrap">
                <span aria-hidden="true">{"★".repeat(stars)}</span>
                <span className="sr-only">{w.reports.starsOf(stars)}</span>
              </th>
              <td aria-hidden="true">
                <div className="h-2.5 rounded-xs bg-sunken">
                  <div
                    className="report-bar h-full rounded-xs bg-accent"
                    style={{ width: `${(100 * count) / most}%` }}
                  />
                </div>
              </td>
              <td className="px-2 py-1">{w.f.number(count)}</td>
              <td className="py-1">{w.f.percent(count / rated)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
