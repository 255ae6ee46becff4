import { sql } from "kysely";
import type { Queryable } from "./database.ts";

/** The expert a contact was together with last, in any of their cases, if that was not before `since` (ms since 1970); else null [A7]. */
export async function lastExpertOf(db: Queryable, contactId: string, since: number): Promise<string | null> {
  const when = sql<number>`(expert ->> 'since')::bigint`;
  const row = await db
    .selectFrom("cases")
    .select(sql<string>`expert ->> 'personId'`.as("personId"))
    .where("contact_id", "=", contactId)
    .where(sql<boolean>`expert ->> 'is' <> 'never'`)
    .where(when, ">=", since)
    .orderBy(when, "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.personId ?? null;
}
