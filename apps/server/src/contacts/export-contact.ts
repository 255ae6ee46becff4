import { may, type PersonScope } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { ContactExport } from "@beckon/protocol/contacts.ts";
import { writeAudit } from "../people/audit.ts";
import { recordingCardOf } from "../recordings/recording-row.ts";
import { caseOf } from "../store/case-rows.ts";
import type { Database, Queryable } from "../store/database.ts";
import { contactsOf } from "../store/scope.ts";
import { attachmentsIn } from "../views/attachments-in.ts";
import { caseCard } from "../views/case-card.ts";
import { timelineOf } from "../views/case-detail.ts";

/** Gives everything that is kept of a contact; the audit log says that somebody took it [K4]. */
export async function exportContact(
  db: Database,
  scope: PersonScope,
  contactId: string,
  now: number,
): Promise<Outcome<ContactExport>> {
  if (!may(scope.role, "contact/export")) return refused({ reason: "notAllowed" });
  // One moment: what comes meanwhile belongs to the next export.
  const transaction = db.transaction().setIsolationLevel("repeatable read");
  return await transaction.execute(async (trx): Promise<Outcome<ContactExport>> => {
    const seen = await contactsOf(trx, scope);
    const contact = await seen.contacts
      .innerJoin("companies", "companies.id", "contacts.company_id")
      .leftJoin("groups", "groups.id", "contacts.group_id")
      .selectAll("contacts")
      .select([
        "companies.name as company",
        "companies.recordings_days as days",
        "groups.name as group",
        seen.isWhole.as("isWhole"),
      ])
      .where("contacts.id", "=", contactId)
      .executeTakeFirst();
    if (contact === undefined) return refused({ reason: "notFound" });
    if (!contact.isWhole) return refused({ reason: "partlySeen" });
    const addresses = await trx
      .selectFrom("contact_addresses")
      .select("email")
      .where("contact_id", "=", contactId)
      .orderBy("email")
      .execute();
    const devices = await trx
      .selectFrom("devices")
      .selectAll()
      .where("contact_id", "=", contactId)
      .orderBy("first_seen_at")
      .execute();
    const times = (each: { first_seen_at: number; last_seen_at: number }) => ({
      firstSeenAt: each.first_seen_at,
      lastSeenAt: each.last_seen_at,
    });
    await writeAudit(trx, scope, { act: "contact/exported", subject: contactId }, now);
    return done({
      format: "beckon-contact" as const,
      exportedAt: now,
      company: contact.company,
      contact: {
        name: contact.name,
        emails: addresses.map(({ email }) => email),
        note: contact.note,
        group: contact.group,
        madeAt: contact.made_at,
        lastSeenAt: contact.last_seen_at,
      },
      computers: devices
        .filter(({ channel }) => channel === "desktop")
        .map((each) => ({
          id: each.id,
          ...each.facts,
          moduleId: each.module_id,
          groupId: each.group_id,
          ...times(each),
        })),
      browsers: devices.filter(({ channel }) => channel === "web").map(times),
      cases: await casesOf(trx, contactId, contact.days, now),
    });
  });
}

async function casesOf(
  trx: Queryable,
  contactId: string,
  policyDays: number,
  now: number,
): Promise<ContactExport["cases"]> {
  const rows = await trx
    .selectFrom("cases")
    .selectAll()
    .where("contact_id", "=", contactId)
    .orderBy("created_at")
    .execute();
  const whole: ContactExport["cases"] = [];
  for (const row of rows) {
    const history = await trx
      .selectFrom("case_history")
      .select(["seq", "at", "actor", "event"])
      .where("case_id", "=", row.id)
      .orderBy("seq")
      .execute();
    const recordings = await trx.selectFrom("recordings").selectAll().where("case_id", "=", row.id).execute();
    const current = caseOf(row);
    whole.push({
      case: caseCard(current),
      device: current.device,
      rating: current.rating,
      history: timelineOf(history),
      integration: current.integration,
      messages: history.flatMap(({ at, event }) =>
        event.is === "messageLeft" ? [{ at, text: event.text, reach: event.reach.at, callBack: event.callBack }] : [],
      ),
      attachments: attachmentsIn(history),
      recordings: recordings.map((each) => recordingCardOf(each, policyDays, false, now)),
    });
  }
  return whole;
}
