import type { PersonScope } from "@beckon/domain/permissions.ts";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Body, CALLS } from "@beckon/protocol/calls.ts";
import type { ContactCard } from "@beckon/protocol/contacts.ts";
import { writeAudit } from "../people/audit.ts";
import { isTaken, type Database, type Queryable } from "../store/database.ts";
import { contactsOf, groupAccess } from "../store/scope.ts";
import { readContact } from "./read-contacts.ts";

/** What the audit log calls the facts of a contact: as those of cases, where they are the same. */
const LOGGED = { name: "customerName", email: "customerEmail", note: "note", group_id: "groupId" } as const;

const TAKEN = refused({ reason: "invalid", field: "email", problem: "taken" });

/** Makes a contact by hand, filed in a group the person may write to. */
export async function createContact(
  db: Database,
  scope: PersonScope,
  { name, email, note, groupId }: Body<(typeof CALLS)["createContact"]>,
  now: number,
): Promise<Outcome<ContactCard>> {
  if (!may(scope.role, "contact/change")) return refused({ reason: "notAllowed" });
  if (name === "" && email === "") return refused({ reason: "invalid", field: "name", problem: "required" });
  return await unlessTaken(db, async (trx) => {
    const access = (await groupAccess(trx, scope)).get(groupId);
    if (access !== "write") return refused({ reason: access ? "notAllowed" : "notFound" });
    const { id } = await trx
      .insertInto("contacts")
      .values({
        company_id: scope.companyId,
        name,
        email,
        note,
        group_id: groupId,
        made_at: now,
        last_seen_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await addAddress(trx, scope, id, email);
    await writeAudit(trx, scope, { act: "contact/created", subject: id, details: { groupId } }, now);
    return await cardAfter(trx, scope, id);
  });
}

/** Changes what a contact is called, their address, the note, or the group in which it is filed. */
export async function changeContact(
  db: Database,
  scope: PersonScope,
  contactId: string,
  change: Body<(typeof CALLS)["changeContact"]>,
  now: number,
): Promise<Outcome<ContactCard>> {
  return await unlessTaken(db, async (trx) => {
    const seen = await contactsOf(trx, scope);
    const before = await seen.contacts
      .selectAll("contacts")
      .select([seen.isNamed.as("isNamed"), seen.mayWrite.as("mayWrite")])
      .where("contacts.id", "=", contactId)
      .forUpdate("contacts")
      .executeTakeFirst();
    if (before === undefined) return refused({ reason: "notFound" });
    if (!may(scope.role, "contact/change") || !before.mayWrite) return refused({ reason: "notAllowed" });
    if (!before.isNamed) return refused({ reason: "partlySeen" });
    const { name = before.name, email = before.email, note = before.note, groupId = before.group_id } = change;
    if (groupId !== before.group_id) {
      const refusal = await whyNotFiled(trx, scope, contactId, groupId);
      if (refusal) return refusal;
    }
    await trx
      .updateTable("contacts")
      .set({ name, email, note, group_id: groupId })
      .where("id", "=", contactId)
      .execute();
    if (email !== before.email) {
      await trx
        .deleteFrom("contact_addresses")
        .where("company_id", "=", scope.companyId)
        .where("email", "=", before.email)
        .execute();
      await addAddress(trx, scope, contactId, email);
    }
    // Which facts, never what they are: the log keeps nothing personal of customers.
    const after = { name, email, note, group_id: groupId };
    const changed = (["name", "email", "note", "group_id"] as const).filter((fact) => after[fact] !== before[fact]);
    if (changed.length > 0) {
      const facts = changed.map((fact) => LOGGED[fact]).join(", ");
      await writeAudit(trx, scope, { act: "contact/changed", subject: contactId, details: { facts } }, now);
    }
    return await cardAfter(trx, scope, contactId);
  });
}

/** Why a contact cannot be filed in this group, or in none: there it would be lost when it has no cases. */
async function whyNotFiled(trx: Queryable, scope: PersonScope, contactId: string, groupId: string | null) {
  if (groupId !== null) {
    const access = (await groupAccess(trx, scope)).get(groupId);
    return access === "write" ? undefined : refused({ reason: access ? "notAllowed" : "notFound" });
  }
  const one = await trx
    .selectFrom("cases")
    .select("id")
    .where("contact_id", "=", contactId)
    .limit(1)
    .executeTakeFirst();
  return one ? undefined : refused({ reason: "invalid", field: "groupId", problem: "required" });
}

async function addAddress(trx: Queryable, scope: PersonScope, contactId: string, email: string): Promise<void> {
  if (email === "") return;
  // Taking back an address the contact has besides is fine; anybody else's breaks the key.
  await trx
    .deleteFrom("contact_addresses")
    .where("company_id", "=", scope.companyId)
    .where("email", "=", email)
    .where("contact_id", "=", contactId)
    .execute();
  await trx
    .insertInto("contact_addresses")
    .values({ company_id: scope.companyId, email, contact_id: contactId })
    .execute();
}

async function cardAfter(trx: Queryable, scope: PersonScope, contactId: string): Promise<Outcome<ContactCard>> {
  const after = await readContact(trx, scope, contactId);
  return after.ok ? done(after.value.contact) : after;
}

async function unlessTaken(
  db: Database,
  act: (trx: Queryable) => Promise<Outcome<ContactCard>>,
): Promise<Outcome<ContactCard>> {
  try {
    return await db.transaction().execute(act);
  } catch (error) {
    if (isTaken(error, "contact_addresses_pkey")) return TAKEN;
    throw error;
  }
}
