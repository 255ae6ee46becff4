import type { Selectable } from "kysely";
import { recordingKeptUntil, recordingStateAt } from "@beckon/domain/recording.ts";
import type { RecordingCard } from "@beckon/protocol/recordings.ts";
import type { Schema } from "../store/schema.ts";
import type { Extent } from "./recording-extent.ts";
import { openBytes, sealBytes } from "../store/sealed-bytes.ts";
import type { HouseKey } from "../store/house-key.ts";

/** A recording as it is kept. */
export type RecordingRow = Selectable<Schema["recordings"]>;

/** How much of a recording there is. */
export function extentOf(row: RecordingRow): Extent {
  return {
    id: row.id,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    durationMs: row.duration_ms,
    pieces: row.pieces,
    events: row.events,
    bytes: row.bytes,
  };
}

/** A recording as the console lists it. */
export function recordingCardOf(row: RecordingRow, policyDays: number, mayDelete: boolean, now: number): RecordingCard {
  return {
    id: row.id,
    personId: row.person_id,
    startedAt: row.started_at,
    durationMs: row.duration_ms,
    bytes: row.bytes,
    state: recordingStateAt({ endedAt: row.ended_at, touchedAt: row.touched_at }, now),
    keptUntil: recordingKeptUntil(row.started_at, row.days, policyDays),
    mayDelete,
  };
}

/** Wraps a recording's own key with the installation's. */
export function wrapKey(under: HouseKey, own: Buffer, recordingId: string): Buffer {
  return sealBytes(under.bytes, own, `key ${recordingId}`);
}

/** A recording's own key; throws `NotAuthentic` when the installation's key is not the one that wrapped it. */
export function unwrapKey(under: HouseKey, row: RecordingRow): Buffer {
  return openBytes(under.bytes, row.wrapped_key, `key ${row.id}`);
}

/** What a piece of the picture is, for its encryption: it opens at its own place only. */
export function aboutPiece(recordingId: string, place: number, at: number | null, until: number): string {
  return `picture ${recordingId} ${place} ${at ?? "-"} ${until}`;
}

/** What an event is, for its encryption. */
export function aboutEvent(recordingId: string, place: number): string {
  return `event ${recordingId} ${place}`;
}
