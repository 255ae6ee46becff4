import type { Body, CALLS } from "@beckon/protocol/calls.ts";
import type { Role } from "@beckon/domain/permissions.ts";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Announce } from "../desk/news.ts";
import type { PersonFacts } from "../desk/ports.ts";
import { isTaken, type Database, type Queryable } from "../store/database.ts";
import { peopleNow, personFacts } from "../store/people-now.ts";
import { peopleOf, type PersonScope } from "../store/scope.ts";
import { writeAudit, type AuditActor } from "./audit.ts";
import { hashOfPassword, setPassword } from "./password.ts";

/** Everybody of the company, by name. */
export async function listPeople(db: Queryable, scope: PersonScope): Promise<Outcome<PersonFacts[]>> {
  if (!may(scope.role, "people/see")) return refused({ reason: "notAllowed" });
  const rows = await peopleNow(db)
    .where("people.company_id", "=", scope.companyId)
    .orderBy("people.name")
    .orderBy("people.id")
    .execute();
  return done(rows.map(personFacts));
}

/**
 * Changes a person's name, role or whether they may sign in. Disabling ends their sign-ins and their live connections [X5],
 * takes back the invitations they made, and clears them as default assignee. The last administrator stays one [P3].
 */
export async function changePerson(
  db: Database,
  announce: Announce,
  scope: PersonScope,
  personId: string,
  change: Body<(typeof CALLS)["changePerson"]>,
  now: number,
): Promise<Outcome<PersonFacts>> {
  const outcome = await db.transaction().execute(async (trx): Promise<Outcome<PersonFacts>> => {
    // Administrators are changed one at a time, so that two of them cannot demote each other at once.
    await peopleOf(trx, scope).select("id").where("role", "=", "administrator").orderBy("id").forUpdate().execute();
    const before = await peopleOf(trx, scope).selectAll().where("id", "=", personId).forUpdate().executeTakeFirst();
    if (before === undefined) return refused({ reason: "notFound" });
    const onlyOwnName = personId === scope.personId && change.role === undefined && change.disabled === undefined;
    if (!onlyOwnName && !may(scope.role, "people/manage")) return refused({ reason: "notAllowed" });

    const after = {
      name: change.name ?? before.name,
      role: change.role ?? before.role,
      disabled_at: (change.disabled ?? before.disabled_at !== null) ? (before.disabled_at ?? now) : null,
    };
    const wasAdministrator = before.role === "administrator" && before.disabled_at === null;
    const isAdministrator = after.role === "administrator" && after.disabled_at === null;
    if (wasAdministrator && !isAdministrator && (await countAdministrators(trx, scope)) === 1) {
      const field = after.disabled_at === null ? "role" : "disabled";
      return refused({ reason: "invalid", field, problem: "notAccepted" });
    }
    await trx
      .updateTable("people")
      .set({ ...after, updated_at: new Date(now) })
      .where("id", "=", personId)
      .execute();
    if (after.disabled_at !== null && before.disabled_at === null) await shutOut(trx, personId);
    if (!may(after.role, "people/manage")) await takeInvitationsBack(trx, personId);

    const details = {
      ...(after.name === before.name ? {} : { name: after.name }),
      ...(after.role === before.role ? {} : { role: after.role, roleBefore: before.role }),
    };
    if (Object.keys(details).length > 0)
      await writeAudit(trx, scope, { act: "person/changed", subject: personId, details }, now);
    if ((after.disabled_at === null) !== (before.disabled_at === null)) {
      const act = after.disabled_at === null ? "person/enabled" : "person/disabled";
      await writeAudit(trx, scope, { act, subject: personId }, now);
    }
    return done(await personNow(trx, personId));
  });
  if (outcome.ok) tell(announce, scope.companyId, personId);
  return outcome;
}

/** Makes a person of a company, who signs in with this password; `invalid email taken` when somebody has the address. */
export async function createPerson(
  db: Database,
  announce: Announce,
  actor: AuditActor,
  person: { name: string; email: string; role: Role; password: string },
  now: number,
): Promise<Outcome<PersonFacts>> {
  const hash = await hashOfPassword(person.password);
  try {
    const made = await db.transaction().execute(async (trx) => {
      const id = await insertPerson(trx, actor.companyId, person, hash);
      await writeAudit(trx, actor, { act: "person/created", subject: id, details: { role: person.role } }, now);
      return await personNow(trx, id);
    });
    tell(announce, actor.companyId, made.id);
    return done(made);
  } catch (error) {
    if (isTaken(error, "people_email_key")) return refused({ reason: "invalid", field: "email", problem: "taken" });
    throw error;
  }
}

/** Gives a person a new password and ends their sign-ins everywhere; `notFound` when nobody has this address. */
export async function resetPassword(
  db: Database,
  announce: Announce,
  email: string,
  password: string,
  now: number,
): Promise<Outcome<{ personId: string }>> {
  const hash = await hashOfPassword(password);
  const outcome = await db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom("people")
      .select(["id", "company_id"])
      .where("email", "=", email.toLowerCase())
      .executeTakeFirst();
    if (found === undefined) return refused({ reason: "notFound" });
    await setPassword(trx, found.id, hash);
    await trx.deleteFrom("sign_ins").where("person_id", "=", found.id).execute();
    const house: AuditActor = { kind: "house", companyId: found.company_id };
    await writeAudit(trx, house, { act: "person/passwordReset", subject: found.id }, now);
    return done({ personId: found.id, companyId: found.company_id });
  });
  if (outcome.ok) tell(announce, outcome.value.companyId, outcome.value.personId);
  return outcome;
}

/** Adds a person's row with their password; throws when the address is taken. */
export async function insertPerson(
  trx: Queryable,
  companyId: string,
  { name, email, role }: { name: string; email: string; role: Role },
  passwordHash: string,
): Promise<string> {
  const { id } = await trx
    .insertInto("people")
    .values({ company_id: companyId, name, email: email.toLowerCase(), role })
    .returning("id")
    .executeTakeFirstOrThrow();
  await setPassword(trx, id, passwordHash);
  return id;
}

async function personNow(trx: Queryable, personId: string): Promise<PersonFacts> {
  return personFacts(await peopleNow(trx).where("people.id", "=", personId).executeTakeFirstOrThrow());
}

async function countAdministrators(trx: Queryable, scope: PersonScope): Promise<number> {
  const rows = await peopleOf(trx, scope)
    .select("id")
    .where("role", "=", "administrator")
    .where("disabled_at", "is", null)
    .execute();
  return rows.length;
}

// Whoever may no longer invite must not come back as what they were by an invitation made in time [P1, P2].
async function takeInvitationsBack(trx: Queryable, personId: string): Promise<void> {
  await trx.deleteFrom("invitations").where("created_by_id", "=", personId).execute();
}

async function shutOut(trx: Queryable, personId: string): Promise<void> {
  await trx.deleteFrom("sign_ins").where("person_id", "=", personId).execute();
  await trx.deleteFrom("script_tokens").where("person_id", "=", personId).where("level", "=", "person").execute();
  await takeInvitationsBack(trx, personId);
  await trx.updateTable("modules").set({ assignee_id: null }).where("assignee_id", "=", personId).execute();
}

function tell(announce: Announce, companyId: string, personId: string): void {
  announce({ about: "person", personId, companyId });
  announce({ about: "directory", companyId });
}
