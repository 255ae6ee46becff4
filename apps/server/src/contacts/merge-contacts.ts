import type { PersonScope } from "@beckon/domain/permissions.ts";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { ContactCard, MergePreview } from "@beckon/protocol/contacts.ts";
import type { Announce } from "../desk/news.ts";
import { writeAudit } from "../people/audit.ts";
import { despiteOthers } from "../store/case-contacts.ts";
import type { Database, Queryable } from "../store/database.ts";
import { contactsOf } from "../store/scope.ts";
import { readContact } from "./read-contacts.ts";

/** The two contacts of a merge, by their ids. */
export type Pair = { keptId: string; otherId: string };

/** Says what would become of two contacts [K3]. */
export async function previewMerge(db: Queryable, scope: PersonScope, pair: Pair): Promise<Outcome<MergePreview>> {
  const both = await readBoth(db, scope, pair, false);
  if (!both.ok) return both;
  const { name, email, note } = joined(both.value);
  const count = async (table: "cases" | "devices") => {
    const ids = [pair.keptId, pair.otherId];
    let rows = db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as("n"));
    rows = rows.where("contact_id", "in", ids);
    if (table === "devices") rows = rows.where("channel", "=", "desktop");
    return (await rows.executeTakeFirstOrThrow()).n;
  };
  const addresses = await addressesOf(db, [pair.keptId, pair.otherId]);
  return done({
    name,
    email,
    note,
    otherEmails: addresses.filter((each) => each !== email),
    cases: await count("cases"),
    computers: await count("devices"),
  });
}

/** Makes the other contact a part of the kept one: cases, devices, addresses, name and note; nothing is lost [K3]. */
export async function mergeContacts(
  db: Database,
  announce: Announce,
  scope: PersonScope,
  pair: Pair,
  now: number,
): Promise<Outcome<ContactCard>> {
  const { keptId, otherId } = pair;
  const act = () =>
    db.transaction().execute(async (trx): Promise<Outcome<{ card: ContactCard; moved: string[] }>> => {
      const both = await readBoth(trx, scope, pair, true);
      if (!both.ok) return both;
      const moved = await trx
        .updateTable("cases")
        .set({ contact_id: keptId })
        .where("contact_id", "=", otherId)
        .returning("id")
        .execute();
      await trx.updateTable("devices").set({ contact_id: keptId }).where("contact_id", "=", otherId).execute();
      await trx
        .updateTable("contact_addresses")
        .set({ contact_id: keptId })
        .where("contact_id", "=", otherId)
        .execute();
      await trx.updateTable("contacts").set(joined(both.value)).where("id", "=", keptId).execute();
      await trx.deleteFrom("contacts").where("id", "=", otherId).execute();
      const details = { with: otherId };
      await writeAudit(trx, scope, { act: "contact/merged", subject: keptId, details }, now);
      const after = await readContact(trx, scope, keptId);
      return after.ok ? done({ card: after.value.contact, moved: moved.map(({ id }) => id) }) : after;
    });
  const outcome = await despiteOthers(act);
  if (!outcome.ok) return outcome;
  // Whoever looks at one of the cases sees whose it is now.
  for (const caseId of outcome.value.moved) announce({ about: "case", caseId });
  return done(outcome.value.card);
}

type Row = {
  id: string;
  name: string;
  email: string;
  note: string;
  group_id: string | null;
  made_at: number;
  last_seen_at: number;
};

function joined([kept, other]: [Row, Row]) {
  const otherName = other.name !== kept.name && kept.name !== "" ? other.name : "";
  return {
    name: kept.name || other.name,
    email: kept.email || other.email,
    // A second name has no other place, and is not lost either.
    note: [kept.note, otherName, other.note].filter((part) => part !== "").join("\n"),
    group_id: kept.group_id ?? other.group_id,
    made_at: Math.min(kept.made_at, other.made_at),
    last_seen_at: Math.max(kept.last_seen_at, other.last_seen_at),
  };
}

async function readBoth(
  db: Queryable,
  scope: PersonScope,
  { keptId, otherId }: Pair,
  lock: boolean,
): Promise<Outcome<[Row, Row]>> {
  if (!may(scope.role, "contact/merge")) return refused({ reason: "notAllowed" });
  if (keptId === otherId) return refused({ reason: "invalid", field: "otherId", problem: "notAccepted" });
  const seen = await contactsOf(db, scope);
  const query = seen.contacts
    .selectAll("contacts")
    .select([seen.isWhole.as("isWhole"), seen.mayWriteAll.as("mayWriteAll")])
    .where("contacts.id", "in", [keptId, otherId])
    .orderBy("contacts.id");
  const rows = await (lock ? query.forUpdate("contacts") : query).execute();
  const kept = rows.find(({ id }) => id === keptId);
  const other = rows.find(({ id }) => id === otherId);
  if (kept === undefined || other === undefined) return refused({ reason: "notFound" });
  if (!kept.isWhole || !other.isWhole) return refused({ reason: "partlySeen" });
  if (!kept.mayWriteAll || !other.mayWriteAll) return refused({ reason: "notAllowed" });
  return done([kept, other]);
}

async function addressesOf(db: Queryable, contactIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom("contact_addresses")
    .select("email")
    .where("contact_id", "in", contactIds)
    .orderBy("email")
    .execute();
  return rows.map(({ email }) => email);
}
