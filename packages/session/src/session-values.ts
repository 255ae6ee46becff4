import type {
  ChatLine,
  HostKind,
  Monitor,
  PersonThere,
  Privilege,
  Quality,
  ScreenTrouble,
  Surface,
  SystemFacts,
  SystemOutcome,
  TransferOf,
  TransferRefusal,
} from "@beckon/protocol/peer.ts";

/** What a remote session tells its page: one value a name, always whole, so that a page only ever shows the latest. */

export type Side = "customer" | "expert";
/** A place in the picture: fractions of its width and height, 0 to 1, from the top left. */
export type Point = readonly [number, number];
/** One line drawn with the pen; `colour` is `#rrggbb`. */
export type Stroke = { readonly id: string; readonly colour: string; readonly points: readonly Point[] };

/** Why a session is over. `wordsMismatch`: the other side broke its commitment, so somebody may sit between [R3]. */
export type EndReason = "endedHere" | "endedThere" | "wordsMismatch";

export type SessionState =
  | { is: "connecting" }
  | { is: "connected" }
  /** `since`: when the connection was noticed to be gone, ms since 1970. The session keeps trying until it is ended. */
  | { is: "reconnecting"; since: number }
  | { is: "ended"; because: EndReason };

/**
 * The four words both people compare [R3]; undefined until the two sides have checked each other.
 * `changed`: these are not the words shown before (the other side reloaded its page): ask to compare again.
 */
export type FourWords = { words: readonly string[] | undefined; changed: boolean };

/** The customer's picture. Here at the customer: what is being shared; there at the expert: what arrives. Null: nothing. */
export type Picture = { stream: MediaStream | null; shows: Surface | null };

/** `mine`, `theirs`: whose microphone is on. `stream`: the other side's voice, to be played, while theirs is on. */
export type Voice = { mine: boolean; theirs: boolean; stream: MediaStream | null };

/** How the connection does, each null while unknown. `path`: straight to the other side, or through a TURN relay, or through the
 * server's own port (still end-to-end encrypted, with the same words). */
export type SessionStats = {
  path: "direct" | "relayed" | "server" | null;
  rttMs: number | null;
  /** Of all that travels in both directions, measured over the last second. */
  bitsPerSecond: number | null;
  /** Share of packets lost within the last minute, 0 to 1: of the picture's where it is a video, else of the connection's own checks. */
  lossShare: number | null;
  /** Of the picture: as sent at the customer, as received at the expert. */
  framesPerSecond: number | null;
  width: number | null;
  height: number | null;
};

/** What the customer's side is, and what it can grant at all. */
export type Host = { kind: HostKind; offers: readonly Privilege[] };

/** The desktop as the module shows it. `shown`: the id of the monitor that is seen; null: all of them. */
export type Desktop = {
  monitors: readonly Monitor[];
  shown: number | null;
  quality: Quality;
  trouble: ScreenTrouble | null;
};

/** A file, or what was copied, on its way. `bytes`: how far it is, as its receiver counts. */
export type Transfer = {
  readonly id: string;
  readonly direction: "sent" | "received";
  readonly what: TransferOf;
  readonly size: number;
  readonly bytes: number;
  /** `offered`: waits for its receiver. `stalled`: waits for a connection; it goes on by itself. */
  readonly state: "offered" | "running" | "paused" | "stalled" | "done" | "refused" | "cancelled" | "damaged";
  readonly because: TransferRefusal | null;
};

/** What became of a request to restart or to elevate. */
export type SystemAnswer = { to: "restart" | "elevate"; outcome: SystemOutcome };

/** All values of a session by name. */
export type SessionValues = {
  state: SessionState;
  words: FourWords;
  picture: Picture;
  /** All lines so far, oldest first. */
  chat: readonly ChatLine[];
  /** Where the expert points; null: nowhere. */
  pointer: Point | null;
  /** What the expert has drawn and nobody has cleared. */
  pen: readonly Stroke[];
  /** What the expert may do now [R4]. */
  privileges: readonly Privilege[];
  /** At the customer: what the expert last asked for and has not got; null: nothing. */
  privilegeAsked: Privilege | null;
  voice: Voice;
  /** At the expert, once known. */
  host: Host | null;
  /** With the desktop module on the customer's side; null with a browser. */
  desktop: Desktop | null;
  /** Newest last; the last 50 that are over stay. */
  transfers: readonly Transfer[];
  /** At the customer: the expert asks for a file. Set to false by `sendFile` and `declineFile`. */
  fileAsked: boolean;
  /** At the expert: the facts last sent. */
  system: SystemFacts | null;
  systemAnswer: SystemAnswer | null;
  /** Who is there beside the customer [R9]. */
  people: readonly PersonThere[];
  /** Whether the expert's side keeps a recording just now. */
  recording: boolean;
  /** Every second while connected, null otherwise. */
  stats: SessionStats | null;
};
