import type { Readable } from "node:stream";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { ReportFile, ReportQuery } from "@beckon/protocol/reports.ts";
import type { Language } from "@beckon/protocol/words.ts";
import { writeAudit } from "../people/audit.ts";
import type { Queryable } from "../store/database.ts";
import type { PersonScope } from "../store/scope.ts";
import { csvStream } from "./csv-stream.ts";
import { CSV_WORDS, type CsvColumn } from "./csv-words.ts";
import { CASE_COLUMNS, exportCases } from "./export-cases.ts";
import { CONNECTION_COLUMNS, exportConnections } from "./export-connections.ts";
import { exportFigures, FIGURE_COLUMNS } from "./export-figures.ts";
import { readReport } from "./figures.ts";
import { figuresIn, isZone } from "./report-scope.ts";

/** What a report is about as a CSV file that streams [F3]; for those who may see reports, with an audit entry. */
export async function exportFile(
  db: Queryable,
  scope: PersonScope,
  file: ReportFile,
  asked: ReportQuery & { language: Language },
  now: number,
): Promise<Outcome<Readable>> {
  if (!may(scope.role, "report/see")) return refused({ reason: "notAllowed" });
  const { zone, language } = asked;
  if (!(await isZone(db, zone))) return refused({ reason: "invalid", field: "zone", problem: "unknown" });
  const w = CSV_WORDS[language];
  const named = (columns: readonly CsvColumn[]) => columns.map((column) => w.columns[column]);
  const written = async () =>
    await writeAudit(db, scope, { act: "report/exported", subject: "", details: { file } }, now);
  switch (file) {
    case "cases": {
      const rows = exportCases(db, await figuresIn(db, scope, asked), zone, w);
      await written();
      return done(csvStream(named(CASE_COLUMNS), rows, language));
    }
    case "connections":
      await written();
      return done(csvStream(named(CONNECTION_COLUMNS), exportConnections(db, scope, asked), language));
    case "figures": {
      const report = await readReport(db, scope, asked);
      if (!report.ok) return report;
      await written();
      return done(csvStream(named(FIGURE_COLUMNS), exportFigures(db, scope, report.value, { ...asked, w }), language));
    }
  }
}
