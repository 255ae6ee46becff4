import { may, type PersonScope } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { DeliveryRecord } from "@beckon/protocol/webhooks.ts";
import type { Database } from "../store/database.ts";
import { webhooksOf } from "../store/scope.ts";

const PAGE = 50;

/** What was sent to webhooks, or waits to be, for administrators to see and to send again [W14]. */
export type Deliveries = ReturnType<typeof openDeliveries>;

export function openDeliveries(db: Database) {
  async function mayManage(scope: PersonScope, webhookId: string): Promise<Outcome<never> | undefined> {
    if (!may(scope.role, "webhook/manage")) return refused({ reason: "notAllowed" });
    const row = await webhooksOf(db, scope)
      .select("webhooks.id")
      .where("webhooks.id", "=", webhookId)
      .executeTakeFirst();
    return row ? undefined : refused({ reason: "notFound" });
  }

  return {
    async list(
      scope: PersonScope,
      webhookId: string,
      before?: string,
    ): Promise<Outcome<{ deliveries: DeliveryRecord[]; more: boolean }>> {
      const refusal = await mayManage(scope, webhookId);
      if (refusal) return refusal;
      let query = db
        .selectFrom("webhook_deliveries as d")
        .leftJoin("cases", "cases.id", "d.case_id")
        .selectAll("d")
        .select("cases.code")
        .where("d.webhook_id", "=", webhookId)
        .orderBy("d.id", "desc")
        .limit(PAGE + 1);
      if (before !== undefined) query = query.where("d.id", "<", Number(before));
      const rows = await query.execute();
      const deliveries = rows.slice(0, PAGE).map((row): DeliveryRecord => ({
        id: String(row.id),
        kind: row.kind,
        caseId: row.case_id,
        code: row.code,
        state: row.state,
        madeAt: row.made_at,
        nextAt: row.state === "waiting" ? row.next_at : null,
        attempts: row.attempts,
        last:
          row.last_at === null
            ? null
            : { at: row.last_at, status: row.status ?? 0, tookMs: row.took_ms ?? 0, answer: row.answer },
      }));
      return done({ deliveries, more: rows.length > PAGE });
    },

    /** Has something sent that tells nothing of anybody, to see whether it arrives. */
    async test(scope: PersonScope, webhookId: string, now: number): Promise<Outcome<{ deliveryId: string }>> {
      const refusal = await mayManage(scope, webhookId);
      if (refusal) return refusal;
      return await add(webhookId, { case_id: null, event_id: null, kind: "test" }, now);
    },

    /** Has the same sent once more, after what waits of its case; what it came to before stays in the list. */
    async again(
      scope: PersonScope,
      webhookId: string,
      deliveryId: string,
      now: number,
    ): Promise<Outcome<{ deliveryId: string }>> {
      const refusal = await mayManage(scope, webhookId);
      if (refusal) return refusal;
      const row = await db
        .selectFrom("webhook_deliveries")
        .select(["case_id", "event_id", "kind"])
        .where("id", "=", Number(deliveryId))
        .where("webhook_id", "=", webhookId)
        .executeTakeFirst();
      return row ? await add(webhookId, row, now) : refused({ reason: "notFound" });
    },
  };

  async function add(
    webhookId: string,
    what: Pick<DeliveryRow, "case_id" | "event_id" | "kind">,
    now: number,
  ): Promise<Outcome<{ deliveryId: string }>> {
    const { id } = await db
      .insertInto("webhook_deliveries")
      .values({ webhook_id: webhookId, ...what, state: "waiting", made_at: now, next_at: now })
      .returning("id")
      .executeTakeFirstOrThrow();
    return done({ deliveryId: String(id) });
  }
}

type DeliveryRow = { case_id: string | null; event_id: number | null; kind: DeliveryRecord["kind"] };
