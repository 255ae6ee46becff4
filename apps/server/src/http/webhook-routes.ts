import { CALLS } from "@beckon/protocol/calls.ts";
import type { Deliveries } from "../events/deliveries.ts";
import type { Webhooks } from "../events/webhooks.ts";
import type { Routes } from "./route.ts";

export interface WebhookRouteParts {
  readonly webhooks: Webhooks;
  readonly deliveries: Deliveries;
  /** Told when there is something to send. */
  readonly deliver: () => void;
}

/** The console's calls for webhooks [W14]. */
export function addWebhookRoutes(routes: Routes, { webhooks, deliveries, deliver }: WebhookRouteParts): void {
  routes.person(CALLS.listWebhooks, ({ now }, person) => webhooks.list(person, now));
  routes.person(CALLS.createWebhook, ({ body, now }, person) => webhooks.create(person, body, now));
  routes.person(CALLS.changeWebhook, async ({ param, body, now }, person) => {
    const outcome = await webhooks.change(person, param("id"), body, now);
    if (outcome.ok) deliver();
    return outcome;
  });
  routes.person(CALLS.deleteWebhook, ({ param, now }, person) => webhooks.remove(person, param("id"), now));
  routes.person(CALLS.rotateWebhookSecret, ({ param, now }, person) => webhooks.rotate(person, param("id"), now));
  routes.person(CALLS.testWebhook, async ({ param, now }, person) => {
    const outcome = await deliveries.test(person, param("id"), now);
    if (outcome.ok) deliver();
    return outcome;
  });
  routes.person(CALLS.listDeliveries, ({ param, query }, person) => deliveries.list(person, param("id"), query.before));
  routes.person(CALLS.redeliver, async ({ param, now }, person) => {
    const delivery = /^\d{1,15}$/.test(param("delivery")) ? param("delivery") : "0";
    const outcome = await deliveries.again(person, param("id"), delivery, now);
    if (outcome.ok) deliver();
    return outcome;
  });
}
