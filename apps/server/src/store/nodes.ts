import { sql, type RawBuilder } from "kysely";
import { GRACE_MS } from "@beckon/domain/presence.ts";
import type { Nodes } from "../desk/ports.ts";
import { databaseNow } from "./database-now.ts";
import type { Database } from "./database.ts";

/** A server that has not said for this long that it is alive is taken for dead; its connections then count as dropped. */
export const DEAD_AFTER_MS = 8_000;

/** The servers on this database [C14]. */
export function openNodes(db: Database): Nodes {
  /** Takes servers out, and gives the people who had consoles there; those connected nowhere else were last seen when it was. */
  async function forget(which: RawBuilder<unknown>) {
    const { rows } = await sql<{ personId: string; companyId: string }>`
      WITH gone AS (DELETE FROM nodes WHERE ${which} RETURNING id, seen_at),
      cut AS (
        SELECT person_id, max(gone.seen_at) AS seen_at FROM people_online JOIN gone ON gone.id = node_id GROUP BY person_id),
      marked AS (
        UPDATE availability SET left_at = cut.seen_at FROM cut
         WHERE availability.person_id = cut.person_id AND NOT EXISTS (
           SELECT FROM people_online o WHERE o.person_id = cut.person_id AND o.node_id NOT IN (SELECT id FROM gone)))
      SELECT people.id AS "personId", people.company_id AS "companyId"
        FROM cut JOIN people ON people.id = cut.person_id`.execute(db);
    return rows;
  }

  return {
    async beat(nodeId) {
      // The clock is the database's, so that all servers mean the same time.
      const known = await db
        .updateTable("nodes")
        .set({ seen_at: databaseNow })
        .where("id", "=", nodeId)
        .executeTakeFirst();
      const wasForgotten = known.numUpdatedRows === 0n;
      if (wasForgotten) await db.insertInto("nodes").values({ id: nodeId, seen_at: databaseNow }).execute();
      const departed = await forget(sql`seen_at < ${databaseNow} - ${DEAD_AFTER_MS}`);
      const rows = await db.selectFrom("nodes").select("id").execute();
      return { alive: rows.map((row) => row.id), wasForgotten, departed };
    },
    async leave(nodeId) {
      await forget(sql`id = ${nodeId}`);
    },
    async personCame(nodeId, personId) {
      // Whoever was connected nowhere stands anew from now on; all of this sees what was so before the statement.
      await sql`
        WITH came AS (
          INSERT INTO people_online (node_id, person_id) VALUES (${nodeId}, ${personId}) ON CONFLICT DO NOTHING)
        INSERT INTO availability AS kept (person_id, since, active_at)
        VALUES (${personId}, ${databaseNow}, ${databaseNow})
        ON CONFLICT (person_id) DO UPDATE SET
          left_at = NULL,
          since = CASE
            WHEN kept.left_at IS NULL AND NOT EXISTS (SELECT FROM people_online o WHERE o.person_id = kept.person_id)
            THEN excluded.since ELSE kept.since END`.execute(db);
    },
    async personWent(nodeId, personId, forGood) {
      await sql`
        WITH went AS (DELETE FROM people_online WHERE node_id = ${nodeId} AND person_id = ${personId})
        UPDATE availability SET left_at = ${databaseNow} - ${forGood ? GRACE_MS : 0}::bigint
         WHERE person_id = ${personId}
           AND NOT EXISTS (
             SELECT FROM people_online o WHERE o.person_id = ${personId} AND o.node_id <> ${nodeId})`.execute(db);
    },
  };
}
