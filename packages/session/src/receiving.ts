import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { PeerMessage, TransferOf, TransferRefusal } from "@beckon/protocol/peer.ts";
import type { FileSink } from "./machine.ts";
import type { Transfer } from "./session-values.ts";
import { makeStanding } from "./transfer-standing.ts";

/** How often the sender is told how far it is. */
const TELL_EVERY_BYTES = 262_144;
/** What may have come and not be written: more than any sender's window, so that only one that keeps none gets there. */
const MOST_UNWRITTEN_BYTES = 4 * 1_048_576;

/** One thing being received, through any number of connections. */
export type Receiving = {
  readonly transfer: Transfer;
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
  hearPause(paused: boolean): void;
  /** Ends it here; the other side is told by whoever asked. */
  cancel(): void;
  connected(up: boolean): void;
  /** The sender, who may have missed it, asks again what became of its offer. */
  offeredAgain(): void;
};

/** Takes note of an offer; nothing is received before `accept`. */
export function startReceiving(
  id: string,
  what: TransferOf,
  size: number,
  ports: { send(message: PeerMessage): boolean; changed(): void },
): Receiving {
  const hash = sha256.create();
  let sink: FileSink | undefined;
  /** Taken in, and written by the sink. */
  let taken = 0;
  let written = 0;
  let told = 0;
  let up = true;
  let work = Promise.resolve();
  const standing = makeStanding(id, "received", {
    ...ports,
    over(how) {
      if (how !== "done") work = work.then(() => sink?.discard()).catch((error: unknown) => console.warn(error));
    },
  });

  function fail(why: TransferRefusal): void {
    if (standing.isOver) return;
    standing.end("refused", why);
    standing.tellEnd();
  }

  /** Does the next of what has to be done one after another. */
  function then(act: () => Promise<void>): void {
    work = work
      .then(async () => {
        if (!standing.isOver) await act();
      })
      .catch((error: unknown) => {
        console.warn(error);
        fail(isFull(error) ? "noSpace" : "failed");
      });
  }

  function tell(): void {
    told = written;
    ports.send({ type: "transfer/received", id, bytes: written });
  }

  return {
    get transfer(): Transfer {
      const { state, because } = standing;
      return { id, direction: "received", what, size, bytes: written, state, because };
    },
    accept(into) {
      if (standing.state !== "offered") return void into.discard().catch((error: unknown) => console.warn(error));
      sink = into;
      standing.begin();
      if (up) ports.send({ type: "transfer/accept", id, from: 0 });
    },
    refuse: fail,
    piece(offset, bytes) {
      // Anything but the next bytes belongs to a connection that is gone.
      if (standing.isOver || sink === undefined || offset !== taken) return;
      if (offset + bytes.length > size || taken - written > MOST_UNWRITTEN_BYTES) return fail("failed");
      const into = sink;
      // The message's memory is the connection's: it may be used again before it is written.
      const own = bytes.slice();
      taken += own.length;
      hash.update(own);
      then(async () => {
        await into.write(own);
        written += own.length;
        if (written - told >= TELL_EVERY_BYTES || written === size) tell();
        ports.changed();
      });
    },
    ended(sum) {
      if (standing.isOver) return standing.tellEnd();
      then(async () => {
        if (sink === undefined || written !== size) return;
        const whole = bytesToHex(hash.clone().digest()) === sum;
        if (whole) await sink.finish();
        standing.end(whole ? "done" : "damaged");
        standing.tellEnd();
      });
    },
    withdrawn: (why) => standing.end("refused", why),
    pause: (paused) => standing.pause(paused),
    hearPause: (paused) => standing.hearPause(paused),
    cancel: () => standing.end("cancelled"),
    connected(now) {
      up = now;
      standing.connected(now);
      if (!now || sink === undefined || standing.isOver) return;
      standing.repeatPause();
      // Also while it is paused: the sender has to know from where. What is being written counts as had.
      ports.send({ type: "transfer/accept", id, from: taken });
    },
    offeredAgain: () => standing.tellEnd(),
  };
}

function isFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === "QuotaExceededError" || ("code" in error && error.code === "ENOSPC");
}
