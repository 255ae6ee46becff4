import { sql } from "kysely";
import type { Availability } from "@beckon/domain/assignment/candidate.ts";
import type { AwayBecause } from "@beckon/domain/availability.ts";
import { DEFAULT_CAPACITY } from "@beckon/domain/availability.ts";
import { GRACE_MS } from "@beckon/domain/presence.ts";
import type { PersonFacts } from "../desk/ports.ts";
import { databaseNow } from "./database-now.ts";
import type { Queryable } from "./database.ts";

/** Whether a person has a console open on a living server, or had one less than 30 s ago [A11]; for queries with both tables. */
const isThere = sql<boolean>`(
  EXISTS (SELECT FROM people_online o WHERE o.person_id = people.id)
  OR coalesce(availability.left_at > ${databaseNow} - ${GRACE_MS}, false))`;

/**
 * Everybody with how they stand right now and how many cases they have: open ones of theirs
 * whose customer has not left, messages to answer aside.
 * The one place where that is read; what domain/assignment's `countsAsLoad` says of a case, this says in SQL.
 */
export function peopleNow(db: Queryable) {
  return db
    .selectFrom("people")
    .leftJoin("availability", "availability.person_id", "people.id")
    .select([
      "people.id",
      "people.name",
      "people.email",
      "people.role",
      "people.disabled_at",
      sql<Availability>`CASE WHEN ${isThere} THEN coalesce(availability.status, 'online') ELSE 'offline' END`.as(
        "status",
      ),
      sql<AwayBecause | null>`CASE WHEN ${isThere} THEN availability.because END`.as("because"),
      sql<number>`coalesce(availability.since, 0)`.as("since"),
      sql<number>`coalesce(availability.capacity, ${DEFAULT_CAPACITY}::int)`.as("capacity"),
      sql<number>`(
        SELECT count(*)::int FROM cases c
         WHERE c.assignee_id = people.id AND c.state IN ('new', 'pending', 'inProgress')
           AND c.customer ->> 'is' <> 'left'
           AND (c.message IS NULL OR c.waiting_since IS NOT NULL))`.as("load"),
    ]);
}

type PersonRow = Awaited<ReturnType<ReturnType<typeof peopleNow>["executeTakeFirstOrThrow"]>>;

/** A person from their row of `peopleNow`. */
export function personFacts({ disabled_at, status, because, since, ...row }: PersonRow): PersonFacts {
  return { ...row, disabled: disabled_at !== null, availability: { status, because, since } };
}
