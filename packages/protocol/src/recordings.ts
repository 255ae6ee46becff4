import * as z from "zod/mini";
import { RECORDING_KEEPS, RECORDING_STATES } from "@beckon/domain/recording.ts";
import { privilege } from "./peer.ts";
import { id, instant, line } from "./words.ts";

/** Recordings of sessions as console and server speak of them [R19–R22]. Times within a recording are milliseconds from its start. */

/** The most bytes of one piece of a recording. */
export const RECORDING_PIECE_BYTES = 512 * 1024;
/** Where a viewing's pieces are read, as bytes. */
export const RECORDING_PIECE_PATH = "/api/console/viewings/:id/pieces/:place";

export const recordingPolicy = z.object({
  keep: z.enum(RECORDING_KEEPS),
  days: z.number().check(z.int(), z.gte(1), z.lte(3650)),
});

/** What a browser records; nothing that another browser would take for a page. */
export const recordingMedia = z.string().check(z.maxLength(60), z.regex(/^video\/webm(; ?codecs="?[\w.,]+"?)?$/));

const time = z.number().check(z.int(), z.nonnegative());

/** What happened while it was recorded. Of the chat it says when and who, not what. */
export const recordingEvent = z.object({
  at: time,
  what: z.discriminatedUnion("is", [
    z.object({ is: z.literal("granted"), privilege }),
    z.object({ is: z.literal("takenBack"), privilege }),
    z.object({ is: z.literal("file"), direction: z.enum(["sent", "received"]), name: line(255) }),
    z.object({ is: z.literal("chat"), from: z.enum(["customer", "expert"]) }),
    z.object({ is: z.literal("drew") }),
    z.object({ is: z.literal("reconnecting") }),
    z.object({ is: z.literal("reconnected") }),
    z.object({ is: z.literal("restarting") }),
  ]),
});

export const recordingCard = z.object({
  id,
  /** Who made it. */
  personId: id,
  startedAt: instant,
  durationMs: time,
  bytes: z.number(),
  state: z.enum(RECORDING_STATES),
  /** When the house deletes it. */
  keptUntil: instant,
  mayDelete: z.boolean(),
});

/** One viewing: all that is needed to play, save for the pieces' bytes. */
export const recordingViewing = z.object({
  viewingId: id,
  caseId: id,
  code: line(10),
  recording: recordingCard,
  media: recordingMedia,
  /** In order. `at`: the picture can be shown from here on, beginning at this time; null: this goes on with the piece before. */
  pieces: z.array(z.object({ at: z.nullable(time), until: time, bytes: z.number() })),
  events: z.array(recordingEvent),
});

export type RecordingEvent = z.infer<typeof recordingEvent>;
export type RecordingCard = z.infer<typeof recordingCard>;
export type RecordingViewing = z.infer<typeof recordingViewing>;
