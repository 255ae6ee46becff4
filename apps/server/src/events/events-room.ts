import { Counter, Gauge, type Registry } from "prom-client";
import type { Announce } from "../desk/news.ts";
import type { Database } from "../store/database.ts";
import { openDeliverer } from "./deliverer.ts";
import { openDeliveries, type Deliveries } from "./deliveries.ts";
import { openDeliveryStore } from "./delivery-store.ts";
import { openEventLog, type EventLog, type LoggedEvent } from "./event-log.ts";
import { openEvents, type Events } from "./events.ts";
import { openStreams, type Streams } from "./streams.ts";
import { openWebhookSender } from "./send-webhook.ts";
import { openWebhookSecrets } from "./webhook-secrets.ts";
import { openWebhooks, type Webhooks } from "./webhooks.ts";

const TESTS_KEPT_MS = 24 * 60 * 60_000;

export interface EventsRoomParts {
  readonly db: Database;
  /** The installation's, which locks the secrets of webhooks. */
  readonly secret: string;
  /** Whether webhooks may lead to private addresses [W15]. */
  readonly privateToo: boolean;
  /** What integrations are told of an event: its id, its type, and the message. */
  readonly write: (event: LoggedEvent) => { id: string; type: string; body: string };
  readonly announce: Announce;
  readonly metrics: Registry;
  readonly clock: () => number;
  readonly log: { warn(about: object, message: string): void };
}

/** All that integrations are told of cases [W13, W14, W15]: the log, and the streams and webhooks that are told from it. */
export interface EventsRoom {
  readonly log: EventLog;
  readonly events: Events;
  readonly streams: Streams;
  readonly webhooks: Webhooks;
  readonly deliveries: Deliveries;
  /** There may be something for webhooks. */
  deliver(): void;
  /** Looks by itself for what nobody told of, and what is due again. */
  lookAround(): Promise<void>;
  forgetOld(): Promise<void>;
  stop(): Promise<void>;
}

export function openEventsRoom(parts: EventsRoomParts): EventsRoom {
  const { db, announce, clock, metrics } = parts;
  const secrets = openWebhookSecrets(parts.secret);
  const log = openEventLog(db);
  const store = openDeliveryStore(db);
  const sender = openWebhookSender(parts);
  const webhooks = openWebhooks({ db, secrets, privateToo: parts.privateToo });
  const tries = new Counter({
    name: "beckon_webhook_tries_total",
    help: "What webhooks were told, by what came of it: delivered, waiting (tried again later), failed (given up).",
    labelNames: ["came"],
    registers: [metrics],
  });
  new Gauge({
    name: "beckon_webhook_deliveries_waiting",
    help: "What webhooks that are on have still to be told, over all servers.",
    registers: [metrics],
    async collect() {
      this.set(await store.waiting());
    },
  });
  const deliverer = openDeliverer({
    ...parts,
    store,
    sender,
    secrets,
    count: (came) => tries.inc({ came }),
    switchedOff: (webhook) => webhooks.noteSwitchedOff(webhook, clock()),
  });
  const events = openEvents({
    log,
    announce,
    clock,
    warn: (err) => parts.log.warn({ err }, "Events could not be given their places; it is tried again"),
  });
  events.whenMore(() => deliverer.mayHaveCome());

  const streams = openStreams({
    log,
    events,
    write: parts.write,
    warn: (err) => parts.log.warn({ err }, "A stream of events ended, because they could not be read"),
  });
  new Gauge({
    name: "beckon_event_streams",
    help: "Streams of events open at this server.",
    registers: [metrics],
    collect() {
      this.set(streams.count());
    },
  });

  return {
    log,
    events,
    streams,
    webhooks,
    deliveries: openDeliveries(db),
    deliver: () => deliverer.mayHaveCome(),
    async lookAround() {
      await events.lookAround();
      await deliverer.lookAround();
    },
    async forgetOld() {
      while ((await log.forgetOld(clock())) > 0);
      await store.forgetTests(clock() - TESTS_KEPT_MS);
    },
    async stop() {
      await events.stop();
      await deliverer.stop();
      sender.close();
    },
  };
}
