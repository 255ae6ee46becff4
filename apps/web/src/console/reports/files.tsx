import { REPORT_FILES } from "@beckon/protocol/reports.ts";
import { buttonLook } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { Menu } from "../controls/menu.tsx";
import { useSpoken } from "../words/use-words.tsx";
import { queryOf, type ReportFilters } from "./report-filters.ts";

/** What a report is about, to keep as CSV files [F3]. */
export function Files({ filters }: { filters: ReportFilters }) {
  const { words: w, language } = useSpoken();
  return (
    <Menu
      label={w.reports.files}
      look={`${buttonLook("plain")} print:hidden`}
      trigger={
        <>
          <Icon name="download" /> {w.reports.files}
        </>
      }
      entries={REPORT_FILES.map((file) => ({
        label: w.reports.file[file],
        // The browser writes it down as it comes: nothing of it is held by this page.
        onSelect: () => {
          const query = Object.entries({ ...queryOf(filters, Date.now()), language });
          const said = new URLSearchParams(query.map(([name, value]): [string, string] => [name, String(value)]));
          location.assign(`/api/console/report/${file}.csv?${said}`);
        },
      }))}
    />
  );
}
