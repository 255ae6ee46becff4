import { sql, type Insertable } from "kysely";
import type { Actor, Case, CaseChange, CaseEvent } from "@beckon/domain/case.ts";
import { countChange } from "@beckon/domain/case-figures.ts";
import { stayChanges } from "@beckon/domain/stays.ts";
import type { Queryable } from "./database.ts";
import type { ReportTables } from "./report-tables.ts";

/** What reports count of a case that was just made [F1]. */
export function figuresRow(made: Case, events: readonly CaseEvent[]): Insertable<ReportTables["case_figures"]> {
  return {
    ...standing(made),
    case_id: made.id,
    company_id: made.companyId,
    came_at: made.createdAt,
    met_at: null,
    waited_ms: null,
    message_left: countChange(made, made, events, made.createdAt).messageLeft ?? false,
  };
}

/** Keeps what reports are made of, in the transaction that changes the case: its stays [W17] and figures [F1]. */
export async function keepReports(
  tx: Queryable,
  before: Case,
  after: Case,
  { events, actor, at }: { events: readonly CaseChange[]; actor: Actor; at: number },
): Promise<void> {
  await keepStays(tx, before, after, at);
  await keepNotes(tx, after, events, actor);
  await keepFigures(tx, before, after, events, at);
}

/** Takes out of a case's records what people wrote, and what the customer came with [K4]. */
export async function eraseReports(tx: Queryable, caseId: string): Promise<void> {
  const nothing = { notes: "", session_note: "", device_id: null };
  await tx.updateTable("connections").set(nothing).where("case_id", "=", caseId).execute();
}

async function keepStays(tx: Queryable, before: Case, after: Case, at: number): Promise<void> {
  const { ended, begun } = stayChanges(before, after);
  if (ended.length > 0) {
    const gone = ended.map(({ personId }) => personId);
    await tx
      .updateTable("connections")
      .set({ ended_at: at })
      .where("case_id", "=", after.id)
      .where("person_id", "in", gone)
      .where("ended_at", "is", null)
      .execute();
  }
  if (before.groupId !== after.groupId)
    await tx.updateTable("connections").set({ group_id: after.groupId }).where("case_id", "=", after.id).execute();
  if (begun.length === 0) return;
  const deviceId = sql<string | null>`(SELECT devices.id FROM devices
    JOIN cases ON cases.company_id = devices.company_id AND cases.device_hash = devices.device_hash WHERE cases.id = ${after.id})`;
  const stay = { company_id: after.companyId, case_id: after.id, group_id: after.groupId, device_id: deviceId };
  await tx
    .insertInto("connections")
    .values(begun.map(({ personId }) => ({ ...stay, person_id: personId, started_at: at })))
    .execute();
}

/** What somebody writes for the team belongs to the stay they had last. */
async function keepNotes(tx: Queryable, after: Case, events: readonly CaseChange[], actor: Actor): Promise<void> {
  if (actor.kind !== "person") return;
  const text = events.flatMap((event) => (event.is === "noted" && event.text !== "" ? [event.text] : [])).join("\n");
  if (text === "") return;
  await tx
    .updateTable("connections")
    .set({ session_note: sql`concat_ws(E'\\n', nullif(session_note, ''), ${text}::text)` })
    .where("id", "=", (eb) =>
      eb
        .selectFrom("connections as own")
        .select("own.id")
        .where("own.case_id", "=", after.id)
        .where("own.person_id", "=", actor.personId)
        .orderBy("own.started_at", "desc")
        .limit(1),
    )
    .execute();
}

async function keepFigures(
  tx: Queryable,
  before: Case,
  after: Case,
  events: readonly CaseChange[],
  at: number,
): Promise<void> {
  const { metAt, waitedMs, handledMs, messageLeft } = countChange(before, after, events, at);
  const is = standing(after);
  const isNew = JSON.stringify(is) !== JSON.stringify(standing(before));
  if (!isNew && waitedMs === null && handledMs === 0 && messageLeft === null) return;
  await tx
    .updateTable("case_figures")
    .set((eb) => ({
      ...is,
      // What happened first is what counts, also when a case is opened again.
      met_at: eb.fn.coalesce("met_at", eb.val(metAt)),
      waited_ms: eb.fn.coalesce("waited_ms", eb.val(waitedMs)),
      handled_ms: eb("handled_ms", "+", handledMs),
      ...(messageLeft === null ? {} : { message_left: messageLeft }),
    }))
    .where("case_id", "=", after.id)
    .execute();
}

/** What follows from the case as it is. */
function standing({ groupId, moduleId, assigneeId, customer, life, rating }: Case) {
  return {
    group_id: groupId,
    module_id: moduleId,
    person_id: assigneeId,
    customer_left: customer.is === "left",
    in_progress: life.state === "inProgress",
    stars: rating?.stars ?? null,
  };
}
