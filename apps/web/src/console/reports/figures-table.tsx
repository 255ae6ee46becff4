import type { ReportFigures } from "@beckon/protocol/reports.ts";
import { useWords } from "../words/use-words.tsx";
import { sayClock, sayShare, sayStars, targetShare } from "./say-figures.ts";

/** The figures of a chart, row by row, with those of all at the end. */
export function FiguresTable({
  caption,
  head,
  rows,
  total,
}: {
  caption: string;
  head: string;
  rows: readonly { key: string; name: string; figures: ReportFigures }[];
  total: ReportFigures;
}) {
  const w = useWords();
  const c = w.reports.columns;
  const cells = (of: ReportFigures) => [
    w.f.number(of.came),
    w.f.number(of.pickedUp),
    sayShare(w, targetShare(of)),
    w.f.number(of.abandoned),
    sayClock(w, of.waitMedianMs),
    sayClock(w, of.waitP90Ms),
    sayClock(w, of.handleMedianMs),
    sayClock(w, of.handleP90Ms),
    sayStars(w, of.stars),
    w.f.number(of.rated),
  ];
  const heads = [
    c.came,
    c.pickedUp,
    c.target,
    c.abandoned,
    c.waitMedian,
    c.waitP90,
    c.handleMedian,
    c.handleP90,
    c.stars,
    c.rated,
  ];
  return (
    // Wide tables scroll by themselves, also with the keyboard.
    <section
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={w.reports.asTable(caption)}
      className="max-h-80 min-w-0 overflow-auto rounded-sm border border-line print:max-h-none print:overflow-visible"
    >
      <table className="w-full border-collapse text-right">
        <thead className="sticky top-0 bg-surface print:static">
          <tr className="border-b border-line text-xs text-muted">
            <th scope="col" className="sticky left-0 print:static bg-surface px-2 py-1.5 text-left font-medium">
              {head}
            </th>
            {heads.map((name) => (
              <th key={name} scope="col" className="px-2 py-1.5 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, figures }) => (
            <Row key={key} name={name} cells={cells(figures)} />
          ))}
        </tbody>
        <tfoot className="sticky bottom-0 print:static bg-surface font-semibold shadow-[0_-1px_0_var(--border)]">
          <Row name={w.reports.total} cells={cells(total)} />
        </tfoot>
      </table>
    </section>
  );
}

function Row({ name, cells }: { name: string; cells: readonly string[] }) {
  return (
    <tr className="break-inside-avoid border-b border-line last:border-b-0">
      <th
        scope="row"
        className="sticky left-0 print:static max-w-48 truncate bg-surface px-2 py-1 text-left font-normal in-[tfoot]:font-semibold"
        title={name}
      >
        {name}
      </th>
      {cells.map((cell, n) => (
        // oxlint-disable-next-line react/no-array-index-key -- columns stay where they are
        <td key={n} className="px-2 py-1 whitespace-nowrap">
          {cell}
        </td>
      ))}
    </tr>
  );
}
