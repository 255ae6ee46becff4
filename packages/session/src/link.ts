import type { PeerMessage, SignalBody } from "@beckon/protocol/peer.ts";
import type { IceServer } from "@beckon/protocol/words.ts";
import type { SessionStats, Side } from "./session-values.ts";

/**
 * The channels between the two sides. `peer`: messages, in order; `pointer`: messages that may be lost; `screen`: the
 * desktop's stream and the answers to it; `bulk`: files and what was copied. The last two carry bytes, in order.
 */
export const CHANNELS = ["peer", "pointer", "screen", "bulk"] as const;
export type Channel = (typeof CHANNELS)[number];
export type ByteChannel = "screen" | "bulk";
/** The longest piece of bytes sent at once. */
export const MOST_PIECE_BYTES = 65_536;

/** The part of a signal that concerns one connection. */
export type Negotiation = Pick<SignalBody, "description" | "candidate" | "relay">;

/** What a link tells its keeper. */
export type LinkEvents = {
  negotiate: (part: Negotiation) => void;
  /** The message in what came in; undefined when it is to be dropped. */
  read: (data: unknown) => PeerMessage | undefined;
  /** Both ends have heard each other for the first time. */
  opened: () => void;
  /** Whether both ends hear each other now. */
  changed: (up: boolean) => void;
  message: (message: PeerMessage) => void;
  bytes: (channel: ByteChannel, bytes: Uint8Array) => void;
  track: (track: MediaStreamTrack) => void;
};

/**
 * How a link does just now. `bytes`: of all that it sent and received so far, at `at` (ms). `packets`: how many went out so far
 * whose fate is known, and how many of them were lost; null where nobody counts.
 */
export type LinkReading = Omit<SessionStats, "bitsPerSecond" | "lossShare"> & {
  bytes: number;
  at: number;
  packets: { sent: number; lost: number } | null;
};

/** One connection between the two sides: a generation of a session. */
export type Link = {
  readonly up: boolean;
  handle(part: Negotiation): void;
  /** Whether the message was handed to the network. Pointer moves go unordered and are not repeated. */
  send(message: PeerMessage): boolean;
  /** The same for bytes, at most `MOST_PIECE_BYTES`. */
  sendBytes(channel: ByteChannel, bytes: Uint8Array): boolean;
  /** Bytes handed over on that channel that have not left. */
  buffered(channel: ByteChannel): number;
  setVideo(track: MediaStreamTrack | null): void;
  setAudio(track: MediaStreamTrack | null): void;
  /** Other STUN and TURN servers from the next restart on. */
  configure(iceServers: readonly IceServer[]): void;
  /** Looks for a new path between the two with the same keys; false where that cannot be done. */
  restart(): boolean;
  reading(): Promise<LinkReading>;
  /** Closes once what was sent last has had time to leave, in 50 ms; media stop before. */
  close(): void;
};

/** What a side has to send; the same objects for all its links. */
export type Media = { video: MediaStreamTrack | null; audio: MediaStreamTrack | null };

/** Opens links straight from party to party; one for each session, so that all its links share a certificate. */
export type DirectLinks = {
  /** Resolves when links can be opened. */
  ready(): Promise<void>;
  open(side: Side, iceServers: readonly IceServer[], media: Media, events: LinkEvents): Link;
};
