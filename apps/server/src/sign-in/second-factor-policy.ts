import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { SecondFactorPolicy } from "@beckon/protocol/sign-in.ts";
import type { Announce } from "../desk/news.ts";
import { writeAudit, type AuditActor } from "../people/audit.ts";
import type { Database, Queryable } from "../store/database.ts";
import { peopleOf, type PersonScope } from "../store/scope.ts";
import type { SignedIn } from "./who.ts";

/** Whether the company requires a second factor, and how many of those who sign in by a password have none yet [I5]. */
export async function readSecondFactorPolicy(db: Queryable, scope: PersonScope): Promise<Outcome<SecondFactorPolicy>> {
  if (!may(scope.role, "company/manage")) return refused({ reason: "notAllowed" });
  const { second_factor_required: required } = await db
    .selectFrom("companies")
    .select("second_factor_required")
    .where("id", "=", scope.companyId)
    .executeTakeFirstOrThrow();
  const people = await peopleOf(db, scope)
    .where("people.disabled_at", "is", null)
    .innerJoin("credentials", (join) =>
      join.onRef("credentials.person_id", "=", "people.id").on("credentials.provider", "=", "credential"),
    )
    .leftJoin("passkeys", "passkeys.person_id", "people.id")
    .select(["people.id", "people.two_factor_enabled", "passkeys.id as passkey"])
    .execute();
  const without = new Set(people.filter((one) => !one.two_factor_enabled && one.passkey === null).map(({ id }) => id));
  return done({ required, people: new Set(people.map(({ id }) => id)).size, without: without.size });
}

/**
 * Requires a second factor of everybody, or no longer. Only whoever came in by one themselves may require it: nobody locks
 * themselves out. What was signed in by the password alone is worth nothing from then on, also where it is connected.
 */
export async function changeSecondFactorPolicy(
  db: Database,
  announce: Announce,
  person: SignedIn,
  required: boolean,
  now: number,
): Promise<Outcome<SecondFactorPolicy>> {
  if (!may(person.role, "company/manage")) return refused({ reason: "notAllowed" });
  const { companyId, signInId } = person;
  const isDone = await db.transaction().execute(async (trx) => {
    const own = await trx.selectFrom("sign_ins").select("way").where("id", "=", signInId).executeTakeFirst();
    if (required && (own === undefined || own.way === "password")) return false;
    const { name } = await trx
      .updateTable("companies")
      .set({ second_factor_required: required })
      .where("id", "=", companyId)
      .returning("name")
      .executeTakeFirstOrThrow();
    const details = { name, secondFactorRequired: required };
    await writeAudit(trx, person, { act: "company/changed", subject: companyId, details }, now);
    return true;
  });
  if (!isDone) return refused({ reason: "invalid", field: "required", problem: "notAccepted" });
  announce({ about: "directory", companyId });
  return await readSecondFactorPolicy(db, person);
}

/** Takes a lost second factor from somebody of the administrator's company; one's own goes by the settings, with the password. */
export async function resetSecondFactorOf(
  db: Database,
  announce: Announce,
  scope: PersonScope,
  personId: string,
  now: number,
): Promise<Outcome<Record<string, never>>> {
  if (!may(scope.role, "people/manage")) return refused({ reason: "notAllowed" });
  const found = await peopleOf(db, scope).select("id").where("id", "=", personId).executeTakeFirst();
  if (found === undefined) return refused({ reason: "notFound" });
  if (personId === scope.personId) return refused({ reason: "notAllowed" });
  await resetSecondFactor(db, announce, scope, personId, now);
  return done({});
}

/** Takes authenticator app, recovery codes and passkeys from somebody, ends their sign-ins, and has them told at the next one. */
export async function resetSecondFactor(
  db: Database,
  announce: Announce,
  actor: AuditActor,
  personId: string,
  now: number,
): Promise<void> {
  const by = actor.kind === "person" ? actor.name : "";
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom("two_factors").where("person_id", "=", personId).execute();
    await trx.deleteFrom("passkeys").where("person_id", "=", personId).execute();
    await trx.deleteFrom("sign_ins").where("person_id", "=", personId).execute();
    await trx
      .updateTable("people")
      .set({ two_factor_enabled: false, second_factor_reset_at: now, second_factor_reset_by: by })
      .where("id", "=", personId)
      .execute();
    await writeAudit(trx, actor, { act: "person/secondFactorReset", subject: personId }, now);
  });
  announce({ about: "person", personId, companyId: actor.companyId });
}

/** Whether this is the last factor of somebody whose company requires one: that one stays. */
export async function mustKeepOne(db: Queryable, companyId: string, others: number): Promise<boolean> {
  if (others > 0) return false;
  const company = await db
    .selectFrom("companies")
    .select("second_factor_required")
    .where("id", "=", companyId)
    .executeTakeFirst();
  return company?.second_factor_required === true;
}
