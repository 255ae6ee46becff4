import type { ReportCut } from "@beckon/protocol/reports.ts";
import { useQueuePart } from "../live/use-live.tsx";
import { useSpoken } from "../words/use-words.tsx";
import { LyingBars, StandingBars, Legend } from "./bars.tsx";
import { FiguresTable } from "./figures-table.tsx";
import type { Measure } from "./report-filters.ts";
import { sayWeekday } from "./say-figures.ts";
import type { ShownReport } from "./use-report.ts";

/** The figures of the time for each group, module, person, hour of the day or weekday. */
export function ByCut({ report: { cut, total, query }, measure }: { report: ShownReport; measure: Measure }) {
  const { words: w } = useSpoken();
  const nameOf = useNames(query.by);
  const byKey = new Map(cut.map(({ key, ...figures }) => [key, figures]));
  const ordered = orderedKeys(query.by);
  const keys = ordered ?? cut.toSorted((a, b) => b.came - a.came).map(({ key }) => key);
  const bars = keys.map((key) => ({
    key: String(key),
    name: nameOf(key, true),
    fullName: nameOf(key),
    figures: byKey.get(key),
  }));
  const rows = bars.flatMap(({ key, fullName, figures }) => (figures ? [{ key, name: fullName, figures }] : []));
  const label = `${w.reports.byWhat[query.by]}: ${w.reports.measures[measure]}`;
  const Bars = ordered ? StandingBars : LyingBars;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[2fr_3fr]">
      <div className="flex min-w-0 flex-col gap-2">
        <Bars bars={bars} measure={measure} label={label} />
        <Legend measure={measure} />
      </div>
      <FiguresTable caption={w.reports.byWhat[query.by]} head={w.reports.cuts[query.by]} rows={rows} total={total} />
    </div>
  );
}

/** The keys of what has an order of its own: all of them, also those in which no case came. */
function orderedKeys(by: ReportCut): string[] | undefined {
  if (by === "hour") return Array.from({ length: 24 }, (_, hour) => String(hour));
  return by === "weekday" ? Array.from({ length: 7 }, (_, day) => String(day + 1)) : undefined;
}

function useNames(by: ReportCut): (key: string | null, short?: boolean) => string {
  const { words: w, language } = useSpoken();
  const groups = useQueuePart("groups");
  const modules = useQueuePart("modules");
  const people = useQueuePart("people");
  return (key, short = false) => {
    switch (by) {
      case "group":
        return groups.get(key ?? "")?.name ?? w.reports.gone.group;
      case "module":
        return key === null ? w.reports.noModule : (modules.get(key)?.name ?? w.reports.gone.module);
      case "person":
        return key === null ? w.nobody : (people.get(key)?.name ?? w.reports.gone.person);
      case "hour":
        return short ? String(key) : `${key}:00 – ${key}:59`;
      case "weekday":
        return sayWeekday(language, Number(key), short ? "short" : "long");
    }
  };
}
