import { sql } from "kysely";
import type { Availability } from "@beckon/domain/assignment/candidate.ts";
import { may, type Role } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Queryable } from "../store/database.ts";
import { peopleNow } from "../store/people-now.ts";
import { peopleOf, type PersonScope } from "../store/scope.ts";
import { containing } from "../store/containing.ts";

/** Whom is looked for: all of what is given must hold. `emails` are compared without regard to case. */
export interface PeopleFilter {
  readonly id?: string | undefined;
  /** A part of the name. */
  readonly name?: string | undefined;
  readonly emails?: readonly string[] | undefined;
  readonly roles?: readonly Role[] | undefined;
}

/** What a list shows of somebody. */
export interface PersonName {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** The same and how they stand; `lastSeenAt` is about when they used the console last, if ever. */
export interface PersonInFull extends PersonName {
  readonly role: Role;
  readonly disabled: boolean;
  readonly status: Availability;
  readonly lastSeenAt: number | null;
  /** The module whose cases are assigned to them, the first there was. */
  readonly moduleId: string | null;
}

/** The people of the company who match, by name, with their names and addresses only. */
export async function findPeople(
  db: Queryable,
  scope: PersonScope,
  filter: PeopleFilter,
): Promise<Outcome<PersonName[]>> {
  if (!may(scope.role, "people/see")) return refused({ reason: "notAllowed" });
  return done(
    await peopleOf(db, scope)
      .select(["people.id", "people.name", "people.email"])
      .where(matches(filter))
      .orderBy("people.name")
      .orderBy("people.id")
      .execute(),
  );
}

/** The same with all that is known. */
export async function findPeopleInFull(
  db: Queryable,
  scope: PersonScope,
  filter: PeopleFilter,
): Promise<Outcome<PersonInFull[]>> {
  if (!may(scope.role, "people/see")) return refused({ reason: "notAllowed" });
  const rows = await peopleNow(db)
    .leftJoin(
      db
        .selectFrom("modules")
        .distinctOn("assignee_id")
        .select(["assignee_id", "modules.id as module_id"])
        .where("assignee_id", "is not", null)
        .where("modules.company_id", "=", scope.companyId)
        .orderBy("assignee_id")
        .orderBy("modules.created_at")
        .as("module"),
      (join) => join.onRef("module.assignee_id", "=", "people.id"),
    )
    .select([
      "module.module_id as moduleId",
      sql<number | null>`CASE WHEN people.last_signed_in_at IS NOT NULL
        THEN greatest(people.last_signed_in_at, availability.active_at) END`.as("lastSeenAt"),
    ])
    .where("people.company_id", "=", scope.companyId)
    .where(matches(filter))
    .orderBy("people.name")
    .orderBy("people.id")
    .execute();
  return done(
    rows.map(({ id, name, email, role, disabled_at, status, lastSeenAt, moduleId }) => ({
      id,
      name,
      email,
      role,
      disabled: disabled_at !== null,
      status,
      lastSeenAt,
      moduleId,
    })),
  );
}

function matches({ id, name, emails, roles }: PeopleFilter) {
  const all = [
    id === undefined ? undefined : sql`people.id = ${id}`,
    name === undefined ? undefined : sql`people.name ILIKE ${containing(name)}`,
    emails === undefined ? undefined : sql`people.email = ANY(${emails.map((one) => one.toLowerCase())}::text[])`,
    roles === undefined ? undefined : sql`people.role = ANY(${[...roles]}::text[])`,
  ].filter((one) => one !== undefined);
  return all.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(all, sql` AND `)})`;
}
