import { sql, type Selectable } from "kysely";
import type { Actor, Case } from "@beckon/domain/case.ts";
import type { Before, LoggedKind } from "@beckon/domain/case-log.ts";
import type { PersonScope } from "@beckon/domain/permissions.ts";
import type { Database } from "../store/database.ts";
import type { EventTables } from "../store/event-tables.ts";
import { visibleGroups, withinReach } from "../store/scope.ts";

/** How long events are kept [W13]. */
export const KEPT_MS = 3 * 24 * 60 * 60_000;
/** Those that some address did not take stay as much longer, so that they can be sent again [W14]. */
const UNDELIVERED_KEPT_MS = 4 * 24 * 60 * 60_000;
/** How many are given their places, or forgotten, in one transaction. */
const AT_ONCE = 500;

/** Something that happened to a case, at its place in the order of all. */
export interface LoggedEvent {
  readonly position: number;
  readonly at: number;
  readonly kind: LoggedKind;
  readonly actor: Actor;
  readonly before: Before;
  /** The case as it was then. */
  readonly case: Case;
}

/** The log of what happened to cases; every server reads the same order from it, whoever committed late [W13]. */
export type EventLog = ReturnType<typeof openEventLog>;

export function openEventLog(db: Database) {
  return {
    /**
     * Gives what was committed since its place, and with it what each webhook has to be told, in one transaction; one server does
     * this at a time. Returns how many there were.
     */
    async placeFresh(now: number): Promise<number> {
      const waiting = await db.selectFrom("case_events").select("id").where("position", "is", null).limit(1).execute();
      if (waiting.length === 0) return 0;
      return await db.transaction().execute(async (tx) => {
        // Whoever has the lock sees everything that the one before placed, and the next statement what was committed until now.
        const ends = tx.selectFrom("event_log").select("last").forUpdate();
        const begin = tx
          .insertInto("event_log")
          .values({ last: 0, forgotten: 0 })
          .onConflict((row) => row.doNothing());
        const { last } =
          (await ends.executeTakeFirst()) ?? (await begin.execute(), await ends.executeTakeFirstOrThrow());
        const { rows } = await sql<{ placed: number; most: number }>`
          WITH fresh AS (
            SELECT id, row_number() OVER (ORDER BY id) AS n
              FROM (SELECT id FROM case_events WHERE position IS NULL ORDER BY id LIMIT ${AT_ONCE}) AS first
          ), placed AS (
            UPDATE case_events AS e SET position = ${last} + fresh.n
              FROM fresh WHERE e.id = fresh.id AND e.position IS NULL
            RETURNING e.id, e.position, e.company_id, e.case_id, e.kind
          ), told AS (
            INSERT INTO webhook_deliveries (webhook_id, case_id, event_id, kind, state, made_at, next_at)
            SELECT w.id, p.case_id, p.id, p.kind, 'waiting', ${now}::bigint, ${now}::bigint
              FROM placed AS p
              JOIN webhooks AS w ON w.company_id = p.company_id AND w.off_since IS NULL AND p.kind = ANY (w.kinds)
             ORDER BY p.position
          )
          SELECT (SELECT count(*) FROM placed)::int AS placed, coalesce((SELECT max(n) FROM fresh), 0) AS most`.execute(
          tx,
        );
        const { placed = 0, most = 0 } = rows[0] ?? {};
        if (most > 0)
          await tx
            .updateTable("event_log")
            .set({ last: last + most })
            .execute();
        return placed;
      });
    },

    /** The last place given, and the last one of what was forgotten by its age. */
    async ends(): Promise<{ last: number; forgotten: number }> {
      const ends = await db.selectFrom("event_log").select(["last", "forgotten"]).executeTakeFirst();
      return ends ?? { last: 0, forgotten: 0 };
    },

    /** What came after a place, in order, at most `limit`; only of cases that are within the reader's reach now [X1, W2]. */
    async after(reader: PersonScope, position: number, limit: number): Promise<LoggedEvent[]> {
      const rows = await db
        .selectFrom("case_events")
        .innerJoin("cases", "cases.id", "case_events.case_id")
        .innerJoin(visibleGroups(db, reader).as("visible"), "visible.group_id", "cases.group_id")
        .selectAll("case_events")
        .where("case_events.company_id", "=", reader.companyId)
        .where("case_events.position", ">", position)
        .where(withinReach(reader))
        .orderBy("case_events.position")
        .limit(limit)
        .execute();
      return rows.map(loggedEventOf);
    },

    /** Forgets what is older than three days; gives how many. */
    async forgetOld(now: number): Promise<number> {
      return await db.transaction().execute(async (tx) => {
        const { rows } = await sql<{ position: number }>`
          DELETE FROM case_events WHERE (case_id, id) IN (
            SELECT case_id, id FROM case_events AS e
             WHERE e.at < ${now - KEPT_MS} AND e.position IS NOT NULL
               AND (e.at < ${now - KEPT_MS - UNDELIVERED_KEPT_MS} OR NOT EXISTS (
                 SELECT 1 FROM webhook_deliveries AS d
                  WHERE d.case_id = e.case_id AND d.event_id = e.id AND d.state <> 'delivered'))
             LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
          RETURNING position`.execute(tx);
        const forgotten = Math.max(0, ...rows.map(({ position }) => position));
        if (forgotten > 0)
          await tx.updateTable("event_log").set({ forgotten }).where("forgotten", "<", forgotten).execute();
        return rows.length;
      });
    },
  };
}

/** An event from its row, which has a place. */
export function loggedEventOf(row: Selectable<EventTables["case_events"]>): LoggedEvent {
  const { position, at, kind, actor, before, snapshot } = row;
  return { position: position ?? 0, at, kind, actor, before, case: snapshot };
}
