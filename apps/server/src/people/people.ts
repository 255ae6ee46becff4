import type { Body, CALLS } from "@beckon/protocol/calls.ts";
import type { Language } from "@beckon/protocol/words.ts";
import type { Role } from "@beckon/domain/permissions.ts";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Announce } from "../desk/news.ts";
import type { PersonFacts } from "../desk/ports.ts";
import { isTaken, type Database, type Queryable } from "../store/database.ts";
import { peopleNow, personFacts } from "../store/people-now.ts";
import { peopleOf, type PersonScope } from "../store/scope.ts";
import { writeAudit, type AuditActor } from "./audit.ts";
import { hashOfPassword, hasPassword, setPassword } from "./password.ts";

/** What can be changed of a person; `password`: their first one, given by whoever manages people [P10]. */
export type PersonChange = Body<(typeof CALLS)["changePerson"]> & {
  language?: Language | null | undefined;
  password?: string | undefined;
};

/** Everybody of the company, by name. */
export async function listPeople(
  db: Queryable,
  scope: PersonScope,
): Promise<Outcome<(PersonFacts & { joined: boolean })[]>> {
  if (!may(scope.role, "people/see")) return refused({ reason: "notAllowed" });
  const rows = await peopleNow(db)
    .select((eb) =>
      eb
        .exists(
          db
            .selectFrom("credentials")
            .select("credentials.id")
            .whereRef("credentials.person_id", "=", eb.ref("people.id")),
        )
        .as("joined"),
    )
    .where("people.company_id", "=", scope.companyId)
    .orderBy("people.name")
    .orderBy("people.id")
    .execute();
  return done(rows.map(({ joined, ...row }) => ({ ...personFacts(row), joined: Boolean(joined) })));
}

/**
 * Changes a person's name, language, role, first password or whether they may sign in. Disabling ends their sign-ins and their live connections [X5],
 * takes back the invitations they made, and clears them as default assignee. The last administrator stays one [P3].
 */
export async function changePerson(
  db: Database,
  announce: Announce,
  scope: PersonScope,
  personId: string,
  change: PersonChange,
  now: number,
): Promise<Outcome<PersonFacts>> {
  const givesPassword = change.password !== undefined;
  const onlyOwn =
    personId === scope.personId && !givesPassword && change.role === undefined && change.disabled === undefined;
  const mayChange = onlyOwn || may(scope.role, "people/manage");
  const hash = mayChange && change.password !== undefined ? await hashOfPassword(change.password) : undefined;
  const outcome = await db.transaction().execute(async (trx): Promise<Outcome<PersonFacts>> => {
    // Administrators are changed one at a time, so that two of them cannot demote each other at once.
    await peopleOf(trx, scope).select("id").where("role", "=", "administrator").orderBy("id").forUpdate().execute();
    const before = await peopleOf(trx, scope).selectAll().where("id", "=", personId).forUpdate().executeTakeFirst();
    if (before === undefined) return refused({ reason: "notFound" });
    if (!mayChange) return refused({ reason: "notAllowed" });
    if (hash !== undefined && (await hasPassword(trx, personId)))
      return refused({ reason: "invalid", field: "password", problem: "notAccepted" });

    const after = {
      name: change.name ?? before.name,
      language: change.language === undefined ? before.language : change.language,
      role: change.role ?? before.role,
      disabled_at: (change.disabled ?? before.disabled_at !== null) ? (before.disabled_at ?? now) : null,
    };
    const wasAdministrator = before.role === "administrator" && before.disabled_at === null;
    const isAdministrator = after.role === "administrator" && after.disabled_at === null;
    if (wasAdministrator && !isAdministrator && !(await othersAdminister(trx, scope, personId))) {
      const field = after.disabled_at === null ? "role" : "disabled";
      return refused({ reason: "invalid", field, problem: "notAccepted" });
    }
    await trx
      .updateTable("people")
      .set({ ...after, updated_at: new Date(now) })
      .where("id", "=", personId)
      .execute();
    if (hash !== undefined) {
      await setPassword(trx, personId, hash);
      await writeAudit(trx, scope, { act: "person/passwordGiven", subject: personId }, now);
    }
    if (after.disabled_at !== null && before.disabled_at === null) await shutOut(trx, personId);
    if (!may(after.role, "people/manage")) await takeInvitationsBack(trx, personId);

    const details = {
      ...(after.name === before.name ? {} : { name: after.name }),
      ...(after.language === before.language ? {} : { language: after.language }),
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

/** Somebody who is to be there; without a password they get in by a link [P10] or the company's own sign-in. */
export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly password?: string | undefined;
  readonly language?: Language | null;
  readonly disabled?: boolean;
}

/** Makes a person of a company, and ends an invitation of them; `invalid email taken` when somebody has the address. */
export async function createPerson(
  db: Database,
  announce: Announce,
  actor: AuditActor,
  { password, language = null, disabled = false, ...person }: NewPerson,
  now: number,
): Promise<Outcome<PersonFacts>> {
  const hash = password === undefined ? undefined : await hashOfPassword(password);
  try {
    const made = await db.transaction().execute(async (trx) => {
      const id = await insertPerson(trx, actor.companyId, person, hash);
      if (language !== null || disabled)
        await trx
          .updateTable("people")
          .set({ language, disabled_at: disabled ? now : null })
          .where("id", "=", id)
          .execute();
      const email = person.email.toLowerCase();
      await trx
        .deleteFrom("invitations")
        .where("company_id", "=", actor.companyId)
        .where("email", "=", email)
        .execute();
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

/** Adds a person's row with their password, if any; throws when the address is taken. */
export async function insertPerson(
  trx: Queryable,
  companyId: string,
  { name, email, role }: { name: string; email: string; role: Role },
  passwordHash: string | undefined,
): Promise<string> {
  const { id } = await trx
    .insertInto("people")
    .values({ company_id: companyId, name, email: email.toLowerCase(), role })
    .returning("id")
    .executeTakeFirstOrThrow();
  if (passwordHash !== undefined) await setPassword(trx, id, passwordHash);
  return id;
}

async function personNow(trx: Queryable, personId: string): Promise<PersonFacts> {
  return personFacts(await peopleNow(trx).where("people.id", "=", personId).executeTakeFirstOrThrow());
}

/** Whether somebody else administers the company and has a way to sign in [P3]. */
export async function othersAdminister(trx: Queryable, scope: PersonScope, personId: string): Promise<boolean> {
  const found = await peopleOf(trx, scope)
    .innerJoin("credentials", "credentials.person_id", "people.id")
    .select("people.id")
    .where("people.role", "=", "administrator")
    .where("people.disabled_at", "is", null)
    .where("people.id", "!=", personId)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

// Whoever may no longer invite must not come back as what they were by an invitation made in time [P1, P2].
async function takeInvitationsBack(trx: Queryable, personId: string): Promise<void> {
  await trx.deleteFrom("invitations").where("created_by_id", "=", personId).execute();
}

async function shutOut(trx: Queryable, personId: string): Promise<void> {
  await trx.deleteFrom("sign_ins").where("person_id", "=", personId).execute();
  await trx.deleteFrom("oauth_grants").where("person_id", "=", personId).execute();
  await trx.deleteFrom("script_tokens").where("person_id", "=", personId).where("level", "=", "person").execute();
  await takeInvitationsBack(trx, personId);
  await trx.updateTable("modules").set({ assignee_id: null }).where("assignee_id", "=", personId).execute();
}

function tell(announce: Announce, companyId: string, personId: string): void {
  announce({ about: "person", personId, companyId });
  announce({ about: "directory", companyId });
}
