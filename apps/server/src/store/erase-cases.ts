import type { Asker, Case } from "@beckon/domain/case.ts";
import { actorOf, evolve } from "@beckon/domain/case.ts";
import { decide } from "@beckon/domain/decide.ts";
import { withoutPersonalData } from "@beckon/domain/erase.ts";
import { done, type Outcome } from "@beckon/domain/refusal.ts";
import { eraseReports } from "./case-reports.ts";
import { caseOf, changingColumns } from "./case-rows.ts";
import { eraseEvents } from "./case-events.ts";
import type { Queryable } from "./database.ts";

/**
 * Takes everything personal out of all cases of a contact, whose rows it locks, with their recordings and attachments [K4]. What is left says that
 * there was a case, when, and what became of it. Refused, and nothing changed by the caller's transaction, while one of them is open.
 */
export async function eraseCases(tx: Queryable, contactId: string, by: Asker, now: number): Promise<Outcome<Case[]>> {
  const rows = await tx
    .selectFrom("cases")
    .selectAll()
    .where("contact_id", "=", contactId)
    .orderBy("id")
    .forUpdate()
    .execute();
  const erased: Case[] = [];
  for (const row of rows) {
    const before = caseOf(row);
    const outcome = decide(before, { do: "erase" }, by, now);
    if (!outcome.ok) return outcome;
    const after = outcome.value.reduce((current, event) => evolve(current, event, actorOf(by), now), before);
    const nobodys = { contact_id: null, device_hash: null, secret_hash: null };
    await tx
      .updateTable("cases")
      .set({ ...changingColumns(after), ...nobodys })
      .where("id", "=", after.id)
      .execute();
    await eraseHistory(tx, after.id);
    await eraseEvents(tx, after.id, actorOf(by), now);
    const actor = JSON.stringify(actorOf(by));
    await tx
      .insertInto("case_history")
      .values(
        outcome.value.map((event, index) => ({
          case_id: after.id,
          seq: before.version + 1 + index,
          at: now,
          actor,
          event: JSON.stringify(event),
          request_id: null,
        })),
      )
      .execute();
    await eraseReports(tx, after.id);
    await tx.deleteFrom("recordings").where("case_id", "=", after.id).execute();
    await tx.deleteFrom("attachments").where("case_id", "=", after.id).execute();
    await tx.deleteFrom("moves").where("case_id", "=", after.id).execute();
    erased.push(after);
  }
  return done(erased);
}

async function eraseHistory(tx: Queryable, caseId: string): Promise<void> {
  const entries = await tx.selectFrom("case_history").select(["seq", "event"]).where("case_id", "=", caseId).execute();
  for (const { seq, event } of entries) {
    const kept = JSON.stringify(withoutPersonalData(event));
    if (kept === JSON.stringify(event)) continue;
    await tx
      .updateTable("case_history")
      .set({ event: kept })
      .where("case_id", "=", caseId)
      .where("seq", "=", seq)
      .execute();
  }
}
