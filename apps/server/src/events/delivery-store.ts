import { sql } from "kysely";
import type { Database, Queryable } from "../store/database.ts";
import { loggedEventOf, type LoggedEvent } from "./event-log.ts";

/** Longer than any sending takes: what a server had in hand when it died is then sent by another. */
const LEASE_MS = 60_000;
/** How much one address is sent at a time, over all servers. */
const AT_ONCE_EACH = 8;

/** One thing one address has to be told, by this server alone until its lease is over. */
export interface Delivery {
  readonly id: number;
  readonly webhookId: string;
  readonly attempts: number;
  readonly madeAt: number;
  readonly leasedUntil: number;
  readonly url: string;
  readonly secret: Buffer;
  /** Of before it was changed, while that still signs. */
  readonly secretBefore: Buffer | null;
  /** Undefined for a test. */
  readonly event: LoggedEvent | undefined;
}

/** What one try came to. `failed`: it is not tried again. */
export interface Tried {
  readonly state: "delivered" | "failed" | "waiting";
  readonly nextAt: number;
  readonly status: number;
  readonly tookMs: number;
  readonly answer: string;
}

/** What webhooks have to be told, leased so that each thing is sent by one server at a time [W14]. */
export type DeliveryStore = ReturnType<typeof openDeliveryStore>;

export function openDeliveryStore(db: Database) {
  return {
    /**
     * Leases at most `most` of what is due: of each case only the first that its address was not told yet, of each address only
     * so much at a time, so that a slow one holds up nobody.
     */
    async lease(now: number, most: number): Promise<Delivery[]> {
      if (most <= 0) return [];
      const { rows } = await sql<{ id: number }>`
        WITH due AS (
          SELECT first.id FROM webhooks AS w CROSS JOIN LATERAL (
            SELECT d.id FROM webhook_deliveries AS d
             WHERE d.webhook_id = w.id AND d.state = 'waiting' AND d.next_at <= ${now}
               AND (d.leased_until IS NULL OR d.leased_until < ${now})
               AND NOT EXISTS (
                 SELECT 1 FROM webhook_deliveries AS e
                  WHERE e.case_id = d.case_id AND e.webhook_id = d.webhook_id AND e.state = 'waiting' AND e.id < d.id)
             ORDER BY d.next_at, d.id
             LIMIT greatest(0, ${AT_ONCE_EACH} - (
               SELECT count(*) FROM webhook_deliveries AS l
                WHERE l.webhook_id = w.id AND l.state = 'waiting' AND l.leased_until >= ${now}))
             FOR UPDATE SKIP LOCKED
          ) AS first
          WHERE w.off_since IS NULL
          LIMIT ${most})
        UPDATE webhook_deliveries AS d SET leased_until = ${now + LEASE_MS} FROM due WHERE d.id = due.id RETURNING d.id`.execute(
        db,
      );
      return rows.length === 0
        ? []
        : await withEvents(
            db,
            rows.map(({ id }) => id),
            now,
          );
    },

    /** Writes down what a try came to, unless another server had to make up for this one meanwhile; what waits behind it comes with it. */
    async settle({ id, webhookId, leasedUntil, event }: Delivery, tried: Tried, now: number): Promise<void> {
      const { state, nextAt, status, tookMs, answer } = tried;
      await db.transaction().execute(async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable("webhook_deliveries")
          .set((eb) => ({
            state,
            next_at: nextAt,
            leased_until: null,
            attempts: eb("attempts", "+", 1),
            last_at: now,
            status,
            took_ms: tookMs,
            answer,
          }))
          .where("id", "=", id)
          .where("leased_until", "=", leasedUntil)
          .where("state", "=", "waiting")
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return;
        // So that what waits behind one that is put off is not looked at in every round.
        if (event)
          await tx
            .updateTable("webhook_deliveries")
            .set({ next_at: state === "waiting" ? nextAt : now })
            .where("webhook_id", "=", webhookId)
            .where("case_id", "=", event.case.id)
            .where("state", "=", "waiting")
            .where("id", ">", id)
            .execute();
        await noteHowItGoes(tx, webhookId, state === "delivered", now);
      });
    },

    /** Gives back what this server has in hand and does not send any more. */
    async giveBack({ id, leasedUntil }: Delivery): Promise<void> {
      await db
        .updateTable("webhook_deliveries")
        .set({ leased_until: null })
        .where("id", "=", id)
        .where("leased_until", "=", leasedUntil)
        .execute();
    },

    /** Switches an address off that does not want to be told; gives whose it was, undefined when it was off already. */
    async switchOff(webhookId: string, now: number) {
      return await db
        .updateTable("webhooks")
        .set({ off_since: now, off_because: "gone" })
        .where("id", "=", webhookId)
        .where("off_since", "is", null)
        .returning(["id", "name", "company_id as companyId"])
        .executeTakeFirst();
    },

    /** Switches off every address at which nothing has arrived since `before`, though it was tried; gives them. */
    async switchOffFailing(before: number, now: number) {
      return await db
        .updateTable("webhooks")
        .set({ off_since: now, off_because: "failing" })
        .where("failing_since", "<", before)
        .where("off_since", "is", null)
        .returning(["id", "name", "company_id as companyId"])
        .execute();
    },

    /** Forgets tests of before; everything else goes with its event. */
    async forgetTests(before: number): Promise<void> {
      await db.deleteFrom("webhook_deliveries").where("kind", "=", "test").where("made_at", "<", before).execute();
    },

    async waiting(): Promise<number> {
      const { n } = await db
        .selectFrom("webhook_deliveries")
        .innerJoin("webhooks", "webhooks.id", "webhook_deliveries.webhook_id")
        .select((eb) => eb.fn.countAll<number>().as("n"))
        .where("state", "=", "waiting")
        .where("off_since", "is", null)
        .executeTakeFirstOrThrow();
      return n;
    },
  };
}

async function noteHowItGoes(tx: Queryable, webhookId: string, arrived: boolean, now: number): Promise<void> {
  // Mostly it stays as it was, and then nothing is written.
  await tx
    .updateTable("webhooks")
    .set({ failing_since: arrived ? null : now })
    .where("id", "=", webhookId)
    .where("failing_since", arrived ? "is not" : "is", null)
    .execute();
}

async function withEvents(db: Database, ids: readonly number[], now: number): Promise<Delivery[]> {
  const rows = await db
    .selectFrom("webhook_deliveries as d")
    .innerJoin("webhooks as w", "w.id", "d.webhook_id")
    .leftJoin("case_events as e", (join) => join.onRef("e.case_id", "=", "d.case_id").onRef("e.id", "=", "d.event_id"))
    .select(["d.id", "d.webhook_id", "d.attempts", "d.made_at", "d.leased_until", "w.url", "w.secret"])
    .select(["w.secret_before", "w.before_until"])
    .select(sql<object | null>`to_jsonb(e)`.as("event"))
    .where("d.id", "in", [...ids])
    .orderBy("d.id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    webhookId: row.webhook_id,
    attempts: row.attempts,
    madeAt: row.made_at,
    leasedUntil: row.leased_until ?? 0,
    url: row.url,
    secret: row.secret,
    secretBefore: (row.before_until ?? 0) > now ? row.secret_before : null,
    event: row.event ? loggedEventOf(row.event as Parameters<typeof loggedEventOf>[0]) : undefined,
  }));
}
