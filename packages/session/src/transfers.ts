import type { PeerMessage, Privilege, TransferOf, TransferRefusal } from "@beckon/protocol/peer.ts";
import type { Copied, FileSink, FileSource } from "./machine.ts";
import { isPicture } from "./is-picture.ts";
import { randomId } from "./random-id.ts";
import { startReceiving, type Receiving } from "./receiving.ts";
import { startSending, type Sending } from "./sending.ts";
import type { Side, Transfer } from "./session-values.ts";
import { readPiece } from "./transfer-pieces.ts";

/** What was copied is held in memory. */
const MOST_COPIED_BYTES = 16 * 1_048_576;
/** Unfinished things the other side may have under way at once. */
const MOST_AT_ONCE = 20;
/** Files offered at once; further ones wait here for their turn. */
const MOST_OFFERED = 10;
const MOST_SHOWN = 50;
const SHOW_EVERY_MS = 100;
const SCREEN_WAITS_BYTES = 131_072;

type TransferMessage = Extract<PeerMessage, { type: `transfer/${string}` }>;

/** What transfers need of their session. */
export type TransferPorts = {
  side: Side;
  send(message: PeerMessage): boolean;
  sendBytes(channel: "bulk", bytes: Uint8Array): boolean;
  buffered(channel: "bulk" | "screen"): number;
  may(privilege: Privilege): boolean;
  show(transfers: readonly Transfer[]): void;
  /** Something copied on the other side has come, whole; it is told as arrived once this is done with it. */
  copied(copied: Copied): Promise<void>;
  /** At the customer: where an offered file goes. Absent: somebody has to accept it. */
  receiveFile?: ((name: string, size: number) => Promise<FileSink | TransferRefusal>) | undefined;
};

/** Everything that travels between the two sides besides messages and pictures [R7, R14]. */
export type Transfers = {
  sendFile(source: FileSource): string | null;
  copy(copied: Copied): string | null;
  accept(id: string, sink: FileSink): void;
  refuse(id: string): void;
  pause(id: string, paused: boolean): void;
  cancel(id: string): void;
  /** Whether the message was one that may act. */
  handle(message: TransferMessage): boolean;
  /** Whether the bytes belong to something. */
  take(bytes: Uint8Array): boolean;
  /** Privileges changed: what is no longer granted ends. */
  recheck(): void;
  connected(up: boolean): void;
  stop(): void;
};

/** No transfers yet. */
export function makeTransfers(ports: TransferPorts): Transfers {
  const sendings = new Map<string, Sending>();
  const receivings = new Map<string, Receiving>();
  /** In the order they came. */
  const order: string[] = [];
  let showing: ReturnType<typeof setTimeout> | undefined;
  let up = true;
  let stopped = false;

  const find = (id: string): Sending | Receiving | undefined => sendings.get(id) ?? receivings.get(id);
  const live = (): (Sending | Receiving)[] => [...sendings.values(), ...receivings.values()].filter(isLive);
  const isLive = ({ transfer }: Sending | Receiving): boolean => LIVE.includes(transfer.state);

  function changed(): void {
    showing ??= setTimeout(present, SHOW_EVERY_MS);
  }

  /** Offers what waits, as far as there is room; what was copied does not wait behind files. */
  function offerNext(): void {
    if (stopped) return;
    const files = [...sendings.values()].filter((one) => isLive(one) && one.transfer.what.is === "file");
    const room = MOST_OFFERED - files.filter(({ offered }) => offered).length;
    for (const one of files.filter(({ offered }) => !offered).slice(0, Math.max(0, room))) one.offer();
  }

  function present(): void {
    offerNext();
    clearTimeout(showing);
    showing = undefined;
    forgetOld();
    ports.show(order.flatMap((id) => find(id) ?? []).map(({ transfer }) => transfer));
  }

  function forgetOld(): void {
    const over = order.filter((id) => {
      const one = find(id);
      return one === undefined || !isLive(one);
    });
    for (const id of over.slice(0, Math.max(0, over.length - MOST_SHOWN))) {
      order.splice(order.indexOf(id), 1);
      sendings.delete(id);
      receivings.delete(id);
    }
  }

  function offer(what: TransferOf, source: FileSource): string | null {
    if (stopped || !ports.may(privilegeOf(what))) {
      source.close().catch((error: unknown) => console.warn(error));
      return null;
    }
    const id = randomId();
    const sending = startSending(id, what, source, {
      send: ports.send,
      sendPiece: (piece) => ports.sendBytes("bulk", piece),
      buffered: () => ports.buffered("bulk"),
      screenWaits: () => ports.buffered("screen") > SCREEN_WAITS_BYTES,
      changed,
    });
    sendings.set(id, sending);
    order.push(id);
    if (what.is === "clipboard") sending.offer();
    present();
    return id;
  }

  function hearOffer({ id, what, size }: Extract<TransferMessage, { type: "transfer/offer" }>): boolean {
    const known = receivings.get(id);
    if (known !== undefined) {
      known.offeredAgain();
      return true;
    }
    const refuse = (because: TransferRefusal): boolean => {
      ports.send({ type: "transfer/refuse", id, because });
      return because !== "notAllowed";
    };
    if (find(id) !== undefined) return refuse("failed");
    if (!ports.may(privilegeOf(what))) return refuse("notAllowed");
    if (what.is === "clipboard" && size > MOST_COPIED_BYTES) return refuse("tooLarge");
    if ([...receivings.values()].filter(isLive).length >= MOST_AT_ONCE) return refuse("declined");
    // Only what was copied last counts, also where the other side does not say so itself.
    if (what.is === "clipboard")
      for (const one of receivings.values()) if (one.transfer.what.is === "clipboard") one.cancel();
    const receiving = startReceiving(id, what, size, { send: ports.send, changed });
    receivings.set(id, receiving);
    order.push(id);
    present();
    if (what.is === "clipboard") receiving.accept(gatherCopied(what.media));
    else if (ports.receiveFile !== undefined) {
      ports.receiveFile(what.name, size).then(
        (sink) => (typeof sink === "string" ? receiving.refuse(sink) : receiving.accept(sink)),
        (error: unknown) => {
          console.warn(error);
          receiving.refuse("failed");
        },
      );
    }
    return true;
  }

  function gatherCopied(media: "text/plain" | "image/png"): FileSink {
    // What was announced reserves nothing: memory is taken as bytes come, and given back however it ends.
    let pieces: Uint8Array[] = [];
    return {
      name: "",
      async write(piece) {
        pieces.push(piece);
      },
      async finish() {
        const bytes = joined(pieces);
        pieces = [];
        // Taken back meanwhile: what was copied must not arrive any more.
        if (!ports.may("clipboard")) return;
        if (media === "image/png" && !isPicture(bytes)) throw new Error("What was copied is no picture");
        await ports.copied(media === "image/png" ? { media, bytes } : { media, text: new TextDecoder().decode(bytes) });
      },
      async discard() {
        pieces = [];
      },
    };
  }

  function endAll(because: TransferRefusal, which: (what: TransferOf) => boolean): void {
    for (const one of live()) {
      if (!which(one.transfer.what)) continue;
      ports.send({ type: "transfer/refuse", id: one.transfer.id, because });
      if ("refused" in one) one.refused(because);
      else one.withdrawn(because);
    }
    present();
  }

  return {
    sendFile: (source) => offer({ is: "file", name: source.name }, source),
    copy(copied) {
      const bytes = copied.media === "image/png" ? copied.bytes : new TextEncoder().encode(copied.text);
      if (bytes.length > MOST_COPIED_BYTES || bytes.length === 0) return null;
      // Only what was copied last counts.
      for (const one of sendings.values()) {
        if (one.transfer.what.is !== "clipboard" || !isLive(one)) continue;
        ports.send({ type: "transfer/cancel", id: one.transfer.id });
        one.cancel();
      }
      return offer({ is: "clipboard", media: copied.media }, sourceOf(bytes));
    },
    accept(id, sink) {
      const receiving = receivings.get(id);
      if (receiving === undefined) sink.discard().catch((error: unknown) => console.warn(error));
      else receiving.accept(sink);
      present();
    },
    refuse(id) {
      receivings.get(id)?.refuse("declined");
      present();
    },
    pause(id, paused) {
      find(id)?.pause(paused);
    },
    cancel(id) {
      const one = find(id);
      if (one === undefined || !isLive(one)) return;
      ports.send({ type: "transfer/cancel", id });
      one.cancel();
      present();
    },
    handle(message) {
      if (stopped) return false;
      if (message.type === "transfer/offer") return hearOffer(message);
      const { id } = message;
      const [sending, receiving] = [sendings.get(id), receivings.get(id)];
      switch (message.type) {
        case "transfer/accept":
          if (sending === undefined) {
            // This page was reloaded: nobody here has the file any more.
            ports.send({ type: "transfer/cancel", id });
            return true;
          }
          sending.accepted(message.from);
          break;
        case "transfer/received":
          sending?.received(message.bytes);
          break;
        case "transfer/checked":
          sending?.checked(message.whole);
          break;
        case "transfer/refuse":
          sending?.refused(message.because);
          receiving?.withdrawn(message.because);
          break;
        case "transfer/pause":
          (sending ?? receiving)?.hearPause(message.paused);
          break;
        case "transfer/cancel":
          (sending ?? receiving)?.cancel();
          break;
        case "transfer/end":
          receiving?.ended(message.sha256);
          break;
      }
      return sending !== undefined || receiving !== undefined;
    },
    take(bytes) {
      const piece = readPiece(bytes);
      const receiving = piece && receivings.get(piece.id);
      if (piece === undefined || receiving === undefined || !ports.may(privilegeOf(receiving.transfer.what)))
        return false;
      receiving.piece(piece.offset, piece.bytes);
      return true;
    },
    recheck: () => endAll("notAllowed", (what) => !ports.may(privilegeOf(what))),
    connected(now) {
      if (up === now) return;
      up = now;
      for (const one of [...sendings.values(), ...receivings.values()]) one.connected(now);
      present();
    },
    stop() {
      if (stopped) return;
      stopped = true;
      for (const one of live()) one.cancel();
      present();
      clearTimeout(showing);
    },
  };
}

const LIVE: readonly Transfer["state"][] = ["offered", "running", "paused", "stalled"];

function privilegeOf(what: TransferOf): Privilege {
  return what.is === "file" ? "files" : "clipboard";
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function sourceOf(bytes: Uint8Array): FileSource {
  return {
    name: "clipboard",
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
    close: () => Promise.resolve(),
  };
}
