import type { FastifyInstance } from "fastify";
import { CALLS } from "@beckon/protocol/calls.ts";
import { reportFileQuery, REPORT_FILES } from "@beckon/protocol/reports.ts";
import { exportFile } from "../reports/export-file.ts";
import { readReport } from "../reports/figures.ts";
import type { Database } from "../store/database.ts";
import { headersOf, sendRefusal, type RouteParts, type Routes } from "./route.ts";

/** The calls of the Reports page, and its files [F1–F3]. */
export function addReportPageRoutes(
  app: FastifyInstance,
  routes: Routes,
  { db, personOf, clock }: RouteParts & { readonly db: Database },
): void {
  routes.person(CALLS.readReport, async ({ query }, person) => await readReport(db, person, query));

  app.get<{ Params: { file: string } }>("/api/console/report/:file", async (request, reply) => {
    const person = await personOf(headersOf(request));
    if (person === undefined) return await sendRefusal(reply, { reason: "notSignedIn" });
    const file = REPORT_FILES.find((name) => `${name}.csv` === request.params.file);
    if (file === undefined) return await sendRefusal(reply, { reason: "notFound" });
    const query = reportFileQuery.safeParse(request.query);
    if (!query.success) return await sendRefusal(reply, { reason: "invalid", field: "query", problem: "malformed" });
    const outcome = await exportFile(db, person, file, query.data, clock());
    if (!outcome.ok) return await sendRefusal(reply, outcome.refusal);
    // What fails on the way cuts the file off: whoever reads it sees that it is not whole.
    outcome.value.on("error", (error) => request.log.warn({ err: error }, "a file of a report was not finished"));
    const name = `beckon-${file}-${new Date(clock()).toISOString().slice(0, 10)}.csv`;
    return await reply
      .header("content-disposition", `attachment; filename="${name}"`)
      .type("text/csv; charset=utf-8")
      .send(outcome.value);
  });
}
