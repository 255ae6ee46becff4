import { randomBytes } from "node:crypto";
import type { PersonScope } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { RecordingEvent } from "@beckon/protocol/recordings.ts";
import type { CaseStore } from "../desk/ports.ts";
import { writeAudit } from "../people/audit.ts";
import type { Database, Queryable } from "../store/database.ts";
import { recordingsOf } from "../store/scope.ts";
import type { Tries } from "../store/tries.ts";
import type { HouseKey } from "../store/house-key.ts";
import { aboutEvent, aboutPiece, extentOf, unwrapKey, wrapKey, type RecordingRow } from "./recording-row.ts";
import { sealExtent, type Extent } from "./recording-extent.ts";
import { sealBytes } from "../store/sealed-bytes.ts";
import { isSealedOtherwise, spaceTaken } from "../store/sealed-tables.ts";

/** What making recordings needs of the house. */
export type RecordingParts = {
  readonly db: Database;
  readonly store: Pick<CaseStore, "read">;
  readonly key: () => Promise<HouseKey>;
  readonly tries: Pick<Tries, "take">;
  /** Each company's, in bytes. */
  readonly space: number;
};

/** What there is of a recording: the next piece and event have these numbers. */
export type Kept = { pieces: number; events: number };

const BEGINNINGS = { name: "recording/begin", most: 60, windowMs: 60 * 60_000 };
/** A recording is at most this long, and comes at most this fast: about three times what the console records. */
const LONGEST_MS = 12 * 60 * 60_000;
const BYTES_AT_ONCE = 32_000_000;
const BYTES_A_SECOND = 1_000_000;
const MOST_EVENTS = 5_000;

/**
 * Begins a recording of the session in which this person is with the customer now. Again with the same id, it says how far
 * it is [C13].
 */
export async function beginRecording(
  parts: RecordingParts,
  person: PersonScope,
  caseId: string,
  { recordingId, media, days: told }: { recordingId: string; media: string; days: number },
  now: number,
): Promise<Outcome<Kept>> {
  const { db, store } = parts;
  const current = await store.read(person, caseId);
  if (current === undefined) return refused({ reason: "notFound" });
  const begun = async (from: Queryable) => {
    const own = recordingsOf(from, person).selectAll("recordings").where("recordings.id", "=", recordingId);
    const row = await own.executeTakeFirst();
    return row && (row.person_id === person.personId && row.case_id === caseId ? done(kept(row)) : notFound());
  };
  const before = await begun(db);
  if (before) return before;
  const { expert } = current;
  if (current.life.state !== "inProgress" || !("personId" in expert) || expert.personId !== person.personId)
    return refused({ reason: "notConnected" });
  const retryAfterSeconds = await parts.tries.take(BEGINNINGS, person.personId, now);
  if (retryAfterSeconds > 0) return refused({ reason: "tooManyTries", retryAfterSeconds });

  const key = await parts.key();
  return await db.transaction().execute(async (trx): Promise<Outcome<Kept>> => {
    const company = await trx
      .selectFrom("companies")
      .select(["recordings_keep", "recordings_days"])
      .where("id", "=", person.companyId)
      .forShare()
      .executeTakeFirstOrThrow();
    if (company.recordings_keep !== "server") return refused({ reason: "recordingsOff" });
    if (await isSealedOtherwise(trx, "recordings", key)) return refused({ reason: "otherKey" });
    if ((await spaceTaken(trx, "recordings", person.companyId)) >= parts.space) return refused({ reason: "noSpace" });
    const days = Math.min(told, company.recordings_days);
    const ownKey = randomBytes(32);
    const extent = { pieces: 0, events: 0, bytes: 0, durationMs: 0, endedAt: null, startedAt: now, id: recordingId };
    const { numInsertedOrUpdatedRows: made } = await trx
      .insertInto("recordings")
      .values({
        id: recordingId,
        company_id: person.companyId,
        case_id: caseId,
        person_id: person.personId,
        media,
        key_id: key.id,
        wrapped_key: wrapKey(key, ownKey, recordingId),
        started_at: now,
        touched_at: now,
        ended_at: null,
        days,
        duration_ms: 0,
        pieces: 0,
        events: 0,
        bytes: 0,
        seal: sealExtent(ownKey, extent),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    // Asked again over a new line while the old one's question was still being answered.
    if (made !== 1n) return (await begun(trx)) ?? notFound();
    await writeAudit(trx, person, { act: "recording/started", subject: current.code, details: { days } }, now);
    return done({ pieces: 0, events: 0 });
  });
}

/** Keeps the next piece; once this is answered, it survives everything [R22]. */
export async function keepPiece(
  parts: RecordingParts,
  person: PersonScope,
  recordingId: string,
  piece: { place: number; at: number | null; until: number; bytes: Uint8Array },
  now: number,
): Promise<Outcome<Kept>> {
  const { place, at, until, bytes } = piece;
  return await grow(parts, person, recordingId, now, async (trx, row, own) => {
    if (place !== row.pieces) return done(undefined);
    const total = row.bytes + bytes.length;
    if (until > LONGEST_MS || until < row.duration_ms) return refused({ reason: "noSpace" });
    const allowed = BYTES_AT_ONCE + ((now - row.started_at) / 1000) * BYTES_A_SECOND;
    if (total > allowed) {
      const retryAfterSeconds = Math.ceil((total - allowed) / BYTES_A_SECOND);
      return refused({ reason: "tooManyTries", retryAfterSeconds });
    }
    if ((await spaceTaken(trx, "recordings", person.companyId)) + bytes.length > parts.space)
      return refused({ reason: "noSpace" });
    const sealed = sealBytes(own, bytes, aboutPiece(recordingId, place, at, until));
    await trx
      .insertInto("recording_pieces")
      .values({ recording_id: recordingId, place, at_ms: at, until_ms: until, bytes: bytes.length, sealed })
      .execute();
    return done({ pieces: row.pieces + 1, bytes: total, durationMs: until });
  });
}

/** Keeps events from number `from` on; those beyond the first 5,000 are left out. */
export async function keepEvents(
  parts: RecordingParts,
  person: PersonScope,
  recordingId: string,
  { from, events }: { from: number; events: readonly RecordingEvent[] },
  now: number,
): Promise<Outcome<Kept>> {
  return await grow(parts, person, recordingId, now, async (trx, row, own) => {
    const fresh = from > row.events ? [] : events.slice(row.events - from).slice(0, MOST_EVENTS - row.events);
    if (fresh.length === 0) return done(undefined);
    const values = fresh.map((event, index) => {
      const place = row.events + index;
      const sealed = sealBytes(own, Buffer.from(JSON.stringify(event)), aboutEvent(recordingId, place));
      return { recording_id: recordingId, place, sealed };
    });
    await trx.insertInto("recording_events").values(values).execute();
    return done({ events: row.events + fresh.length });
  });
}

/** Says that nothing more comes: the recording is whole. */
export async function endRecording(
  parts: RecordingParts,
  person: PersonScope,
  recordingId: string,
  now: number,
): Promise<Outcome<Record<string, never>>> {
  const ended = await grow(parts, person, recordingId, now, async (trx, row) => {
    const { code } = await trx
      .selectFrom("cases")
      .select("code")
      .where("id", "=", row.case_id)
      .executeTakeFirstOrThrow();
    const details = { seconds: Math.round(row.duration_ms / 1000) };
    await writeAudit(trx, person, { act: "recording/ended", subject: code, details }, now);
    return done({ endedAt: now });
  });
  return ended.ok ? done({}) : ended;
}

/** Locks a recording that this person is making, lets `add` to it, and seals how much there is then. */
async function grow(
  { db, key }: RecordingParts,
  person: PersonScope,
  recordingId: string,
  now: number,
  add: (trx: Queryable, row: RecordingRow, own: Buffer) => Promise<Outcome<Partial<Omit<Extent, "id">> | undefined>>,
): Promise<Outcome<Kept>> {
  const current = await key();
  return await db.transaction().execute(async (trx): Promise<Outcome<Kept>> => {
    const row = await recordingsOf(trx, person)
      .selectAll("recordings")
      .select("companies.recordings_keep as keep")
      .where("recordings.id", "=", recordingId)
      .where("recordings.person_id", "=", person.personId)
      .forUpdate("recordings")
      .executeTakeFirst();
    if (row === undefined) return notFound();
    // What comes again after the end was acknowledged before, or comes too late.
    if (row.ended_at !== null) return done(kept(row));
    if (row.keep !== "server") return refused({ reason: "recordingsOff" });
    if (row.key_id !== current.id) return refused({ reason: "otherKey" });
    const own = unwrapKey(current, row);
    const added = await add(trx, row, own);
    if (!added.ok) return added;
    if (added.value === undefined) return done(kept(row));
    const extent = { ...extentOf(row), ...added.value };
    await trx
      .updateTable("recordings")
      .set({
        pieces: extent.pieces,
        events: extent.events,
        bytes: extent.bytes,
        duration_ms: extent.durationMs,
        ended_at: extent.endedAt,
        touched_at: now,
        seal: sealExtent(own, extent),
      })
      .where("id", "=", recordingId)
      .execute();
    return done(kept(extent));
  });
}

function kept({ pieces, events }: Kept): Kept {
  return { pieces, events };
}

function notFound() {
  return refused({ reason: "notFound" });
}
