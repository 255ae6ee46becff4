import { sql, type RawBuilder } from "kysely";
import type { CaseOutcome, CaseState, Priority } from "@beckon/domain/case.ts";
import type { Queryable } from "../store/database.ts";
import type { Cell } from "./csv-stream.ts";
import type { CsvColumn, CsvWords } from "./csv-words.ts";

const PAGE = 1_000;

export const CASE_COLUMNS: readonly CsvColumn[] = [
  "code",
  "came",
  "group",
  "module",
  "assignee",
  "state",
  "customer",
  "email",
  "description",
  "priority",
  "tags",
  "met",
  "waitSeconds",
  "workSeconds",
  "abandoned",
  "ended",
  "outcome",
  "stars",
  "comment",
];

type Row = {
  id: string;
  cameAt: number;
  came: string;
  met: string | null;
  ended: string | null;
  code: string;
  group: string;
  module: string | null;
  assignee: string | null;
  state: CaseState;
  customer: string;
  email: string;
  description: string;
  priority: Priority;
  tags: string[];
  waitedMs: number | null;
  handledMs: number;
  abandoned: boolean;
  outcome: CaseOutcome | null;
  stars: number | null;
  comment: string | null;
};

/** The cases of a report, oldest first, read page by page as they are asked for. `where` is of `case_figures f`. */
export async function* exportCases(
  db: Queryable,
  where: RawBuilder<boolean>,
  zone: string,
  w: CsvWords,
): AsyncGenerator<Cell[]> {
  let after: Row | undefined;
  do {
    const { rows }: { rows: Row[] } = await sql<Row>`
      SELECT f.case_id AS id, f.came_at AS "cameAt", ${localTime("f.came_at", zone)} AS came, ${localTime("f.met_at", zone)} AS met,
             ${localTime("c.ended_at", zone)} AS ended, c.code, g.name AS "group", m.name AS module, p.name AS assignee, c.state,
             c.customer_name AS customer, c.customer_email AS email, c.description, c.priority, c.tags, f.waited_ms AS "waitedMs",
             f.handled_ms AS "handledMs", f.abandoned, c.life ->> 'outcome' AS outcome, f.stars, c.rating ->> 'comment' AS comment
        FROM case_figures f
        JOIN cases c ON c.id = f.case_id
        JOIN groups g ON g.id = f.group_id
        LEFT JOIN modules m ON m.id = f.module_id
        LEFT JOIN people p ON p.id = f.person_id
       WHERE ${where} ${after ? sql`AND f.came_at >= ${after.cameAt} AND (f.came_at, f.case_id) > (${after.cameAt}, ${after.id})` : sql``}
       ORDER BY f.came_at, f.case_id LIMIT ${PAGE}`.execute(db);
    for (const row of rows) yield cellsOf(row, w);
    after = rows.length === PAGE ? rows.at(-1) : undefined;
  } while (after);
}

/** An instant column as people of a time zone write it, so that spreadsheets know it for a time. */
export function localTime(column: string, zone: string): RawBuilder<string | null> {
  return sql<
    string | null
  >`to_char(to_timestamp(${sql.ref(column)}::float8 / 1000) AT TIME ZONE ${zone}, 'YYYY-MM-DD HH24:MI:SS')`;
}

/** Whole seconds. */
export function seconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 1000);
}

function cellsOf(row: Row, w: CsvWords): Cell[] {
  return [
    row.code,
    row.came,
    row.group,
    row.module ?? w.noModule,
    row.assignee ?? w.nobody,
    w.states[row.state],
    row.customer,
    row.email,
    row.description,
    w.priorities[row.priority],
    row.tags.join(", "),
    row.met,
    seconds(row.waitedMs),
    seconds(row.handledMs),
    row.abandoned ? w.yes : w.no,
    row.ended,
    row.outcome === null ? "" : w.outcomes[row.outcome],
    row.stars,
    row.comment,
  ];
}
