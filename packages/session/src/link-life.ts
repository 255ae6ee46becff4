import type { PeerMessage } from "@beckon/protocol/peer.ts";
import type { ByteChannel, Channel, LinkEvents } from "./link.ts";

/** What carries a link's messages: a peer connection, or the way through the server. */
export type Carrier = {
  /** Whether it believes to be connected. */
  isUp(): boolean;
  /** Whether the data was handed on; false while the channel is not open. */
  send(channel: Channel, data: string | Uint8Array<ArrayBuffer>): boolean;
  buffered(channel: Channel): number;
};

/** What all links do alike: greet, so that nothing is sent before the other end listens; beat, so that silence is noticed. */
export type LinkLife = {
  readonly up: boolean;
  /** The ordered channel has opened. */
  greet(): void;
  /** Something came in. */
  take(channel: Channel, data: unknown): void;
  /** The carrier may have come or gone. */
  assess(): void;
  send(message: PeerMessage): boolean;
  sendBytes(channel: ByteChannel, bytes: Uint8Array): boolean;
  /** From now on nothing is told. */
  stop(): void;
};

const MOVES_BUFFERED_BYTES = 4_096;
const BEAT_MS = 1_000;
const MOST_BEATS_MISSED = 3;

/** Begins a link's life on a carrier. */
export function startLinkLife(carrier: Carrier, events: Omit<LinkEvents, "negotiate" | "track">): LinkLife {
  let met = false;
  let missed = 0;
  let wasUp = false;
  let stopped = false;

  const isUp = (): boolean => !stopped && met && missed < MOST_BEATS_MISSED && carrier.isUp();

  function assess(): void {
    if (stopped || isUp() === wasUp) return;
    wasUp = !wasUp;
    events.changed(wasUp);
  }

  function send(message: PeerMessage): boolean {
    const fleeting = message.type === "pointer/move" || message.type === "session/beat";
    const channel = fleeting ? "pointer" : "peer";
    if (fleeting && carrier.buffered(channel) > MOVES_BUFFERED_BYTES) return false;
    return carrier.send(channel, JSON.stringify(message));
  }

  function answer(heard: boolean): void {
    if (!heard) send({ type: "session/hello", heard: true });
    if (met) return;
    met = true;
    events.opened();
    assess();
  }

  const heart = setInterval(() => {
    if (!met) return;
    send({ type: "session/beat" });
    // Counted in beats, not in time: a page that was held up itself must not blame the other side.
    missed += 1;
    assess();
  }, BEAT_MS);

  return {
    get up() {
      return isUp();
    },
    // What is sent before the other end is open gets lost: each greets when it opens, and again when it is greeted.
    greet: () => void send({ type: "session/hello", heard: false }),
    take(channel, data) {
      if (stopped) return;
      missed = 0;
      assess();
      if (channel === "screen" || channel === "bulk") {
        const bytes = bytesOf(data);
        if (bytes !== undefined && met) events.bytes(channel, bytes);
        return;
      }
      const message = events.read(data);
      if (message?.type === "session/beat") return;
      if (message?.type === "session/hello") answer(message.heard);
      else if (message !== undefined) events.message(message);
    },
    assess,
    send,
    sendBytes: (channel, bytes) => carrier.send(channel, bytes as Uint8Array<ArrayBuffer>),
    stop() {
      stopped = true;
      clearInterval(heart);
    },
  };
}

function bytesOf(data: unknown): Uint8Array | undefined {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  return data instanceof Uint8Array ? data : undefined;
}
