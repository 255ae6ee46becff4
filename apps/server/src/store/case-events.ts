import type { Actor, Case, CaseChange, CaseEvent } from "@beckon/domain/case.ts";
import { born, evolve } from "@beckon/domain/case.ts";
import { loggedOf } from "@beckon/domain/case-log.ts";
import type { Queryable } from "./database.ts";

/** What the log of events keeps of a new case, with what happened to it at once. */
export function eventsOfNew(
  created: Extract<CaseEvent, { is: "created" }>,
  more: readonly CaseChange[],
  actor: Actor,
  at: number,
) {
  const first = born(created);
  return [...rowsOf(created, undefined, first, actor, at), ...eventsOf(first, more, actor, at)];
}

/** What it keeps of what happened to a case; written with it in one transaction [W13]. */
export function eventsOf(before: Case, events: readonly CaseChange[], actor: Actor, at: number) {
  let current = before;
  return events.flatMap((event) => {
    const after = evolve(current, event, actor, at);
    const rows = rowsOf(event, current, after, actor, at);
    current = after;
    return rows;
  });
}

function rowsOf(event: CaseEvent, before: Case | undefined, after: Case, actor: Actor, at: number) {
  return loggedOf(event, before, after).map((logged) => ({
    company_id: after.companyId,
    case_id: after.id,
    at,
    kind: logged.kind,
    actor: JSON.stringify(actor),
    before: JSON.stringify(logged.before),
    snapshot: JSON.stringify(after),
  }));
}

/** Takes everything personal out of what the log keeps of a case, and out of what was answered to it [K4]. */
export async function eraseEvents(tx: Queryable, caseId: string, by: Actor, now: number): Promise<void> {
  const rows = await tx.selectFrom("case_events").select(["id", "snapshot"]).where("case_id", "=", caseId).execute();
  for (const { id, snapshot } of rows) {
    const { version } = snapshot;
    await tx
      .updateTable("case_events")
      .set({ snapshot: JSON.stringify({ ...evolve(snapshot, { is: "erased" }, by, now), version }) })
      .where("case_id", "=", caseId)
      .where("id", "=", id)
      .execute();
  }
  await tx.updateTable("webhook_deliveries").set({ answer: "" }).where("case_id", "=", caseId).execute();
}
