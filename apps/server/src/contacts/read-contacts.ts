import { sql } from "kysely";
import type { PersonScope } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { ComputerCard, ContactCard, ContactDetail } from "@beckon/protocol/contacts.ts";
import { caseOf } from "../store/case-rows.ts";
import type { Queryable } from "../store/database.ts";
import { contactsOf } from "../store/scope.ts";
import { caseCard } from "../views/case-card.ts";
import { containing } from "../store/containing.ts";

const PAGE = 50;
const CASES_SHOWN = 200;
const OPEN = ["new", "pending", "inProgress"] as const;

/** Which contacts or computers are looked for; `before` is the last one of the page before. */
export type ContactFilter = { groupId?: string | undefined; text?: string | undefined; before?: string | undefined };

/** The same, and what integrations ask for besides; `online`: whether they are connected to a case now. */
export type WiderFilter = ContactFilter & { id?: string | undefined; online?: boolean | undefined; size?: number };

type Seen = Awaited<ReturnType<typeof contactsOf>>;

/** A page of the contacts a person sees, seen last first [K1]. */
export async function listContacts(
  db: Queryable,
  scope: PersonScope,
  filter: ContactFilter,
): Promise<Outcome<{ contacts: ContactCard[]; more: boolean }>> {
  const { contacts, more } = await findContacts(db, scope, filter);
  return done({ contacts: contacts.map(({ card }) => card), more });
}

/** The same, each with whether they are connected to a case now. */
export async function findContacts(
  db: Queryable,
  scope: PersonScope,
  { groupId, text, before, id, online, size = PAGE }: WiderFilter,
): Promise<{ contacts: { card: ContactCard; online: boolean }[]; more: boolean }> {
  const seen = await contactsOf(db, scope, groupId || undefined);
  const last =
    before &&
    (await seen.contacts
      .select(["contacts.last_seen_at as at", "contacts.id"])
      .where("contacts.id", "=", before)
      .executeTakeFirst());
  const page = async (cards: Cards) => {
    let query = cards;
    if (id !== undefined) query = query.where("contacts.id", "=", id);
    if (online !== undefined) query = query.where(sql<boolean>`${seen.isConnected} = ${online}`);
    const rest = last
      ? query.where((eb) =>
          eb.or([
            eb("contacts.last_seen_at", "<", last.at),
            eb.and([eb("contacts.last_seen_at", "=", last.at), eb("contacts.id", ">", last.id)]),
          ]),
        )
      : query;
    return await rest
      .orderBy("contacts.last_seen_at", "desc")
      .orderBy("contacts.id")
      .limit(size + 1)
      .execute();
  };
  const rows = text ? await search(seen, text, size, page) : await page(cards(seen));
  const contacts = rows.slice(0, size).map((row) => ({ card: cardOf(row), online: row.online }));
  return { contacts, more: rows.length > size };
}

/** By what a contact itself holds where that may be read, else by what stands in the cases that are seen. */
async function search(
  seen: Seen,
  text: string,
  size: number,
  page: (query: Cards) => Promise<CardRow[]>,
): Promise<CardRow[]> {
  const like = containing(text);
  const byContact = sql<boolean>`(contacts.name || ' ' || contacts.email) ILIKE ${like}`;
  const named = await page(cards(seen).where(byContact).where(seen.isNamed));
  if (seen.seesAll) return named;
  // Narrowed by the index on all the text of a case first.
  const byCase = seen.cases
    .select("cases.contact_id")
    .where(
      sql<boolean>`(cases.code || ' ' || cases.customer_name || ' ' || cases.customer_email || ' ' || cases.description) ILIKE ${like}`,
    )
    .where(sql<boolean>`(cases.customer_name ILIKE ${like} OR cases.customer_email ILIKE ${like})`);
  // Nobody is looked for who would stand on a later page.
  const least = named.length > size ? (named.at(-1)?.at ?? 0) : 0;
  const partly = cards(seen)
    .where("contacts.last_seen_at", ">=", least)
    .where("contacts.id", "in", byCase)
    .where(sql<boolean>`NOT ${seen.isNamed}`);
  return [...named, ...(await page(partly))].toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

/** A page of the computers a person sees, seen last first [K2]. */
export async function listComputers(
  db: Queryable,
  scope: PersonScope,
  filter: ContactFilter,
): Promise<Outcome<{ computers: ComputerCard[]; more: boolean }>> {
  const found = await findComputers(db, scope, filter);
  return done({ computers: found.computers.map(({ card }) => card), more: found.more });
}

/** The same, each with whether its customer is connected to a case by it now. */
export async function findComputers(
  db: Queryable,
  scope: PersonScope,
  { groupId, text, before, id, online, size = PAGE }: WiderFilter,
): Promise<{ computers: { card: ComputerCard; online: boolean }[]; more: boolean }> {
  const seen = await contactsOf(db, scope);
  let query = computers(seen);
  if (id !== undefined) query = query.where("devices.id", "=", id);
  if (online !== undefined) query = query.where(sql<boolean>`${seen.isConnectedBy} = ${online}`);
  if (groupId) query = query.where("devices.group_id", "=", groupId);
  if (text) {
    const like = containing(text);
    query = query.where(
      sql<boolean>`(${seen.name} ILIKE ${like} OR ${seen.email} ILIKE ${like}
        OR devices.facts ->> 'host' ILIKE ${like} OR devices.facts ->> 'system' ILIKE ${like})`,
    );
  }
  const last =
    before &&
    (await seen.computers
      .select(["devices.last_seen_at as at", "devices.id"])
      .where("devices.id", "=", before)
      .executeTakeFirst());
  if (last) {
    query = query.where((eb) =>
      eb.or([
        eb("devices.last_seen_at", "<", last.at),
        eb.and([eb("devices.last_seen_at", "=", last.at), eb("devices.id", ">", last.id)]),
      ]),
    );
  }
  const rows = await query
    .orderBy("devices.last_seen_at", "desc")
    .orderBy("devices.id")
    .limit(size + 1)
    .execute();
  const found = rows.slice(0, size).map((row) => ({ card: computerOf(row), online: row.online }));
  return { computers: found, more: rows.length > size };
}

/** One contact with the cases and computers of it that a person sees [K1]. */
export async function readContact(
  db: Queryable,
  scope: PersonScope,
  contactId: string,
): Promise<Outcome<ContactDetail>> {
  const seen = await contactsOf(db, scope);
  const row = await cards(seen)
    .select([
      seen.isWhole.as("isWhole"),
      seen.isNamed.as("isNamed"),
      seen.mayWrite.as("mayWrite"),
      "contacts.note",
      sql<string[]>`ARRAY(SELECT a.email FROM contact_addresses a
        WHERE a.contact_id = contacts.id AND a.email <> contacts.email ORDER BY a.email)`.as("otherEmails"),
    ])
    .where("contacts.id", "=", contactId)
    .executeTakeFirst();
  if (row === undefined) return refused({ reason: "notFound" });
  const cases = await seen.cases
    .selectAll("cases")
    .where("cases.contact_id", "=", contactId)
    .orderBy("cases.created_at", "desc")
    .orderBy("cases.id")
    .limit(CASES_SHOWN)
    .execute();
  const owned = await computers(seen)
    .where("devices.contact_id", "=", contactId)
    .orderBy("devices.last_seen_at", "desc")
    .execute();
  const { isNamed, isWhole, mayWrite } = row;
  return done({
    contact: cardOf(row),
    note: isNamed ? row.note : "",
    otherEmails: isNamed ? row.otherEmails : [],
    cases: cases.map((one) => caseCard(caseOf(one))),
    computers: owned.map(computerOf),
    mayChange: isNamed && mayWrite,
    isWhole,
  });
}

function cards(seen: Seen) {
  const ofIt = seen.cases.where(sql<boolean>`cases.contact_id = contacts.id`);
  return seen.contacts.select([
    "contacts.id",
    seen.name.as("name"),
    seen.email.as("email"),
    sql<string | null>`CASE WHEN ${seen.isNamed} THEN contacts.group_id END`.as("groupId"),
    seen.time(sql`contacts.made_at`, sql`min(cases.created_at)`).as("madeAt"),
    seen.time(sql`contacts.last_seen_at`, sql`max(cases.created_at)`).as("lastSeenAt"),
    seen.isConnected.as("online"),
    // By this they are sorted, whatever is shown.
    "contacts.last_seen_at as at",
    ofIt.select((eb) => eb.fn.countAll<number>().as("n")).as("cases"),
    ofIt
      .where("cases.state", "in", OPEN)
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .as("open"),
  ]);
}

type Cards = ReturnType<typeof cards>;
type CardRow = Awaited<ReturnType<ReturnType<typeof cards>["executeTakeFirstOrThrow"]>>;

function cardOf({ id, name, email, groupId, madeAt, lastSeenAt, cases, open }: CardRow): ContactCard {
  return { id, name, email, groupId, madeAt, lastSeenAt, cases: cases ?? 0, open: open ?? 0 };
}

function computers(seen: Seen) {
  return seen.computers.select([
    "devices.id",
    "devices.facts",
    "devices.module_id as moduleId",
    "devices.group_id as groupId",
    "devices.contact_id as contactId",
    "devices.first_seen_at as firstSeenAt",
    "devices.last_seen_at as lastSeenAt",
    seen.name.as("contactName"),
    seen.email.as("contactEmail"),
    seen.isConnectedBy.as("online"),
  ]);
}

type ComputerRow = Awaited<ReturnType<ReturnType<typeof computers>["executeTakeFirstOrThrow"]>>;

function computerOf({ facts, online: _online, ...row }: ComputerRow): ComputerCard {
  return { ...row, ...facts };
}
