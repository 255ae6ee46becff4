import type { Body, CALLS } from "@beckon/protocol/calls.ts";
import { DEFAULT_WAIT_LIMITS } from "@beckon/domain/queue.ts";
import { refused, done, type Outcome } from "@beckon/domain/refusal.ts";
import { firstModule } from "../modules/first-module.ts";
import { isTaken, type Database, type Queryable } from "../store/database.ts";
import { isSetupNeeded, useSetupToken } from "../store/installation.ts";
import type { PersonScope } from "../store/scope.ts";
import { writeAudit } from "./audit.ts";
import { hashOfPassword, setPassword } from "./password.ts";

/** What a company starts with. */
export interface NewCompany {
  readonly company: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** The company that was made: its administrator, its first group and its first module's slug. */
export interface MadeCompany {
  readonly administrator: PersonScope;
  readonly groupId: string;
  readonly moduleId: string;
  readonly slug: string;
}

/** The name of the group every company starts with. */
export const FIRST_GROUP = "Support";

/** Sets the installation up by the one-time token of the set-up link; `notFound` for any other token and once there is an administrator [X4]. */
export async function setUpByLink(
  db: Database,
  { token, ...company }: Body<(typeof CALLS)["setup"]>,
  now: number,
): Promise<Outcome<MadeCompany>> {
  if (!(await isSetupNeeded(db))) return refused({ reason: "notFound" });
  return await makeCompany(db, company, now, (trx) => useSetupToken(trx, token));
}

/**
 * Makes a company with its administrator, first group and first module, all or nothing.
 * @param mayGoOn is asked first in the same transaction; when it says no, nothing is made and the answer is `notFound`.
 */
export async function makeCompany(
  db: Database,
  company: NewCompany,
  now: number,
  mayGoOn: (trx: Queryable) => Promise<boolean> = async () => true,
): Promise<Outcome<MadeCompany>> {
  const hash = await hashOfPassword(company.password);
  try {
    return await db.transaction().execute(async (trx) => {
      if (!(await mayGoOn(trx))) return refused({ reason: "notFound" });
      return done(await insertCompany(trx, company, hash, now));
    });
  } catch (error) {
    if (isTaken(error, "people_email_key")) return refused({ reason: "invalid", field: "email", problem: "taken" });
    throw error;
  }
}

async function insertCompany(
  trx: Queryable,
  { company, name, email }: NewCompany,
  passwordHash: string,
  now: number,
): Promise<MadeCompany> {
  const { id: companyId } = await trx
    .insertInto("companies")
    .values({ name: company, created_at: now })
    .returning("id")
    .executeTakeFirstOrThrow();
  const { id: personId } = await trx
    .insertInto("people")
    .values({ company_id: companyId, name, email: email.toLowerCase(), role: "administrator" })
    .returning("id")
    .executeTakeFirstOrThrow();
  await setPassword(trx, personId, passwordHash);
  const administrator: PersonScope = { kind: "person", companyId, personId, role: "administrator", name };

  const { id: groupId } = await trx
    .insertInto("groups")
    .values({
      company_id: companyId,
      name: FIRST_GROUP,
      owner_id: personId,
      warn_ms: DEFAULT_WAIT_LIMITS.warnMs,
      alarm_ms: DEFAULT_WAIT_LIMITS.alarmMs,
      created_at: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const module = await firstModule(trx, { companyId, company, groupId }, now);

  await writeAudit(trx, administrator, { act: "company/created", subject: companyId, details: { name: company } }, now);
  await writeAudit(
    trx,
    administrator,
    { act: "person/created", subject: personId, details: { role: "administrator" } },
    now,
  );
  await writeAudit(trx, administrator, { act: "group/created", subject: groupId, details: { name: FIRST_GROUP } }, now);
  await writeAudit(
    trx,
    administrator,
    { act: "module/created", subject: module.id, details: { slug: module.slug } },
    now,
  );
  return { administrator, groupId, moduleId: module.id, slug: module.slug };
}
