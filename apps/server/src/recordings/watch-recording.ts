import { randomUUID } from "node:crypto";
import { may, type PersonScope } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import { recordingEvent, type RecordingCard, type RecordingViewing } from "@beckon/protocol/recordings.ts";
import { writeAudit } from "../people/audit.ts";
import type { Database, Queryable } from "../store/database.ts";
import { recordingsOf } from "../store/scope.ts";
import type { HouseKey } from "../store/house-key.ts";
import { aboutEvent, aboutPiece, extentOf, recordingCardOf, unwrapKey, type RecordingRow } from "./recording-row.ts";
import { isWhole } from "./recording-extent.ts";
import { NotAuthentic, openBytes } from "../store/sealed-bytes.ts";

/** What watching recordings needs of the house. */
export type WatchParts = { readonly db: Database; readonly key: () => Promise<HouseKey> };

/** How long one viewing may go on. */
const VIEWING_MS = 12 * 60 * 60_000;

/** A case's recordings that this person may watch, newest first; none where there is no such case [R21, X1]. */
export async function listRecordings(
  { db }: WatchParts,
  person: PersonScope,
  caseId: string,
  now: number,
): Promise<Outcome<{ recordings: RecordingCard[] }>> {
  const rows = await seen(db, person)
    .where("recordings.case_id", "=", caseId)
    .orderBy("recordings.started_at", "desc")
    .execute();
  return done({ recordings: rows.map((row) => cardOf(row, person, now)) });
}

/** Opens a recording for this person, and says so in the audit log in the same transaction [R21]. */
export async function viewRecording(
  { db, key }: WatchParts,
  person: PersonScope,
  recordingId: string,
  now: number,
): Promise<Outcome<RecordingViewing>> {
  const current = await key();
  return await db.transaction().execute(async (trx): Promise<Outcome<RecordingViewing>> => {
    const row = await seen(trx, person)
      .select("cases.code")
      .where("recordings.id", "=", recordingId)
      .forShare("recordings")
      .executeTakeFirst();
    if (row === undefined) return refused({ reason: "notFound" });
    if (row.key_id !== current.id) return refused({ reason: "otherKey" });
    const opened = await openRecording(trx, row, current);
    if (opened === undefined) return refused({ reason: "damaged" });
    const viewingId = randomUUID();
    await trx.deleteFrom("recording_viewings").where("ends_at", "<=", now).execute();
    await trx
      .insertInto("recording_viewings")
      .values({ id: viewingId, recording_id: row.id, person_id: person.personId, ends_at: now + VIEWING_MS })
      .execute();
    const details = { madeBy: row.person_id, startedAt: new Date(row.started_at).toISOString() };
    await writeAudit(trx, person, { act: "recording/viewed", subject: row.code, details }, now);
    const recording = cardOf(row, person, now);
    return done({ viewingId, caseId: row.case_id, code: row.code, recording, media: row.media, ...opened });
  });
}

/** One piece of a recording, decrypted, for whoever opened that viewing and may still watch it. */
export async function readPiece(
  { db, key }: WatchParts,
  person: PersonScope,
  { viewingId, place }: { viewingId: string; place: number },
  now: number,
): Promise<Outcome<Buffer>> {
  const row = await seen(db, person)
    .innerJoin("recording_viewings", "recording_viewings.recording_id", "recordings.id")
    .where("recording_viewings.id", "=", viewingId)
    .where("recording_viewings.person_id", "=", person.personId)
    .where("recording_viewings.ends_at", ">", now)
    .executeTakeFirst();
  const piece =
    row &&
    (await db
      .selectFrom("recording_pieces")
      .selectAll()
      .where("recording_id", "=", row.id)
      .where("place", "=", place)
      .executeTakeFirst());
  if (row === undefined || piece === undefined) return refused({ reason: "notFound" });
  const current = await key();
  if (row.key_id !== current.id) return refused({ reason: "otherKey" });
  try {
    const about = aboutPiece(row.id, place, piece.at_ms, piece.until_ms);
    return done(openBytes(unwrapKey(current, row), piece.sealed, about));
  } catch (error) {
    if (error instanceof NotAuthentic) return refused({ reason: "damaged" });
    throw error;
  }
}

function seen(db: Queryable, person: PersonScope) {
  return recordingsOf(db, person)
    .selectAll("recordings")
    .select(["visible.access as access", "companies.recordings_days as policy_days"]);
}

type Seen = RecordingRow & { access: string; policy_days: number };

function cardOf(row: Seen, person: PersonScope, now: number): RecordingCard {
  const mayDelete = row.access === "write" && may(person.role, "recording/delete");
  return recordingCardOf(row, row.policy_days, mayDelete, now);
}

/** The list of pieces and the events, or undefined when anything of it is not as it was sealed. */
async function openRecording(
  trx: Queryable,
  row: RecordingRow,
  key: HouseKey,
): Promise<Pick<RecordingViewing, "pieces" | "events"> | undefined> {
  const pieces = await trx
    .selectFrom("recording_pieces")
    .select(["place", "at_ms as at", "until_ms as until", "bytes"])
    .where("recording_id", "=", row.id)
    .orderBy("place")
    .execute();
  const events = await trx
    .selectFrom("recording_events")
    .select(["place", "sealed"])
    .where("recording_id", "=", row.id)
    .orderBy("place")
    .execute();
  try {
    const own = unwrapKey(key, row);
    const bytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0);
    const isComplete =
      isWhole(own, extentOf(row), row.seal) &&
      pieces.length === row.pieces &&
      events.length === row.events &&
      bytes === row.bytes;
    if (!isComplete) return undefined;
    return {
      pieces: pieces.map(({ at, until, bytes: size }) => ({ at, until, bytes: size })),
      events: events.map(({ place, sealed }) =>
        recordingEvent.parse(JSON.parse(openBytes(own, sealed, aboutEvent(row.id, place)).toString())),
      ),
    };
  } catch (error) {
    if (error instanceof NotAuthentic) return undefined;
    throw error;
  }
}
