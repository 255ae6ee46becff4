import { sql } from "kysely";
import { may, type PersonScope } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import { writeAudit } from "../people/audit.ts";
import type { Database } from "../store/database.ts";
import { recordingsOf } from "../store/scope.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Recordings are large: a few a transaction. */
const AT_ONCE = 20;

/** Deletes a recording by hand; the audit log says who did [R20]. */
export async function deleteRecording(
  db: Database,
  person: PersonScope,
  recordingId: string,
  now: number,
): Promise<Outcome<Record<string, never>>> {
  return await db.transaction().execute(async (trx): Promise<Outcome<Record<string, never>>> => {
    const row = await recordingsOf(trx, person)
      .select(["recordings.id", "cases.code", "visible.access as access", "person_id", "started_at"])
      .where("recordings.id", "=", recordingId)
      .forUpdate("recordings")
      .executeTakeFirst();
    if (row === undefined) return refused({ reason: "notFound" });
    if (row.access !== "write" || !may(person.role, "recording/delete")) return refused({ reason: "notAllowed" });
    await trx.deleteFrom("recordings").where("id", "=", recordingId).execute();
    const details = { madeBy: row.person_id, startedAt: new Date(row.started_at).toISOString() };
    await writeAudit(trx, person, { act: "recording/deleted", subject: row.code, details }, now);
    return done({});
  });
}

/** Deletes the recordings whose time is over, each once however many servers do this; returns how many it deleted [R20, C14]. */
export async function deleteOldRecordings(db: Database, now: number): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const due = await trx
      .selectFrom("recordings")
      .innerJoin("companies", "companies.id", "recordings.company_id")
      .innerJoin("cases", "cases.id", "recordings.case_id")
      .select(["recordings.id", "recordings.company_id", "person_id", "started_at", "cases.code"])
      .where(sql<boolean>`started_at + least(days, recordings_days) * ${sql.lit(DAY_MS)}::bigint <= ${now}`)
      .orderBy("started_at")
      .limit(AT_ONCE)
      .forUpdate("recordings")
      .skipLocked()
      .execute();
    for (const row of due) {
      await trx.deleteFrom("recordings").where("id", "=", row.id).execute();
      const details = { madeBy: row.person_id, startedAt: new Date(row.started_at).toISOString() };
      const actor = { kind: "house", companyId: row.company_id } as const;
      await writeAudit(trx, actor, { act: "recording/deleted", subject: row.code, details }, now);
    }
    return due.length;
  });
}
