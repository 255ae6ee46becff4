import { CALLS } from "@beckon/protocol/calls.ts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call } from "../calls/call.ts";
import { queryOf, type ReportFilters } from "./report-filters.ts";

const REFRESH_MS = 60_000;

/** The report that the filters ask for, with the time it is of; what was shown before stays until it is there. */
export function useReport(filters: ReportFilters) {
  const { show: _, ...asked } = filters;
  return useQuery({
    queryKey: ["report", asked],
    queryFn: async () => {
      const query = queryOf(filters, Date.now());
      return { ...(await call(CALLS.readReport, { query })), query };
    },
    placeholderData: keepPreviousData,
    staleTime: REFRESH_MS / 2,
    refetchInterval: REFRESH_MS,
  });
}
export type ShownReport = NonNullable<ReturnType<typeof useReport>["data"]>;
