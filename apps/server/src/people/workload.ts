import type { Body, CALLS } from "@beckon/protocol/calls.ts";
import type { Workload } from "@beckon/protocol/availability.ts";
import { DEFAULT_CAPACITY } from "@beckon/domain/availability.ts";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Announce } from "../desk/news.ts";
import { databaseNow } from "../store/database-now.ts";
import type { Database, Queryable } from "../store/database.ts";
import { peopleOf, type PersonScope } from "../store/scope.ts";
import { writeAudit } from "./audit.ts";
import { faultInHours, hoursInWords } from "./opening-hours.ts";

/** What the house goes by when it gives somebody cases, and all skills that anybody of the company has. */
export async function readWorkload(
  db: Queryable,
  scope: PersonScope,
  personId: string,
): Promise<Outcome<Workload & { knownSkills: string[] }>> {
  if (!may(scope.role, "people/see")) return refused({ reason: "notAllowed" });
  const kept = await workloadOf(db, scope, personId);
  if (kept === undefined) return refused({ reason: "notFound" });
  const known = await peopleOf(db, scope)
    .innerJoin("availability", "availability.person_id", "people.id")
    .select((eb) => eb.fn<string>("unnest", ["availability.skills"]).as("skill"))
    .distinct()
    .orderBy("skill")
    .execute();
  return done({ ...kept, knownSkills: known.map(({ skill }) => skill) });
}

/**
 * Changes what the house goes by, or how somebody stands: administrators and supervisors everybody's, everybody their own
 * hours [P7].
 */
export async function changeWorkload(
  db: Database,
  announce: Announce,
  scope: PersonScope,
  personId: string,
  change: Body<(typeof CALLS)["changeWorkload"]>,
  now: number,
): Promise<Outcome<Workload>> {
  const { status, capacity, skills, hours } = change;
  const onlyOwnHours = personId === scope.personId && [status, capacity, skills].every((each) => each === undefined);
  if (!onlyOwnHours && !may(scope.role, "people/setAvailability")) return refused({ reason: "notAllowed" });
  const fault = faultInHours(hours ?? null, "hours");
  if (fault) return refused(fault);
  const outcome = await db.transaction().execute(async (trx): Promise<Outcome<Workload>> => {
    const before = await workloadOf(trx, scope, personId);
    if (before === undefined) return refused({ reason: "notFound" });
    const after = {
      capacity: capacity ?? before.capacity,
      skills: tidy(skills ?? before.skills),
      hours: hours === undefined ? before.hours : hours,
    };
    const kept = { ...after, hours: after.hours && JSON.stringify(after.hours) };
    const standing =
      status === undefined
        ? {}
        : { status, because: status === "away" ? ("choice" as const) : null, since: databaseNow, missed_in_row: 0 };
    await trx
      .insertInto("availability")
      .values({ person_id: personId, active_at: databaseNow, since: databaseNow, ...kept, ...standing })
      .onConflict((conflict) => conflict.column("person_id").doUpdateSet({ ...kept, ...standing }))
      .execute();
    const details = {
      ...(after.capacity === before.capacity ? {} : { capacity: after.capacity, capacityBefore: before.capacity }),
      ...(String(after.skills) === String(before.skills) ? {} : { skills: after.skills.join(", ") }),
      ...(hours === undefined ? {} : { hours: hoursInWords(hours) }),
      ...(status === undefined ? {} : { status }),
    };
    if (Object.keys(details).length > 0)
      await writeAudit(trx, scope, { act: "person/workloadChanged", subject: personId, details }, now);
    return done(after);
  });
  if (outcome.ok) announce({ about: "presence", personId, companyId: scope.companyId });
  return outcome;
}

async function workloadOf(db: Queryable, scope: PersonScope, personId: string): Promise<Workload | undefined> {
  const row = await peopleOf(db, scope)
    .leftJoin("availability", "availability.person_id", "people.id")
    .select(["availability.capacity", "availability.skills", "availability.hours"])
    .where("people.id", "=", personId)
    .executeTakeFirst();
  return row && { capacity: row.capacity ?? DEFAULT_CAPACITY, skills: row.skills ?? [], hours: row.hours };
}

/** Each skill once, however its letters are written. */
function tidy(skills: readonly string[]): string[] {
  const seen = new Set<string>();
  return skills.filter((skill) => {
    const key = skill.toLowerCase();
    return !seen.has(key) && seen.add(key);
  });
}
