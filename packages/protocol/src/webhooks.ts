import * as z from "zod/mini";
import { LOGGED_KINDS } from "@beckon/domain/case-log.ts";
import { call, nothing } from "./call.ts";
import { id, instant, line } from "./words.ts";

/** Webhooks as console and server speak of them [W14]. */

/** How many a company can have. */
export const MOST_WEBHOOKS = 20;
export const LONGEST_WEBHOOK_ADDRESS = 500;

const kind = z.enum(LOGGED_KINDS);

/** All that can be set of a webhook: at least one kind of event. */
export const webhookSettings = z.object({
  name: line(60, 1),
  url: line(LONGEST_WEBHOOK_ADDRESS, 1),
  kinds: z.array(kind).check(z.minLength(1), z.maxLength(LOGGED_KINDS.length)),
});
export const webhookRecord = z.extend(webhookSettings, {
  id,
  createdAt: instant,
  /** Since when it is told nothing, and why: somebody switched it off, it answered 410, or nothing arrived for three days. */
  off: z.nullable(z.object({ since: instant, because: z.enum(["person", "gone", "failing"]) })),
  /** Since when nothing has arrived; null while all goes well. */
  failingSince: z.nullable(instant),
  /** Until when the secret before signs, too. */
  oldSecretUntil: z.nullable(instant),
  /** How many deliveries wait for it. */
  waiting: z.number(),
});
export const deliveryRecord = z.object({
  id: z.string(),
  kind: z.enum([...LOGGED_KINDS, "test"]),
  /** The case's; null for a test. */
  caseId: z.nullable(id),
  code: z.nullable(z.string()),
  state: z.enum(["waiting", "delivered", "failed"]),
  madeAt: instant,
  /** When it is tried next; null unless it waits. */
  nextAt: z.nullable(instant),
  attempts: z.number(),
  /** Of the last try. `status`: of HTTP; 0 when nothing was answered, and then `answer` is the reason's code. */
  last: z.nullable(z.object({ at: instant, status: z.number(), tookMs: z.number(), answer: z.string() })),
});

/** The console's calls for webhooks; for those who may manage them. */
export const WEBHOOK_CALLS = {
  listWebhooks: call("GET", "/api/console/webhooks", { answer: z.object({ webhooks: z.array(webhookRecord) }) }),
  /** The secret is shown this once. */
  createWebhook: call("POST", "/api/console/webhooks", {
    body: webhookSettings,
    answer: z.object({ id, secret: z.string() }),
  }),
  changeWebhook: call("PUT", "/api/console/webhooks/:id", {
    body: z.extend(webhookSettings, { enabled: z.boolean() }),
    answer: nothing,
  }),
  deleteWebhook: call("DELETE", "/api/console/webhooks/:id", { answer: nothing }),
  /** Makes another secret; the one before signs besides for a day. */
  rotateWebhookSecret: call("POST", "/api/console/webhooks/:id/secret", { answer: z.object({ secret: z.string() }) }),
  /** Sends something to see whether it arrives; it stands among the deliveries. */
  testWebhook: call("POST", "/api/console/webhooks/:id/test", { answer: z.object({ deliveryId: z.string() }) }),
  /** Newest first; `before`: the last one of the page before. */
  listDeliveries: call("GET", "/api/console/webhooks/:id/deliveries", {
    query: z.object({ before: z.optional(z.string().check(z.regex(/^\d{1,15}$/))) }),
    answer: z.object({ deliveries: z.array(deliveryRecord), more: z.boolean() }),
  }),
  /** Sends the same once more, by a delivery of its own. */
  redeliver: call("POST", "/api/console/webhooks/:id/deliveries/:delivery/again", {
    answer: z.object({ deliveryId: z.string() }),
  }),
} as const;

export type WebhookSettings = z.infer<typeof webhookSettings>;
export type WebhookRecord = z.infer<typeof webhookRecord>;
export type DeliveryRecord = z.infer<typeof deliveryRecord>;
