import { sql, type RawBuilder } from "kysely";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Report, ReportCut, ReportFigures, ReportQuery, ReportStep } from "@beckon/protocol/reports.ts";
import type { Queryable } from "../store/database.ts";
import type { PersonScope } from "../store/scope.ts";
import { figuresIn, isZone } from "./report-scope.ts";

/** More pieces than a chart can show. */
const MOST_PIECES = 1_000;
const STEP_MS: Record<ReportStep, number> = {
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  month: 2_419_200_000,
};

type Row = Omit<ReportFigures, "waitMedianMs" | "waitP90Ms" | "handleMedianMs" | "handleP90Ms" | "stars"> & {
  waits: [number, number] | null;
  handles: [number, number] | null;
  stars: number | null;
};

/** What F1 says of some cases, exactly: the one place where it is computed. `g` is the case's group. */
const FIGURES = sql`
  count(*)::int AS came,
  count(f.waited_ms)::int AS "pickedUp",
  count(*) FILTER (WHERE f.waited_ms < g.warn_ms)::int AS "withinTarget",
  count(*) FILTER (WHERE f.abandoned)::int AS abandoned,
  percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY f.waited_ms)::float8[] AS waits,
  count(*) FILTER (WHERE f.met_at IS NOT NULL AND NOT f.in_progress)::int AS handled,
  (percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY f.handled_ms)
    FILTER (WHERE f.met_at IS NOT NULL AND NOT f.in_progress))::float8[] AS handles,
  count(f.stars)::int AS rated,
  avg(f.stars)::float8 AS stars,
  ARRAY[count(*) FILTER (WHERE f.stars = 1), count(*) FILTER (WHERE f.stars = 2), count(*) FILTER (WHERE f.stars = 3),
        count(*) FILTER (WHERE f.stars = 4), count(*) FILTER (WHERE f.stars = 5)]::int[] AS "starCounts"`;

/** What the cases of a time came to, in pieces of it, by what was asked, and beside the time before [F1, F2]; for those who may see reports. */
export async function readReport(db: Queryable, scope: PersonScope, asked: ReportQuery): Promise<Outcome<Report>> {
  if (!may(scope.role, "report/see")) return refused({ reason: "notAllowed" });
  const { from, to, step, zone, by, beforeFrom, beforeTo } = asked;
  if (to <= from) return refused({ reason: "invalid", field: "to", problem: "tooShort" });
  if ((to - from) / STEP_MS[step] > MOST_PIECES) return refused({ reason: "invalid", field: "to", problem: "tooLong" });
  if (!(await isZone(db, zone))) return refused({ reason: "invalid", field: "zone", problem: "unknown" });
  const now = await figuresIn(db, scope, asked);
  const then = await figuresIn(db, scope, { ...asked, from: beforeFrom, to: beforeTo });
  // One after the other: a report over very many cases leaves the other connections to those who work.
  const total = await figuresOfAll(db, now);
  const before = await figuresOfAll(db, then);
  const times = await figuresBy<number>(db, pieceOf(step, zone), now);
  const cut = await figuresBy<string | null>(db, keyOf(by, zone), now);
  return done({
    total,
    before,
    times: times.map(({ key: at, ...rest }) => ({ ...rest, at })),
    cut,
  });
}

/** Where the piece of time begins in which a case came, in milliseconds. */
function pieceOf(step: ReportStep, zone: string): RawBuilder<unknown> {
  return sql`extract(epoch FROM date_trunc(${step}, to_timestamp(f.came_at::float8 / 1000), ${zone}))::float8 * 1000`;
}

function keyOf(by: ReportCut, zone: string): RawBuilder<unknown> {
  const local = sql`to_timestamp(f.came_at::float8 / 1000) AT TIME ZONE ${zone}`;
  switch (by) {
    case "group":
      return sql`f.group_id`;
    case "module":
      return sql`f.module_id`;
    case "person":
      return sql`f.person_id`;
    case "hour":
      return sql`extract(hour FROM ${local})::int::text`;
    case "weekday":
      return sql`extract(isodow FROM ${local})::int::text`;
  }
}

async function figuresOfAll(db: Queryable, where: RawBuilder<boolean>): Promise<ReportFigures> {
  const [all] = await figuresBy<null>(db, sql`NULL::text`, where);
  if (all === undefined) return NOTHING;
  const { key: _, ...figures } = all;
  return figures;
}

async function figuresBy<K>(db: Queryable, key: RawBuilder<unknown>, where: RawBuilder<boolean>) {
  const { rows } = await sql<Row & { key: K }>`
    SELECT ${key} AS key, ${FIGURES} FROM case_figures f JOIN groups g ON g.id = f.group_id WHERE ${where} GROUP BY 1 ORDER BY 1`.execute(
    db,
  );
  return rows.map(({ waits, handles, ...row }) => ({
    ...row,
    waitMedianMs: waits?.[0] ?? null,
    waitP90Ms: waits?.[1] ?? null,
    handleMedianMs: handles?.[0] ?? null,
    handleP90Ms: handles?.[1] ?? null,
  }));
}

const NOTHING: ReportFigures = {
  came: 0,
  pickedUp: 0,
  withinTarget: 0,
  abandoned: 0,
  waitMedianMs: null,
  waitP90Ms: null,
  handled: 0,
  handleMedianMs: null,
  handleP90Ms: null,
  rated: 0,
  stars: null,
  starCounts: [0, 0, 0, 0, 0],
};
