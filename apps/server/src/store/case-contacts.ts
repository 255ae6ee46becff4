import { sql } from "kysely";
import type { Case, CaseChange } from "@beckon/domain/case.ts";
import type { KnownDevice } from "../desk/ports.ts";
import type { Database, Queryable } from "./database.ts";

/** What is known of a case's contact when the case is kept. */
type Known = {
  /** "": the address says nothing new. */
  email: string;
  device: { hash: string; told: KnownDevice | null } | null;
  /** The contact the case has, or was made for. */
  present: string | null;
};

/** Whose a case is, found or made in the statement that keeps the case [K1, K2]: see migration 0043. */
export function contactOf(of: Case, { email, device, present }: Known, at: number) {
  const told = device?.told ?? null;
  const seen = told && JSON.stringify(seenOf(of, told));
  return sql<
    string | null
  >`contact_of(${of.companyId}, ${email}, ${of.customerName}, ${device?.hash ?? null}, ${seen}::jsonb, ${present}, ${at})`;
}

/** The address a customer is known by: the one in the case, else the one they want to be answered at [H3]; "" when there is none. */
export function addressOf({ customerEmail, message }: Case): string {
  if (customerEmail !== "" || message?.reach.by !== "email") return customerEmail;
  return message.reach.at.toLowerCase();
}

/** What a changed case's row says of its contact and device; nothing when the change says nothing new of them. */
export function contactColumns(
  row: { contact_id: string | null; device_hash: string | null },
  after: Case,
  events: readonly CaseChange[],
  known: KnownDevice | undefined,
  at: number,
) {
  const edited = events.find((event) => event.is === "edited");
  const isAddressed = edited?.to.customerEmail !== undefined || events.some((event) => event.is === "messageLeft");
  if (known === undefined && !isAddressed) return {};
  const hash = known?.hash ?? row.device_hash;
  const email = isAddressed || row.contact_id === null ? addressOf(after) : "";
  const device = hash === null ? null : { hash, told: known ?? null };
  return { contact_id: contactOf(after, { email, device, present: row.contact_id }, at), device_hash: hash };
}

/** The customer is here again, or has a name now: their contact and device say so. */
export async function touchContact(
  tx: Queryable,
  row: { contact_id: string | null; device_hash: string | null },
  after: Case,
  events: readonly CaseChange[],
  at: number,
): Promise<void> {
  const isHere = events.some((event) => event.is === "connected" && event.party === "customer");
  const isNamed = events.some((event) => event.is === "edited" && event.to.customerName);
  if (row.contact_id === null || !(isHere || isNamed)) return;
  const seenAt = isHere ? at : 0;
  await tx
    .updateTable("contacts")
    .set((eb) => ({
      last_seen_at: eb.fn<number>("greatest", ["last_seen_at", eb.val(seenAt)]),
      name: eb.case().when("name", "=", "").then(after.customerName).else(eb.ref("name")).end(),
    }))
    .where("id", "=", row.contact_id)
    .execute();
  if (!isHere || row.device_hash === null) return;
  await tx
    .updateTable("devices")
    .set((eb) => ({ last_seen_at: eb.fn<number>("greatest", ["last_seen_at", eb.val(seenAt)]) }))
    .where("company_id", "=", after.companyId)
    .where("device_hash", "=", row.device_hash)
    .execute();
}

/** Forgets a contact whose last case went, unless somebody filed it or wrote a note: it held nothing but that case's personal data [C12]. */
export async function forgetEmptyContact(tx: Queryable, contactId: string | null): Promise<void> {
  if (contactId === null) return;
  // Locked first: a case that just comes to it is seen below, or finds it gone and makes another.
  await tx.selectFrom("contacts").select("id").where("id", "=", contactId).forUpdate().execute();
  await tx
    .deleteFrom("contacts")
    .where("id", "=", contactId)
    .where("group_id", "is", null)
    .where("note", "=", "")
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom("cases").select("cases.id").whereRef("cases.contact_id", "=", "contacts.id"))),
    )
    .execute();
}

/** Tries once more when a contact came or went, or two changes waited for each other, in the moment of the first try. */
export async function despiteOthers<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!isMeanwhile(error)) throw error;
    return await act();
  }
}

function isMeanwhile(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  const deadlocked = error.code === "40P01";
  const contact = "constraint" in error && /contact/.test(String(error.constraint));
  return deadlocked || (contact && (error.code === "23503" || error.code === "23505"));
}

/** The contact behind a case, for whoever may see the case; null when nothing is known of its customer. */
export async function contactIdOf(db: Database, caseId: string): Promise<string | null> {
  const row = await db.selectFrom("cases").select("contact_id").where("id", "=", caseId).executeTakeFirst();
  return row?.contact_id ?? null;
}

function seenOf({ device, moduleId, groupId }: Case, { host, memory }: KnownDevice) {
  const facts = {
    system: device?.system ?? "",
    program: device?.browser ?? "",
    screen: device?.screen ?? "",
    language: device?.language ?? "",
    host,
    memory,
  };
  return { channel: device?.channel ?? "web", facts, moduleId, groupId };
}
