import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { PeerMessage, TransferOf, TransferRefusal } from "@beckon/protocol/peer.ts";
import type { FileSource } from "./machine.ts";
import type { Transfer } from "./session-values.ts";
import { PIECE_BYTES, writePiece } from "./transfer-pieces.ts";

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
  /** The receiver wants it, from this byte on. */
  accepted(from: number): void;
  received(bytes: number): void;
  refused(because: TransferRefusal): void;
  checked(whole: boolean): void;
  pause(paused: boolean): void;
  /** Ends it here; the other side is told by whoever asked. */
  cancel(): void;
  /** There is a connection again, or there is none. */
  connected(up: boolean): void;
};

/** Offers a source to the other side. */
export function startSending(id: string, what: TransferOf, source: FileSource, ports: SendingPorts): Sending {
  const hash = sha256.create();
  let state: Transfer["state"] = "offered";
  let because: TransferRefusal | null = null;
  let accepted = false;
  let up = true;
  let sent = 0;
  let hashed = 0;
  let acknowledged = 0;
  let pumping = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const isOver = (): boolean => state === "done" || state === "refused" || state === "cancelled" || state === "damaged";

  function become(next: Transfer["state"], why: TransferRefusal | null = null): void {
    if (isOver() || state === next) return;
    state = next;
    because = why;
    if (isOver()) {
      clearTimeout(timer);
      source.close().catch((error: unknown) => console.warn(error));
    }
    ports.changed();
  }

  const offer = (): void => void ports.send({ type: "transfer/offer", id, what, size: source.size });

  /** Whether a piece may leave now. */
  const mayPass = (): boolean =>
    sent - acknowledged < WINDOW_BYTES && ports.buffered() < MOST_BUFFERED_BYTES && !ports.screenWaits();

  async function pump(): Promise<void> {
    if (pumping) return;
    pumping = true;
    try {
      while (state === "running" && sent < source.size) {
        if (!mayPass()) return lookAgain();
        const at = sent;
        const bytes = await source.read(at, Math.min(PIECE_BYTES, source.size - at));
        // Meanwhile it may have been paused, or begun anew from another byte.
        if (state !== "running" || sent !== at) continue;
        if (bytes.length !== Math.min(PIECE_BYTES, source.size - at)) return giveUp("changed");
        if (at + bytes.length > hashed) hash.update(bytes.subarray(Math.max(0, hashed - at)));
        hashed = Math.max(hashed, at + bytes.length);
        if (!ports.sendPiece(writePiece({ id, offset: at, bytes }))) return lookAgain();
        sent = at + bytes.length;
      }
      if (state === "running" && sent === source.size)
        ports.send({ type: "transfer/end", id, sha256: bytesToHex(hash.clone().digest()) });
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
    ports.send({ type: "transfer/refuse", id, because: why });
    become("refused", why);
  }

  offer();
  return {
    get transfer(): Transfer {
      return { id, direction: "sent", what, size: source.size, bytes: acknowledged, state, because };
    },
    accepted(from) {
      if (isOver() || from > source.size || from > hashed) return giveUp("failed");
      accepted = true;
      sent = from;
      acknowledged = from;
      if (state !== "paused") become("running");
      void pump();
    },
    received(bytes) {
      if (bytes < acknowledged || bytes > source.size) return;
      acknowledged = bytes;
      ports.changed();
      void pump();
    },
    refused: (why) => become("refused", why),
    checked: (whole) => become(whole ? "done" : "damaged"),
    pause(paused) {
      if (!accepted || isOver()) return;
      become(paused ? "paused" : up ? "running" : "stalled");
      if (!paused) void pump();
    },
    cancel: () => become("cancelled"),
    connected(now) {
      up = now;
      if (!now) {
        if (state === "running") become("stalled");
      } else if (!accepted) offer();
      // What was accepted goes on when the receiver says from where.
    },
  };
}
