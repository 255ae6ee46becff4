import { refused, done, type Outcome } from "@beckon/domain/refusal.ts";
import type { Language } from "@beckon/protocol/words.ts";
import type { Queryable } from "../store/database.ts";
import { peopleOf, type PersonScope } from "../store/scope.ts";

/** Who the asker is to their company. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly language: Language | null;
  readonly company: string;
}

/** The asker's own account. */
export async function readAccount(db: Queryable, scope: PersonScope): Promise<Outcome<Account>> {
  const found = await peopleOf(db, scope)
    .innerJoin("companies", "companies.id", "people.company_id")
    .select([
      "people.id",
      "people.name",
      "people.email",
      "people.email_verified as emailVerified",
      "people.language",
      "companies.name as company",
    ])
    .where("people.id", "=", scope.personId)
    .executeTakeFirst();
  return found === undefined ? refused({ reason: "notFound" }) : done(found);
}
