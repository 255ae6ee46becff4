import { useSpoken } from "../words/use-words.tsx";
import { Legend, StandingBars } from "./bars.tsx";
import { FiguresTable } from "./figures-table.tsx";
import type { Measure } from "./report-filters.ts";
import { piecesOf } from "./report-time.ts";
import { sayPiece, sayPieceInFull } from "./say-figures.ts";
import type { ShownReport } from "./use-report.ts";

/** How the figures went, piece by piece of the time. */
export function OverTime({ report: { times, total, query }, measure }: { report: ShownReport; measure: Measure }) {
  const { words: w, language } = useSpoken();
  const byStart = new Map(times.map(({ at, ...figures }) => [at, figures]));
  const bars = piecesOf(query).map((at) => ({
    key: String(at),
    name: sayPiece(language, query.step, at),
    fullName: sayPieceInFull(language, query.step, at),
    figures: byStart.get(at),
  }));
  const rows = bars.flatMap(({ key, fullName, figures }) => (figures ? [{ key, name: fullName, figures }] : []));
  const label = `${w.reports.overTime}: ${w.reports.measures[measure]}`;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[2fr_3fr]">
      <div className="flex min-w-0 flex-col gap-2">
        <StandingBars bars={bars} measure={measure} label={label} />
        <Legend measure={measure} />
      </div>
      <FiguresTable caption={w.reports.overTime} head={w.reports.steps[query.step]} rows={rows} total={total} />
    </div>
  );
}
