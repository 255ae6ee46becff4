import { sql } from "kysely";
import type { DayFigures } from "@beckon/protocol/board.ts";
import type { Queryable } from "./database.ts";
import { visibleGroups, type PersonScope } from "./scope.ts";

type Came = { groupId: string | null; came: number; givenUp: number };
type Taken = Pick<DayFigures, "groupId" | "taken" | "withinLimit" | "medianWaitMs" | "longestWaitMs">;
type Closed = Pick<DayFigures, "groupId" | "closed" | "stars" | "rated">;

/**
 * What came of the cases of the groups a person sees since an instant, for each group in which anything happened and, first,
 * for all together. Three questions, each answered by an index, however many older cases there are [Q6].
 */
export async function dayFigures(db: Queryable, scope: PersonScope, from: number): Promise<DayFigures[]> {
  const seen = sql`SELECT group_id FROM (${visibleGroups(db, scope)}) AS visible`;
  const { companyId } = scope;
  const [came, taken, closed] = await Promise.all([
    sql<Came>`
      SELECT group_id AS "groupId", count(*)::int AS came,
             count(*) FILTER (
               WHERE picked_up_at IS NULL AND message IS NULL AND customer ->> 'is' = 'left'
                 AND (state <> 'closed' OR life -> 'closedBy' ->> 'kind' = 'customer'))::int AS "givenUp"
        FROM cases
       WHERE company_id = ${companyId} AND created_at >= ${from} AND group_id IN (${seen})
       GROUP BY GROUPING SETS ((group_id), ())`.execute(db),
    sql<Taken>`
      SELECT c.group_id AS "groupId", count(*)::int AS taken,
             count(*) FILTER (WHERE waited_ms < g.warn_ms)::int AS "withinLimit",
             percentile_cont(0.5) WITHIN GROUP (ORDER BY waited_ms) AS "medianWaitMs", max(waited_ms) AS "longestWaitMs"
        FROM cases c JOIN groups g ON g.id = c.group_id
       WHERE c.picked_up_at >= ${from} AND c.group_id IN (${seen})
       GROUP BY GROUPING SETS ((c.group_id), ())`.execute(db),
    sql<Closed>`
      SELECT group_id AS "groupId", count(*)::int AS closed,
             avg((rating ->> 'stars')::int)::float8 AS stars, count(rating)::int AS rated
        FROM cases
       WHERE ended_at >= ${from} AND state = 'closed' AND group_id IN (${seen})
       GROUP BY GROUPING SETS ((group_id), ())`.execute(db),
  ]);
  const figures = new Map<string | null, DayFigures>([[null, nothing(null)]]);
  for (const row of [...came.rows, ...taken.rows, ...closed.rows]) {
    figures.set(row.groupId, { ...(figures.get(row.groupId) ?? nothing(row.groupId)), ...row });
  }
  return [...figures.values()];
}

function nothing(groupId: string | null): DayFigures {
  const none = { medianWaitMs: null, longestWaitMs: null, stars: null };
  return { groupId, came: 0, taken: 0, withinLimit: 0, givenUp: 0, closed: 0, rated: 0, ...none };
}
