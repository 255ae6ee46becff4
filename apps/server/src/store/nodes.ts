import { sql } from "kysely";
import type { Nodes } from "../desk/ports.ts";
import type { Database } from "./database.ts";

/** A server that has not said for this long that it is alive is taken for dead; its connections then count as dropped. */
export const DEAD_AFTER_MS = 8_000;

const databaseNow = sql<number>`(extract(epoch FROM clock_timestamp()) * 1000)::bigint`;

/** The servers on this database [C14]. */
export function openNodes(db: Database): Nodes {
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
      // The people are read from the same snapshot, before the dead servers' rows are gone.
      const departed = await db
        .with("dead", (qb) =>
          qb
            .deleteFrom("nodes")
            .where("seen_at", "<", sql<number>`${databaseNow} - ${DEAD_AFTER_MS}`)
            .returning("id"),
        )
        .selectFrom("dead")
        .innerJoin("people_online", "people_online.node_id", "dead.id")
        .innerJoin("people", "people.id", "people_online.person_id")
        .select(["people.id as personId", "people.company_id as companyId"])
        .execute();
      const rows = await db.selectFrom("nodes").select("id").execute();
      return { alive: rows.map((row) => row.id), wasForgotten, departed };
    },
    async leave(nodeId) {
      await db.deleteFrom("nodes").where("id", "=", nodeId).execute();
    },
    async personCame(nodeId, personId) {
      await db
        .insertInto("people_online")
        .values({ node_id: nodeId, person_id: personId })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async personWent(nodeId, personId) {
      await db.deleteFrom("people_online").where("node_id", "=", nodeId).where("person_id", "=", personId).execute();
    },
    async online(companyId) {
      const rows = await db
        .selectFrom("people_online")
        .innerJoin("people", "people.id", "people_online.person_id")
        .select("people.id")
        .where("people.company_id", "=", companyId)
        .execute();
      return new Set(rows.map((row) => row.id));
    },
  };
}
