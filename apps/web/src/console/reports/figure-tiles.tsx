import type { ReportFigures } from "@beckon/protocol/reports.ts";
import { useSpoken } from "../words/use-words.tsx";
import { NONE, sayClock, sayShare, sayStars, targetShare } from "./say-figures.ts";
import type { ShownReport } from "./use-report.ts";

/** What the whole time came to, each figure beside that of the time before. */
export function FigureTiles({ report: { total, before, query } }: { report: ShownReport }) {
  const { words: w, language } = useSpoken();
  const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" });
  const days = (from: number, to: number) => day.formatRange(from, Math.max(from, to - 1));
  const tiles: [keyof typeof w.reports.figures, (of: ReportFigures) => string, string?][] = [
    ["came", ({ came }) => w.f.number(came)],
    ["target", (of) => sayShare(w, targetShare(of))],
    [
      "abandoned",
      ({ came, abandoned }) => (came === 0 ? NONE : w.f.percent(abandoned / came)),
      w.reports.ofAll(total.abandoned),
    ],
    ["wait", (of) => sayClock(w, of.waitMedianMs), w.reports.p90(sayClock(w, total.waitP90Ms))],
    ["handle", (of) => sayClock(w, of.handleMedianMs), w.reports.p90(sayClock(w, total.handleP90Ms))],
    ["rating", (of) => sayStars(w, of.stars), w.reports.rated(total.rated)],
  ];
  return (
    <div className="flex flex-col gap-1.5">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-3 lg:grid-cols-6">
        {tiles.map(([name, say, more]) => (
          <div key={name} className="flex flex-col gap-0.5 bg-surface px-3 py-2.5" title={w.reports.hints[name]}>
            <dt className="text-xs text-muted">{w.reports.figures[name]}</dt>
            <dd className="text-xl font-semibold">{say(total)}</dd>
            {more && <dd className="text-xs text-muted">{more}</dd>}
            <dd className="mt-auto text-xs text-muted">{w.reports.before(say(before))}</dd>
          </div>
        ))}
      </dl>
      <p className="text-xs text-muted">
        {w.reports.comparedWith(days(query.from, query.to), days(query.beforeFrom, query.beforeTo))}
      </p>
    </div>
  );
}
