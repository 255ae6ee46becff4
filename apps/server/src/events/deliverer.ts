import type { Delivery, DeliveryStore, Tried } from "./delivery-store.ts";
import { KEPT_MS, type LoggedEvent } from "./event-log.ts";
import type { WebhookSecrets } from "./webhook-secrets.ts";
import type { Sent, WebhookSender } from "./send-webhook.ts";

/** How much this server sends at a time: with eight an address, thirty slow ones do not hold up the next. */
const AT_ONCE = 256;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** The pauses before each further try; together with the last ones repeated they reach three days [W14]. */
const PAUSES = [5 * SECOND, 30 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 8 * HOUR];

export interface DelivererParts {
  readonly store: DeliveryStore;
  readonly sender: WebhookSender;
  readonly secrets: WebhookSecrets;
  /** What is said of an event: the id it has wherever it is told, and the message. */
  readonly write: (event: LoggedEvent) => { id: string; body: string };
  /** Told of each try. */
  readonly count: (came: Tried["state"]) => void;
  /** Told when an address was switched off by the house. */
  readonly switchedOff: (webhook: { id: string; name: string; companyId: string }) => Promise<void>;
  readonly clock: () => number;
  readonly log: { warn(about: object, message: string): void };
}

/** Tells webhooks what happened: each thing at least once, in its case's order, for three days [W14]. */
export interface Deliverer {
  /** There may be something to tell. */
  mayHaveCome(): void;
  /** Looks by itself: for what is due again, and for addresses that fail for too long. */
  lookAround(): Promise<void>;
  /** Begins nothing more, and resolves when nothing is being sent. */
  stop(): Promise<void>;
}

export function openDeliverer(parts: DelivererParts): Deliverer {
  const { store, sender, secrets, clock } = parts;
  const underWay = new Set<Promise<void>>();
  let again = false;
  let stopped = false;
  let round: Promise<void> | undefined;

  async function go(): Promise<void> {
    do {
      again = false;
      try {
        const leased = await store.lease(clock(), AT_ONCE - underWay.size);
        for (const delivery of leased) begin(delivery);
      } catch (error) {
        parts.log.warn({ err: error }, "Looking what webhooks have to be told failed; it is tried again");
      }
    } while (again && !stopped);
    round = undefined;
  }

  function begin(delivery: Delivery): void {
    const work = deliver(delivery)
      .catch((error: unknown) =>
        // Its lease runs out, and then it is sent again.
        parts.log.warn({ err: error }, "A webhook could not be told"),
      )
      .then(() => {
        underWay.delete(work);
        mayHaveCome();
      });
    underWay.add(work);
  }

  async function deliver(delivery: Delivery): Promise<void> {
    const { event, url, webhookId } = delivery;
    const since = event?.at ?? delivery.madeAt;
    if (since <= clock() - KEPT_MS)
      return await settle(delivery, { state: "failed", nextAt: 0, status: 0, tookMs: 0, answer: "ETOOOLD" });
    const keys = [delivery.secret, delivery.secretBefore].flatMap((sealed) =>
      sealed ? [secrets.open(sealed, webhookId)] : [],
    );
    const { id, body } = event ? parts.write(event) : writeTest(delivery);
    const now = clock();
    const sent = await sender.send({ url, id, secrets: keys, body }, now);
    await settle(delivery, whatFollows(sent, delivery.attempts, since, clock(), event === undefined));
    if (sent.status !== 410) return;
    const gone = await store.switchOff(webhookId, clock());
    if (gone) await parts.switchedOff(gone);
  }

  async function settle(delivery: Delivery, tried: Tried): Promise<void> {
    await store.settle(delivery, tried, clock());
    parts.count(tried.state);
  }

  function mayHaveCome(): void {
    again = true;
    if (!stopped) round ??= go();
  }

  return {
    mayHaveCome,
    async lookAround() {
      mayHaveCome();
      for (const webhook of await store.switchOffFailing(clock() - KEPT_MS, clock())) await parts.switchedOff(webhook);
    },
    async stop() {
      stopped = true;
      await round;
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** What a try came to: told, to be tried again after a pause, or given up, because the next would come too late [W14]. */
export function whatFollows(sent: Sent, attempts: number, since: number, now: number, isTest: boolean): Tried {
  const { status, tookMs, answer } = sent;
  const came = { status, tookMs, answer };
  if (status >= 200 && status < 300) return { ...came, state: "delivered", nextAt: 0 };
  const pause = PAUSES[Math.min(attempts, PAUSES.length - 1)] ?? HOUR;
  const nextAt = now + pause;
  // A test is for whoever looks on; nobody is told that it worked a day later.
  const isLast = isTest || nextAt >= since + KEPT_MS;
  return { ...came, state: isLast ? "failed" : "waiting", nextAt: isLast ? 0 : nextAt };
}

function writeTest({ id, madeAt, webhookId }: Delivery): { id: string; body: string } {
  const timestamp = `${new Date(madeAt).toISOString().slice(0, 19)}Z`;
  return {
    id: `test_${id}`,
    body: JSON.stringify({ type: "webhook.test", timestamp, data: { webhook_id: webhookId } }),
  };
}
