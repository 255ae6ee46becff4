import type { Role } from "@beckon/domain/permissions.ts";
import type { Queryable } from "../store/database.ts";

/** Of these sign-ins those that hold now, and are made as the company requires [I5], with the role their person has now [X5]. */
export async function rolesSignedIn(
  db: Queryable,
  signInIds: string[],
  now: number,
): Promise<ReadonlyMap<string, Role>> {
  const rows = await db
    .selectFrom("sign_ins")
    .innerJoin("people", "people.id", "sign_ins.person_id")
    .where("sign_ins.id", "in", signInIds)
    .where("sign_ins.expires_at", ">", new Date(now))
    .where("people.disabled_at", "is", null)
    .innerJoin("companies", "companies.id", "people.company_id")
    .where((eb) => eb.or([eb("companies.second_factor_required", "=", false), eb("sign_ins.way", "!=", "password")]))
    .select(["sign_ins.id", "people.role"])
    .execute();
  return new Map(rows.map((row) => [row.id, row.role]));
}
