import type { ChatLine, Privilege, Surface } from "@beckon/protocol/peer.ts";

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

/** How the connection does, each null while unknown. `path`: straight to the other side, or through a TURN relay. */
export type SessionStats = {
  path: "direct" | "relayed" | null;
  rttMs: number | null;
  /** Of all that travels in both directions, measured over the last second. */
  bitsPerSecond: number | null;
  /** Of the picture: as sent at the customer, as received at the expert. */
  framesPerSecond: number | null;
  width: number | null;
  height: number | null;
};

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
  /** Every second while connected, null otherwise. */
  stats: SessionStats | null;
};
