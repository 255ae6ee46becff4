import * as z from "zod/mini";
import { id, instant, line, prose } from "./words.ts";

/**
 * What the two sides of a session say to each other over their own encrypted channel; the server never sees it [R2].
 * Each side parses what the other sends and drops what does not fit. Positions are fractions of the picture, 0 to 1.
 */

const count = z.number().check(z.int(), z.nonnegative());
const fraction = z.number().check(z.gte(0), z.lte(1));
export const point = z.tuple([fraction, fraction]);

/** What the expert may do; each is the customer's to give and take back at any time [R4]. */
export const PRIVILEGES = ["see", "point"] as const;
export const privilege = z.enum(PRIVILEGES);
/** What a shared picture is of, as the browser tells it. */
export const surface = z.enum(["monitor", "window", "browser", "unknown"]);
export const chatLine = z.object({ id, at: instant, from: z.enum(["customer", "expert"]), text: prose(4000, 1) });

export const peerMessage = z.discriminatedUnion("type", [
  /** First message on a channel that has opened, and the answer to it (`heard`): before it, what is sent may be lost. */
  z.object({ type: z.literal("session/hello"), heard: z.boolean() }),
  /** Every second: a browser takes up to 8 s to notice a cut line, silence is noticed in 4 [C9]. */
  z.object({ type: z.literal("session/beat") }),
  /** The four words' commitment, nonce and opening: neither side, nor anybody between, can steer the words [R3]. */
  z.object({ type: z.literal("words/commit"), hash: z.string().check(z.regex(/^[\w-]{43}$/)) }),
  z.object({ type: z.literal("words/nonce"), nonce: z.string().check(z.regex(/^[\w-]{22}$/)) }),
  z.object({ type: z.literal("words/open"), nonce: z.string().check(z.regex(/^[\w-]{22}$/)) }),
  z.object({ type: z.literal("chat/line"), line: chatLine }),
  /** After a reconnect: the lines the sender has, so that both hold the same. */
  z.object({ type: z.literal("chat/history"), lines: z.array(chatLine).check(z.maxLength(500)) }),
  /** Customer to expert: what is granted now, whole. */
  z.object({ type: z.literal("privilege/granted"), privileges: z.array(privilege).check(z.maxLength(10)) }),
  /** Expert to customer: please grant this. */
  z.object({ type: z.literal("privilege/ask"), privilege }),
  /** Customer to expert: what the picture shows now; null when nothing is shared. */
  z.object({
    type: z.literal("picture/shows"),
    surface: z.nullable(surface),
  }),
  /** `n` counts up: moves travel unordered, and one older than the last move or hide is dropped. */
  z.object({ type: z.literal("pointer/move"), n: count, at: point }),
  z.object({ type: z.literal("pointer/hide"), n: count }),
  /** A piece of a line being drawn; pieces with one `stroke` id join. `colour` is `#rrggbb`. */
  z.object({
    type: z.literal("pen/draw"),
    stroke: id,
    colour: z.string().check(z.regex(/^#[0-9a-f]{6}$/i)),
    points: z.array(point).check(z.minLength(1), z.maxLength(200)),
  }),
  z.object({ type: z.literal("pen/clear") }),
  /** Whether the sender's microphone is on. */
  z.object({ type: z.literal("voice/speaks"), on: z.boolean() }),
  /** The sender ends the session now; what follows on this connection is ignored. */
  z.object({ type: z.literal("session/bye") }),
]);

/**
 * Signalling between the sides: the body of `session/signal`. `session` keeps attempts apart, `generation` the peer
 * connections of one session: the customer counts it up, at least to the time in ms, and what belongs to an older one is ignored.
 */
export const signalBody = z.object({
  session: id,
  generation: count,
  description: z.optional(
    z.object({ type: z.enum(["offer", "answer", "rollback"]), sdp: z.string().check(z.maxLength(60_000)) }),
  ),
  candidate: z.optional(
    z.nullable(
      z.object({
        candidate: z.string().check(z.maxLength(1000)),
        sdpMid: z.nullable(line(100)),
        sdpMLineIndex: z.nullable(z.number()),
        usernameFragment: z.optional(z.nullable(line(256))),
      }),
    ),
  ),
  /** Expert to customer: please make a new connection, its `generation` above this one's (after a reload or a loss). */
  ready: z.optional(z.boolean()),
  /** The sender ended the session; said here too because the channel between the sides may be down. */
  bye: z.optional(z.boolean()),
});

export type PeerMessage = z.infer<typeof peerMessage>;
export type SignalBody = z.infer<typeof signalBody>;
export type Privilege = z.infer<typeof privilege>;
export type ChatLine = z.infer<typeof chatLine>;
export type Surface = z.infer<typeof surface>;
