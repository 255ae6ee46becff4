import type { Announce } from "../desk/news.ts";
import { writeAudit } from "../people/audit.ts";
import { changePerson, createPerson } from "../people/people.ts";
import { isTaken, type Database, type Queryable } from "../store/database.ts";
import { peopleOf, type PersonScope } from "../store/scope.ts";
import { defaultRole } from "./role-groups.ts";
import { errorOf, ScimError } from "./scim-error.ts";
import type { ScimPerson, WantedPerson } from "./user-resource.ts";

/** What SCIM's calls act with: one company's directory, now. */
export interface Acting {
  readonly db: Database;
  readonly announce: Announce;
  readonly scope: PersonScope;
  readonly now: number;
}

/** Everybody of the company whom its directory did not delete, in the order they came. */
export async function scimPeople(db: Queryable, scope: PersonScope, id?: string): Promise<ScimPerson[]> {
  let query = peopleOf(db, scope)
    .leftJoin("scim_people", "scim_people.person_id", "people.id")
    .where("scim_people.deleted_at", "is", null)
    .select([
      "people.id",
      "people.name",
      "people.email",
      "people.role",
      "people.language",
      "people.disabled_at",
      "people.created_at as createdAt",
      "people.updated_at as updatedAt",
      "scim_people.user_name as userName",
      "scim_people.external_id as externalId",
      "scim_people.given_name as givenName",
      "scim_people.family_name as familyName",
    ]);
  if (id !== undefined) query = query.where("people.id", "=", id);
  const rows = await query.orderBy("people.created_at").orderBy("people.id").execute();
  return rows.map(({ disabled_at: disabledAt, ...row }) => ({ ...row, disabled: disabledAt !== null }));
}

/** One person; 404 for whoever is of another company or was deleted. */
export async function scimPerson(db: Queryable, scope: PersonScope, id: string): Promise<ScimPerson> {
  const [person] = await scimPeople(db, scope, id);
  if (person === undefined) throw new ScimError(404, "There is no such user.");
  return person;
}

/** Makes somebody, without a password; whoever was deleted before and comes again is the same person [I6]. */
export async function makeUser(acting: Acting, wanted: WantedPerson): Promise<ScimPerson> {
  const { db, announce, scope, now } = acting;
  await refuseTakenName(acting, wanted, undefined);
  const { name, email, active, language } = wanted;
  const gone = await peopleOf(db, scope)
    .innerJoin("scim_people", "scim_people.person_id", "people.id")
    .select("people.id")
    .where("people.email", "=", email)
    .where("scim_people.deleted_at", "is not", null)
    .executeTakeFirst();
  if (gone !== undefined) {
    await keepNames(acting, gone.id, wanted);
    const back = await changePerson(db, announce, scope, gone.id, { name, disabled: !active, language }, now);
    if (!back.ok) throw errorOf(back.refusal);
    return await scimPerson(db, scope, gone.id);
  }
  const role = await defaultRole(db, scope);
  const made = await createPerson(db, announce, scope, { name, email, role, language, disabled: !active }, now);
  if (!made.ok) throw errorOf(made.refusal);
  await keepNames(acting, made.value.id, wanted);
  return await scimPerson(db, scope, made.value.id);
}

/** Changes somebody to what the directory wishes; no longer active means all that disabling means [X5, P9]. */
export async function changeUser(acting: Acting, before: ScimPerson, wanted: WantedPerson): Promise<ScimPerson> {
  const { db, announce, scope, now } = acting;
  await refuseTakenName(acting, wanted, before.id);
  const { name, language } = wanted;
  const disabled = !wanted.active;
  if (name !== before.name || language !== before.language || disabled !== before.disabled) {
    const changed = await changePerson(db, announce, scope, before.id, { name, language, disabled }, now);
    if (!changed.ok) throw errorOf(changed.refusal);
  }
  await keepNames(acting, before.id, wanted, before.email);
  if (wanted.email !== before.email) announce({ about: "directory", companyId: scope.companyId });
  return await scimPerson(db, scope, before.id);
}

/** Deletes somebody for the directory: they are disabled here, and all they did stays [I6]. */
export async function deleteUser(acting: Acting, person: ScimPerson): Promise<void> {
  const { db, announce, scope, now } = acting;
  if (!person.disabled) {
    const disabled = await changePerson(db, announce, scope, person.id, { disabled: true }, now);
    if (!disabled.ok) throw errorOf(disabled.refusal);
  }
  await db.transaction().execute(async (trx) => {
    const row = { person_id: person.id, company_id: scope.companyId, deleted_at: now };
    await trx
      .insertInto("scim_people")
      .values(row)
      .onConflict((conflict) => conflict.column("person_id").doUpdateSet({ deleted_at: now, external_id: null }))
      .execute();
    await trx.deleteFrom("scim_role_members").where("person_id", "=", person.id).execute();
    await trx.deleteFrom("group_shares").where("person_id", "=", person.id).execute();
    await writeAudit(trx, scope, { act: "scim/personDeleted", subject: person.id }, now);
  });
  announce({ about: "directory", companyId: scope.companyId });
}

// Whoever cannot have the name or address is told before anything is changed.
async function refuseTakenName({ db, scope }: Acting, wanted: WantedPerson, own: string | undefined): Promise<void> {
  const others = (await scimPeople(db, scope)).filter(({ id }) => id !== own);
  const name = wanted.userName.toLowerCase();
  if (others.some((each) => (each.userName ?? each.email).toLowerCase() === name))
    throw new ScimError(409, "Somebody has this userName already.", "uniqueness");
  if (own === undefined) return;
  const taken = await db.selectFrom("people").select("id").where("email", "=", wanted.email).executeTakeFirst();
  if (taken !== undefined && taken.id !== own)
    throw new ScimError(409, "Somebody has this address already.", "uniqueness");
}

async function keepNames(
  { db, scope, now }: Acting,
  personId: string,
  { userName, externalId, givenName, familyName, email }: WantedPerson,
  emailBefore = email,
): Promise<void> {
  const row = {
    user_name: userName.toLowerCase() === email ? null : userName,
    external_id: externalId,
    given_name: givenName,
    family_name: familyName,
    deleted_at: null,
  };
  try {
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto("scim_people")
        .values({ person_id: personId, company_id: scope.companyId, ...row })
        .onConflict((conflict) => conflict.column("person_id").doUpdateSet(row))
        .execute();
      if (email === emailBefore) return;
      await trx
        .updateTable("people")
        .set({ email, updated_at: new Date(now) })
        .where("id", "=", personId)
        .execute();
      await writeAudit(trx, scope, { act: "person/changed", subject: personId, details: { email } }, now);
    });
  } catch (error) {
    if (isTaken(error, "people_email_key"))
      throw new ScimError(409, "Somebody has this address already.", "uniqueness");
    throw error;
  }
}
