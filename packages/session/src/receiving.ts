import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { PeerMessage, TransferOf, TransferRefusal } from "@beckon/protocol/peer.ts";
import type { FileSink } from "./machine.ts";
import type { Transfer } from "./session-values.ts";

/** How often the sender is told how far it is. */
const TELL_EVERY_BYTES = 131_072;

/** One thing being received, through any number of connections. */
export type Receiving = {
  readonly transfer: Transfer;
  readonly wanted: boolean;
  /** Takes it into `sink`. */
  accept(sink: FileSink): void;
  /** Does not take it; the sender is told. */
  refuse(because: TransferRefusal): void;
  piece(offset: number, bytes: Uint8Array): void;
  /** The sender has sent all. */
  ended(sum: string): void;
  /** The sender does not send it after all. */
  withdrawn(because: TransferRefusal): void;
  pause(paused: boolean): void;
  cancel(): void;
  connected(up: boolean): void;
};

/** Takes note of an offer; nothing is received before `accept`. */
export function startReceiving(
  id: string,
  what: TransferOf,
  size: number,
  ports: { send(message: PeerMessage): boolean; changed(): void },
): Receiving {
  const hash = sha256.create();
  let state: Transfer["state"] = "offered";
  let because: TransferRefusal | null = null;
  let sink: FileSink | undefined;
  /** Taken in, and written by the sink. */
  let taken = 0;
  let written = 0;
  let told = 0;
  let up = true;
  let work = Promise.resolve();

  const isOver = (): boolean => state === "done" || state === "refused" || state === "cancelled" || state === "damaged";

  function become(next: Transfer["state"], why: TransferRefusal | null = null): void {
    if (isOver() || state === next) return;
    state = next;
    because = why;
    if (isOver() && state !== "done")
      work = work.then(() => sink?.discard()).catch((error: unknown) => console.warn(error));
    ports.changed();
  }

  function fail(why: TransferRefusal): void {
    if (isOver()) return;
    ports.send({ type: "transfer/refuse", id, because: why });
    become("refused", why);
  }

  function tell(): void {
    told = written;
    ports.send({ type: "transfer/received", id, bytes: written });
  }

  async function finish(sum: string): Promise<void> {
    if (isOver() || sink === undefined || taken !== size) return;
    const whole = bytesToHex(hash.clone().digest()) === sum;
    if (whole) await sink.finish();
    ports.send({ type: "transfer/checked", id, whole });
    become(whole ? "done" : "damaged");
  }

  return {
    get transfer(): Transfer {
      return { id, direction: "received", what, size, bytes: written, state, because };
    },
    get wanted() {
      return sink !== undefined && !isOver();
    },
    accept(into) {
      if (state !== "offered") return void into.discard().catch((error: unknown) => console.warn(error));
      sink = into;
      become(up ? "running" : "stalled");
      if (up) ports.send({ type: "transfer/accept", id, from: 0 });
    },
    refuse: fail,
    piece(offset, bytes) {
      // Anything but the next bytes belongs to a connection that is gone.
      if (isOver() || sink === undefined || offset !== taken) return;
      if (offset + bytes.length > size) return fail("failed");
      const into = sink;
      // The message's memory is the connection's: it may be used again before it is written.
      const own = bytes.slice();
      taken += own.length;
      hash.update(own);
      work = work
        .then(async () => {
          if (isOver()) return;
          await into.write(own);
          written += own.length;
          if (written - told >= TELL_EVERY_BYTES || written === size) tell();
          ports.changed();
        })
        .catch((error: unknown) => {
          console.warn(error);
          fail(isFull(error) ? "noSpace" : "failed");
        });
    },
    ended(sum) {
      if (state === "done") return void ports.send({ type: "transfer/checked", id, whole: true });
      if (state === "damaged") return void ports.send({ type: "transfer/checked", id, whole: false });
      work = work
        .then(() => finish(sum))
        .catch((error: unknown) => {
          console.warn(error);
          fail("failed");
        });
    },
    withdrawn: (why) => become("refused", why),
    pause(paused) {
      if (sink !== undefined) become(paused ? "paused" : up ? "running" : "stalled");
    },
    cancel: () => become("cancelled"),
    connected(now) {
      up = now;
      if (sink === undefined || isOver()) return;
      if (!now) {
        if (state === "running") become("stalled");
        return;
      }
      if (state === "stalled") become("running");
      // Also while it is paused: the sender has to know from where. What is being written counts as had.
      ports.send({ type: "transfer/accept", id, from: taken });
      if (state === "paused") ports.send({ type: "transfer/pause", id, paused: true });
    },
  };
}

function isFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === "QuotaExceededError" || ("code" in error && error.code === "ENOSPC");
}
