import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { PeerMessage, TransferOf, TransferRefusal } from "@beckon/protocol/peer.ts";
import type { FileSource } from "./machine.ts";
import type { Transfer } from "./session-values.ts";
import { PIECE_BYTES, writePiece } from "./transfer-pieces.ts";
import { makeStanding } from "./transfer-standing.ts";

/** How much may be under way without the receiver having said that it has it. */
const WINDOW_BYTES = 1_048_576;
/** What may wait in this computer: more would stand between the screen and the line. */
const MOST_BUFFERED_BYTES = 262_144;
const LOOK_AGAIN_MS = 8;

/** What sending needs of the connection. */
export type SendingPorts = {
  send(message: PeerMessage): boolean;
  sendPiece(piece: Uint8Array): boolean;
  buffered(): number;
  /** Whether the screen's stream waits for the line: files give way to it. */
  screenWaits(): boolean;
  /** Something about this transfer changed. */
  changed(): void;
};

/** One thing being sent, through any number of connections. */
export type Sending = {
  readonly transfer: Transfer;
  readonly offered: boolean;
  /** Offers it, now and on every later connection until it is over. */
  offer(): void;
  /** The receiver wants it, from this byte on. */
  accepted(from: number): void;
  received(bytes: number): void;
  refused(because: TransferRefusal): void;
  checked(whole: boolean): void;
  pause(paused: boolean): void;
  hearPause(paused: boolean): void;
  /** Ends it here; the other side is told by whoever asked. */
  cancel(): void;
  /** There is a connection again, or there is none. */
  connected(up: boolean): void;
};

/** Prepares sending a source to the other side; it starts with `offer`. */
export function startSending(id: string, what: TransferOf, source: FileSource, ports: SendingPorts): Sending {
  const { size } = source;
  const hash = sha256.create();
  let offered = false;
  let sent = 0;
  let hashed = 0;
  let acknowledged = 0;
  let ended = false;
  let pumping = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const standing = makeStanding(id, "sent", {
    send: ports.send,
    changed: ports.changed,
    over() {
      clearTimeout(timer);
      source.close().catch((error: unknown) => console.warn(error));
    },
  });

  /** Whether a piece may leave now. */
  const mayPass = (): boolean =>
    sent - acknowledged < WINDOW_BYTES && ports.buffered() < MOST_BUFFERED_BYTES && !ports.screenWaits();

  async function pump(): Promise<void> {
    if (pumping) return;
    pumping = true;
    try {
      while (standing.state === "running" && sent < size) {
        if (!mayPass()) return lookAgain();
        const at = sent;
        const length = Math.min(PIECE_BYTES, size - at);
        const bytes = await source.read(at, length);
        // Meanwhile it may have been paused, or begun anew from another byte.
        if (standing.state !== "running" || sent !== at) continue;
        if (bytes.length !== length) return giveUp("changed");
        if (at + length > hashed) hash.update(bytes.subarray(Math.max(0, hashed - at)));
        hashed = Math.max(hashed, at + length);
        if (!ports.sendPiece(writePiece({ id, offset: at, bytes }))) return lookAgain();
        sent = at + length;
      }
      // Said on another channel than the bytes, it could overtake them: not before all have come.
      if (standing.state === "running" && acknowledged === size && !ended)
        ended = ports.send({ type: "transfer/end", id, sha256: bytesToHex(hash.clone().digest()) });
    } catch (error) {
      console.warn(error);
      giveUp("failed");
    } finally {
      pumping = false;
    }
  }

  function lookAgain(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void pump(), LOOK_AGAIN_MS);
  }

  function giveUp(why: TransferRefusal): void {
    standing.end("refused", why);
    standing.tellEnd();
  }

  function offer(): void {
    offered = true;
    ports.send({ type: "transfer/offer", id, what, size });
  }

  return {
    get transfer(): Transfer {
      const { state, because } = standing;
      return { id, direction: "sent", what, size, bytes: acknowledged, state, because };
    },
    get offered() {
      return offered;
    },
    offer,
    accepted(from) {
      if (standing.isOver) return standing.tellEnd();
      if (from > hashed) return giveUp("failed");
      standing.begin();
      standing.repeatPause();
      sent = from;
      acknowledged = from;
      ended = false;
      void pump();
    },
    received(bytes) {
      if (bytes < acknowledged || bytes > sent) return;
      acknowledged = bytes;
      ports.changed();
      void pump();
    },
    refused: (why) => standing.end("refused", why),
    checked: (whole) => standing.end(whole ? "done" : "damaged"),
    pause(paused) {
      standing.pause(paused);
      void pump();
    },
    hearPause(paused) {
      standing.hearPause(paused);
      void pump();
    },
    cancel: () => standing.end("cancelled"),
    connected(now) {
      standing.connected(now);
      // What was accepted goes on when the receiver says from where; one that was started again has to hear of it first.
      if (now && offered && !standing.isOver) offer();
    },
  };
}
