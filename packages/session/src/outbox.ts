import type { Answers, WireRefusal } from "@beckon/protocol/down.ts";
import type { Signal, Touch } from "@beckon/protocol/up.ts";
import { randomId } from "./random-id.ts";

/** What came of a request; a refusal `unavailable` also means that the link gave up or was full. */
export type Reply = { ok: true; value: Answers } | { ok: false; refusal: WireRefusal };

const MOST_REQUESTS = 200;
const MOST_SIGNALS = 500;
const SIGNAL_LIVES_MS = 10_000;

type Send = (message: object) => void;
type Waiting = { message: object; settle: (reply: Reply) => void; oneConnection: boolean };

/** What waits for the server: requests without an answer, and signals while there is no connection. Both bounded. */
export type Outbox = {
  /** Queues a request, sends it on this and every later connection until it is answered; rejects when aborted. */
  add(request: object, abort?: AbortSignal): Promise<Reply>;
  /** Sends a request on this connection only. */
  addForThisConnection(request: object, send: Send): Promise<Reply>;
  /** Sends a signal, or keeps it for at most 10 s until there is a connection. */
  post(signal: Signal | Touch): void;
  /** The answer has come; one nobody waits for is ignored. */
  settle(id: string, reply: Reply): void;
  /** From now on there is a connection: repeats all that waits, in the order it came. */
  open(send: Send): void;
  /** The connection is gone. */
  shut(): void;
  /** Answers everything with `refusal`. */
  giveUp(refusal: WireRefusal): void;
};

/** An empty outbox without a connection. */
export function makeOutbox({ now }: { now: () => number }): Outbox {
  const waiting = new Map<string, Waiting>();
  let signals: { message: Signal | Touch; at: number }[] = [];
  let send: Send | undefined;

  function enter(request: object, oneConnection: boolean): { id: string; message: object; reply: Promise<Reply> } {
    const id = randomId();
    const message = { ...request, id };
    const reply = new Promise<Reply>((settle) => waiting.set(id, { message, settle, oneConnection }));
    return { id, message, reply };
  }

  return {
    async add(request, abort) {
      abort?.throwIfAborted();
      if (waiting.size >= MOST_REQUESTS) return { ok: false, refusal: { reason: "unavailable" } };
      const { id, message, reply } = enter(request, false);
      send?.(message);
      if (abort === undefined) return reply;
      const aborted = new Promise<never>((_, reject) => {
        const stop = (): void => {
          waiting.delete(id);
          reject(abort.reason as Error);
        };
        abort.addEventListener("abort", stop, { once: true });
        void reply.then(() => abort.removeEventListener("abort", stop));
      });
      return Promise.race([reply, aborted]);
    },
    addForThisConnection(request, sendHere) {
      const { message, reply } = enter(request, true);
      sendHere(message);
      return reply;
    },
    post(message) {
      if (send !== undefined) send(message);
      else signals = [...signals.slice(1 - MOST_SIGNALS), { message, at: now() }];
    },
    settle(id, reply) {
      waiting.get(id)?.settle(reply);
      waiting.delete(id);
    },
    open(sendHere) {
      send = sendHere;
      for (const { message } of waiting.values()) send(message);
      const fresh = signals.filter(({ at }) => now() - at <= SIGNAL_LIVES_MS);
      signals = [];
      for (const { message } of fresh) send(message);
    },
    shut() {
      send = undefined;
      for (const [id, { settle, oneConnection }] of waiting) {
        if (!oneConnection) continue;
        waiting.delete(id);
        settle({ ok: false, refusal: { reason: "unavailable" } });
      }
    },
    giveUp(refusal) {
      for (const { settle } of waiting.values()) settle({ ok: false, refusal });
      waiting.clear();
      signals = [];
    },
  };
}
