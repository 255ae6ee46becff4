import { may } from "@beckon/domain/permissions.ts";
import { refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Announce } from "../desk/news.ts";
import type { PersonFacts } from "../desk/ports.ts";
import type { Database } from "../store/database.ts";
import type { PersonScope } from "../store/scope.ts";
import { createPerson, type NewPerson } from "./people.ts";

/** Adds somebody to the asker's company, for those who manage people [P10]; `invalid email taken` when somebody has the address. */
export async function addPerson(
  db: Database,
  announce: Announce,
  scope: PersonScope,
  person: NewPerson,
  now: number,
): Promise<Outcome<PersonFacts>> {
  if (!may(scope.role, "people/manage")) return refused({ reason: "notAllowed" });
  return await createPerson(db, announce, scope, person, now);
}
