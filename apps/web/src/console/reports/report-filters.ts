import { REPORT_CUTS, type ReportCut, type ReportQuery } from "@beckon/protocol/reports.ts";
import { rangeOf, readTime, USUAL_TIME, type ReportTime } from "./report-time.ts";

/** What the charts show. */
export const MEASURES = ["cases", "waiting", "handling", "rating"] as const;
export type Measure = (typeof MEASURES)[number];

/** What a report is about; all of it stands in the address bar. Absent means: the usual. */
export type ReportFilters = {
  time?: ReportTime;
  group?: string;
  module?: string;
  person?: string;
  show?: Measure;
  by?: ReportCut;
};

/** Reads filters from an address; what makes no sense there is left out. */
export function readReportFilters(search: Record<string, unknown>): ReportFilters {
  const filters: ReportFilters = {};
  const time = readTime(search["time"]);
  if (time !== USUAL_TIME) filters.time = time;
  for (const key of ["group", "module", "person"] as const) {
    const value = search[key];
    if (typeof value === "string" && /^[\w-]{1,64}$/.test(value)) filters[key] = value;
  }
  const show = MEASURES.find((known) => known === search["show"]);
  if (show && show !== "cases") filters.show = show;
  const by = REPORT_CUTS.find((known) => known === search["by"]);
  if (by && by !== "group") filters.by = by;
  return filters;
}

/** The time zone of whoever looks. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** What the server is asked for. */
export function queryOf(filters: ReportFilters, now: number): ReportQuery {
  const { time = USUAL_TIME, group, module, person, by = "group" } = filters;
  return {
    ...rangeOf(time, now),
    zone: ownZone(),
    by,
    ...(group ? { groupId: group } : {}),
    ...(module ? { moduleId: module } : {}),
    ...(person ? { personId: person } : {}),
  };
}
