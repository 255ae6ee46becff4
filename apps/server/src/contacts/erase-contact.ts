import type { Case } from "@beckon/domain/case.ts";
import { may, type PersonScope } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Announce } from "../desk/news.ts";
import { writeAudit } from "../people/audit.ts";
import { despiteOthers } from "../store/case-contacts.ts";
import type { Database, Queryable } from "../store/database.ts";
import { eraseCases } from "../store/erase-cases.ts";
import { contactsOf } from "../store/scope.ts";

/** Erases a contact with their computers, and what is personal in their cases; in one transaction with an audit entry that names nobody [K4]. */
export async function eraseContact(
  db: Database,
  announce: Announce,
  scope: PersonScope,
  contactId: string,
  now: number,
): Promise<Outcome<Record<string, never>>> {
  const outcome = await despiteOthers(() => eraseAll(db, scope, contactId, now));
  if (!outcome.ok) return outcome;
  for (const one of outcome.value) announce({ about: "case", caseId: one.id, case: one });
  return done({});
}

/** A refusal that takes back what the transaction did so far. */
class Refusing extends Error {
  readonly outcome: Outcome<never>;
  constructor(outcome: Outcome<never>) {
    super("refused");
    this.outcome = outcome;
  }
}

async function eraseAll(db: Database, scope: PersonScope, contactId: string, now: number): Promise<Outcome<Case[]>> {
  const act = async (trx: Queryable): Promise<Outcome<Case[]>> => {
    const seen = await contactsOf(trx, scope);
    const row = await seen.contacts
      .select(["contacts.id", seen.isWhole.as("isWhole"), seen.mayWriteAll.as("mayWriteAll")])
      .where("contacts.id", "=", contactId)
      .forUpdate("contacts")
      .executeTakeFirst();
    if (row === undefined) return refused({ reason: "notFound" });
    if (!may(scope.role, "contact/erase")) return refused({ reason: "notAllowed" });
    if (!row.isWhole) return refused({ reason: "partlySeen" });
    if (!row.mayWriteAll) return refused({ reason: "notAllowed" });
    const { kind, personId, role } = scope;
    const erased = await eraseCases(trx, contactId, { kind, personId, role, write: true }, now);
    if (!erased.ok) throw new Refusing(erased);
    const { n: computers } = await trx
      .selectFrom("devices")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("contact_id", "=", contactId)
      .where("channel", "=", "desktop")
      .executeTakeFirstOrThrow();
    await trx.deleteFrom("contacts").where("id", "=", contactId).execute();
    const details = { cases: erased.value.length, computers };
    await writeAudit(trx, scope, { act: "contact/erased", subject: contactId, details }, now);
    return erased;
  };
  try {
    return await db.transaction().execute(act);
  } catch (error) {
    if (error instanceof Refusing) return error.outcome;
    throw error;
  }
}
