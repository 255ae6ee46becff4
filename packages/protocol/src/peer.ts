import * as z from "zod/mini";
import { id, instant, line, prose } from "./words.ts";

/**
 * What the two sides of a session say to each other over their own encrypted channel; the server never sees it [R2].
 * Each side parses what the other sends and drops what does not fit. Positions are fractions of the picture, 0 to 1.
 */

const count = z.number().check(z.int(), z.nonnegative());
const fraction = z.number().check(z.gte(0), z.lte(1));
export const point = z.tuple([fraction, fraction]);

/**
 * What the expert may do; each is the customer's to give and take back at any time [R4]. A browser offers the first two
 * and `record`; the desktop module offers all that its system can do. `record`: the expert's browser may keep the picture.
 */
export const PRIVILEGES = ["see", "point", "control", "clipboard", "files", "restart", "record"] as const;
export const privilege = z.enum(PRIVILEGES);
/** What a shared picture is of, as the browser tells it. */
export const surface = z.enum(["monitor", "window", "browser", "unknown"]);
/** What the customer's side runs in. */
export const hostKind = z.enum(["browser", "linux", "windows", "macos"]);
/** A rectangle of the customer's desktop, in its own pixels, counted from the top left of all monitors. */
export const monitor = z.object({
  id: count,
  name: line(100),
  x: z.number().check(z.int(), z.gte(-1e6), z.lte(1e6)),
  y: z.number().check(z.int(), z.gte(-1e6), z.lte(1e6)),
  width: z.number().check(z.int(), z.nonnegative(), z.lte(1e6)),
  height: z.number().check(z.int(), z.nonnegative(), z.lte(1e6)),
  /** Pixels of the monitor for one of what programs draw: 2 on a high-density one. */
  scale: z.number().check(z.positive(), z.lte(100)),
  primary: z.boolean(),
});
/** `automatic` weighs the line; `sharp` never codes with loss; `smooth` prefers frames; `saveData` sends the fewest bits. */
export const QUALITIES = ["automatic", "sharp", "smooth", "saveData"] as const;
export const quality = z.enum(QUALITIES);
/** Why a desktop cannot be shown just now. */
export const screenTrouble = z.enum(["locked", "notPermitted", "noScreen"]);
/** What travels besides messages: a file, or what was copied. */
export const transferOf = z.discriminatedUnion("is", [
  z.object({ is: z.literal("file"), name: line(255, 1) }),
  z.object({ is: z.literal("clipboard"), media: z.enum(["text/plain", "image/png"]) }),
]);
export const transferRefusal = z.enum(["notAllowed", "tooLarge", "noSpace", "declined", "changed", "failed"]);
/** Facts of the customer's computer. Sizes are bytes, times seconds; `load` is the share of all cores, 0 to 1. */
export const systemFacts = z.object({
  at: instant,
  system: line(200),
  computer: line(200),
  user: line(200),
  processor: line(200),
  cores: count,
  load: z.nullable(z.number()),
  memory: z.object({ total: count, free: count }),
  uptimeSeconds: count,
  disks: z.array(z.object({ name: line(200), total: count, free: count })).check(z.maxLength(50)),
  network: z
    .array(z.object({ name: line(100), addresses: z.array(line(60)).check(z.maxLength(20)) }))
    .check(z.maxLength(50)),
  processes: z
    .array(z.object({ pid: count, name: line(200), load: z.nullable(z.number()), memory: count }))
    .check(z.maxLength(50)),
});
/** Who takes part beside the customer [R9]. */
export const personThere = z.object({
  session: id,
  name: line(100),
  part: z.enum(["expert", "colleague"]),
  may: z.array(privilege).check(z.maxLength(10)),
});
export const chatLine = z.object({ id, at: instant, from: z.enum(["customer", "expert"]), text: prose(4000, 1) });

const notches = z.number().check(z.gte(-100), z.lte(100));
/** `notOffered`: this system has no way; `declined`: somebody said no; `comingBack`: it restarts and returns by itself. */
export const systemOutcome = z.enum(["done", "comingBack", "notOffered", "declined", "failed"]);

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
  /** Customer to expert, on a new connection and when it changes: what this side is, and what it can grant at all. */
  z.object({ type: z.literal("host/is"), kind: hostKind, offers: z.array(privilege).check(z.maxLength(10)) }),
  /** Customer to every expert: who is there, whole [R9]. */
  z.object({ type: z.literal("people/there"), people: z.array(personThere).check(z.maxLength(20)) }),
  /** Customer to expert: the monitors, whole, and which is shown (null: all of them, side by side as they stand). */
  z.object({
    type: z.literal("screen/monitors"),
    monitors: z.array(monitor).check(z.maxLength(32)),
    shown: z.nullable(count),
  }),
  z.object({ type: z.literal("screen/trouble"), trouble: z.nullable(screenTrouble) }),
  /** Expert to customer: show this monitor, or all for null. */
  z.object({ type: z.literal("screen/show"), monitor: z.nullable(count) }),
  z.object({ type: z.literal("screen/quality"), quality }),
  /**
   * Expert to customer, with the privilege `control`: applied in the order they come, which the channel keeps [R6].
   * `button` as in a browser's MouseEvent; wheel steps are notches, right and down positive.
   */
  z.object({ type: z.literal("input/move"), at: point }),
  z.object({
    type: z.literal("input/button"),
    at: point,
    button: z.number().check(z.int(), z.gte(0), z.lte(4)),
    down: z.boolean(),
  }),
  z.object({ type: z.literal("input/wheel"), at: point, dx: notches, dy: notches }),
  /** A key by its place (`code`) and meaning (`key`), as in a browser's KeyboardEvent. */
  z.object({ type: z.literal("input/key"), key: line(40, 1), code: line(40), down: z.boolean() }),
  /** Text by its meaning, whatever keyboard either side has. */
  z.object({ type: z.literal("input/text"), text: z.string().check(z.minLength(1), z.maxLength(2000)) }),
  /** Everything held is let go: the expert's window lost the focus. */
  z.object({ type: z.literal("input/release") }),
  /**
   * Files and what was copied, either way [R7]: the bytes travel on the channel for bulk, from the byte the receiver
   * names (more than 0: it goes on after a drop). `received` is said often: it bounds what is in flight.
   */
  z.object({ type: z.literal("transfer/offer"), id, what: transferOf, size: count }),
  z.object({ type: z.literal("transfer/accept"), id, from: count }),
  z.object({ type: z.literal("transfer/refuse"), id, because: transferRefusal }),
  z.object({ type: z.literal("transfer/received"), id, bytes: count }),
  z.object({ type: z.literal("transfer/pause"), id, paused: z.boolean() }),
  z.object({ type: z.literal("transfer/cancel"), id }),
  /** The sender has sent all; `sha256` in hex, compared by the receiver, who answers `checked`. */
  z.object({ type: z.literal("transfer/end"), id, sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
  z.object({ type: z.literal("transfer/checked"), id, whole: z.boolean() }),
  /** Expert to customer: please send me a file. */
  z.object({ type: z.literal("file/ask") }),
  z.object({ type: z.literal("system/ask") }),
  z.object({ type: z.literal("system/facts"), facts: systemFacts }),
  /** Expert to customer, with the privilege `restart`: restart the computer and come back into this case. */
  z.object({ type: z.literal("system/restart") }),
  z.object({ type: z.literal("system/elevate") }),
  /** Customer to expert: what came of restarting or elevating. */
  z.object({ type: z.literal("system/answer"), to: z.enum(["restart", "elevate"]), outcome: systemOutcome }),
  /** Expert to customer: whether this side keeps a recording just now; only with the privilege `record`. */
  z.object({ type: z.literal("recording/is"), on: z.boolean() }),
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
  /** The sender's public key of this session (ECDSA P-256, raw, base64url): what the four words are made of [R3]. */
  identity: z.optional(z.string().check(z.regex(/^[\w-]{87}$/))),
  /** By that key: over session, generation, the sender's side and the DTLS fingerprint or `relay` key it uses here. */
  proof: z.optional(z.string().check(z.regex(/^[\w-]{86}$/))),
  /** The sender's key (X25519, raw, base64url) for this generation, which runs through the server's own port. */
  relay: z.optional(z.string().check(z.regex(/^[\w-]{43}$/))),
  /** Expert to customer: please make a new connection, its `generation` above this one's (after a reload or a loss). */
  ready: z.optional(z.boolean()),
  /** The sender ended the session; said here too because the channel between the sides may be down. */
  bye: z.optional(z.boolean()),
});

export type PeerMessage = z.infer<typeof peerMessage>;
export type SignalBody = z.infer<typeof signalBody>;
export type Privilege = z.infer<typeof privilege>;
export type ChatLine = z.infer<typeof chatLine>;
export type HostKind = z.infer<typeof hostKind>;
export type Monitor = z.infer<typeof monitor>;
export type Quality = z.infer<typeof quality>;
export type ScreenTrouble = z.infer<typeof screenTrouble>;
export type TransferOf = z.infer<typeof transferOf>;
export type TransferRefusal = z.infer<typeof transferRefusal>;
export type SystemFacts = z.infer<typeof systemFacts>;
export type SystemOutcome = z.infer<typeof systemOutcome>;
export type PersonThere = z.infer<typeof personThere>;
export type Surface = z.infer<typeof surface>;
