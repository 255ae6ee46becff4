import { randomBytes } from "node:crypto";
import type { Selectable } from "kysely";
import { LOGGED_KINDS } from "@beckon/domain/case-log.ts";
import { may, type PersonScope } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import { MOST_WEBHOOKS, type WebhookRecord, type WebhookSettings } from "@beckon/protocol/webhooks.ts";
import { writeAudit } from "../people/audit.ts";
import type { Database, Queryable } from "../store/database.ts";
import type { EventTables } from "../store/event-tables.ts";
import { webhooksOf } from "../store/scope.ts";
import { isWebhookAddress } from "./webhook-address.ts";
import type { WebhookSecrets } from "./webhook-secrets.ts";

/** How long the secret before goes on signing. */
const BOTH_SIGN_MS = 24 * 60 * 60_000;

export interface WebhookParts {
  readonly db: Database;
  readonly secrets: WebhookSecrets;
  /** Whether the operator allows addresses in private networks [W15]. */
  readonly privateToo: boolean;
}

type Row = Selectable<EventTables["webhooks"]>;
type Nothing = Record<string, never>;

/** The webhooks of a company, and what administrators do with them [W14]. */
export type Webhooks = ReturnType<typeof openWebhooks>;

export function openWebhooks({ db, secrets, privateToo }: WebhookParts) {
  const faultIn = ({ url }: WebhookSettings): Outcome<never> | undefined =>
    isWebhookAddress(url, privateToo)
      ? undefined
      : refused({ reason: "invalid", field: "url", problem: "notAccepted" });

  async function changing<T>(
    scope: PersonScope,
    webhookId: string,
    act: (tx: Queryable, row: Row) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    if (!may(scope.role, "webhook/manage")) return refused({ reason: "notAllowed" });
    return await db.transaction().execute(async (tx) => {
      const row = await webhooksOf(tx, scope)
        .selectAll("webhooks")
        .where("webhooks.id", "=", webhookId)
        .forUpdate()
        .executeTakeFirst();
      return row ? await act(tx, row) : refused({ reason: "notFound" });
    });
  }

  return {
    async list(scope: PersonScope, now: number): Promise<Outcome<{ webhooks: WebhookRecord[] }>> {
      if (!may(scope.role, "webhook/manage")) return refused({ reason: "notAllowed" });
      const rows = await webhooksOf(db, scope)
        .selectAll("webhooks")
        .select((eb) =>
          eb
            .selectFrom("webhook_deliveries as d")
            .select((count) => count.fn.countAll<number>().as("n"))
            .whereRef("d.webhook_id", "=", "webhooks.id")
            .where("d.state", "=", "waiting")
            .as("waiting"),
        )
        .orderBy("webhooks.created_at")
        .orderBy("webhooks.id")
        .execute();
      return done({ webhooks: rows.map((row) => recordOf(row, row.waiting ?? 0, now)) });
    },

    async create(
      scope: PersonScope,
      wanted: WebhookSettings,
      now: number,
    ): Promise<Outcome<{ id: string; secret: string }>> {
      if (!may(scope.role, "webhook/manage")) return refused({ reason: "notAllowed" });
      const fault = faultIn(wanted);
      if (fault) return fault;
      return await db.transaction().execute(async (tx) => {
        // One at a time, so that their number holds.
        await tx.selectFrom("companies").select("id").where("id", "=", scope.companyId).forUpdate().execute();
        const { n } = await webhooksOf(tx, scope)
          .select((eb) => eb.fn.countAll<number>().as("n"))
          .executeTakeFirstOrThrow();
        if (n >= MOST_WEBHOOKS) return refused({ reason: "invalid", field: "name", problem: "tooMany" });
        const id = randomBytes(12).toString("base64url");
        const { shown, sealed } = secrets.make(id);
        const row = { id, company_id: scope.companyId, ...columns(wanted), secret: sealed, created_at: now };
        await tx.insertInto("webhooks").values(row).execute();
        await writeAudit(tx, scope, { act: "webhook/created", subject: id, details: detailsOf(wanted) }, now);
        return done({ id, secret: shown });
      });
    },

    async change(
      scope: PersonScope,
      webhookId: string,
      { enabled, ...wanted }: WebhookSettings & { enabled: boolean },
      now: number,
    ): Promise<Outcome<Nothing>> {
      const fault = may(scope.role, "webhook/manage") ? faultIn(wanted) : undefined;
      if (fault) return fault;
      return await changing(scope, webhookId, async (tx, row) => {
        const wasOn = row.off_since === null;
        const turned = enabled
          ? { off_since: null, off_because: null, ...(wasOn && row.url === wanted.url ? {} : { failing_since: null }) }
          : wasOn
            ? { off_since: now, off_because: "person" as const }
            : {};
        await tx
          .updateTable("webhooks")
          .set({ ...columns(wanted), ...turned })
          .where("id", "=", webhookId)
          .execute();
        const details = { ...detailsOf(wanted), enabled };
        await writeAudit(tx, scope, { act: "webhook/changed", subject: webhookId, details }, now);
        // What waits for it is not kept waiting for the pause that failures of before brought.
        if (enabled && (!wasOn || row.url !== wanted.url))
          await tx
            .updateTable("webhook_deliveries")
            .set({ next_at: now })
            .where("webhook_id", "=", webhookId)
            .where("state", "=", "waiting")
            .execute();
        return done({});
      });
    },

    async remove(scope: PersonScope, webhookId: string, now: number): Promise<Outcome<Nothing>> {
      return await changing(scope, webhookId, async (tx, row) => {
        await tx.deleteFrom("webhooks").where("id", "=", webhookId).execute();
        await writeAudit(tx, scope, { act: "webhook/deleted", subject: webhookId, details: { name: row.name } }, now);
        return done({});
      });
    },

    /** Makes another secret; the one before signs besides for a day, so that receivers can change without missing anything. */
    async rotate(scope: PersonScope, webhookId: string, now: number): Promise<Outcome<{ secret: string }>> {
      return await changing(scope, webhookId, async (tx, row) => {
        const { shown, sealed } = secrets.make(webhookId);
        await tx
          .updateTable("webhooks")
          .set({ secret: sealed, secret_before: row.secret, before_until: now + BOTH_SIGN_MS })
          .where("id", "=", webhookId)
          .execute();
        const details = { name: row.name };
        await writeAudit(tx, scope, { act: "webhook/secretChanged", subject: webhookId, details }, now);
        return done({ secret: shown });
      });
    },

    /** Writes down that the house itself switched one off. */
    async noteSwitchedOff(webhook: { id: string; name: string; companyId: string }, now: number): Promise<void> {
      const entry = { act: "webhook/switchedOff" as const, subject: webhook.id, details: { name: webhook.name } };
      await writeAudit(db, { kind: "house", companyId: webhook.companyId }, entry, now);
    },
  };
}

function columns({ name, url, kinds }: WebhookSettings) {
  return { name, url, kinds: LOGGED_KINDS.filter((kind) => kinds.includes(kind)) };
}

/** Where it leads, and no more of the address: the rest may be a secret of the receiver's [X11]. */
function detailsOf({ name, url, kinds }: WebhookSettings) {
  return { name, host: URL.parse(url)?.host ?? "", events: kinds.join(", ") };
}

function recordOf(row: Row, waiting: number, now: number): WebhookRecord {
  const { id, name, url, kinds, created_at: createdAt, failing_since: failingSince } = row;
  const off = row.off_since === null ? null : { since: row.off_since, because: row.off_because ?? ("person" as const) };
  const oldSecretUntil = (row.before_until ?? 0) > now ? row.before_until : null;
  return { id, name, url, kinds, createdAt, off, failingSince, oldSecretUntil, waiting };
}
