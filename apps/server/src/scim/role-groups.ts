import { ROLES, type Role } from "@beckon/domain/permissions.ts";
import { changePerson } from "../people/people.ts";
import type { Queryable } from "../store/database.ts";
import type { PersonScope } from "../store/scope.ts";
import type { Acting } from "./users.ts";

interface Mapping {
  readonly roles: ReadonlyMap<string, Role>;
  readonly otherwise: Role;
}

/** The role that the company gives to groups of this name, as it mapped its sign-in's claim; undefined for all others. */
export async function roleOfGroup(db: Queryable, scope: PersonScope, name: string): Promise<Role | undefined> {
  return (await mappingOf(db, scope)).roles.get(name);
}

/** The role of new people. */
export async function defaultRole(db: Queryable, scope: PersonScope): Promise<Role> {
  return (await mappingOf(db, scope)).otherwise;
}

/** Gives people the highest role of the groups they are members of, else the default one; the last administrator stays one [P3]. */
export async function followRoles({ db, announce, scope, now }: Acting, personIds: ReadonlySet<string>): Promise<void> {
  if (personIds.size === 0) return;
  const { roles, otherwise } = await mappingOf(db, scope);
  const rows = await db
    .selectFrom("people")
    .leftJoin("scim_role_members", "scim_role_members.person_id", "people.id")
    .leftJoin("scim_groups", "scim_groups.id", "scim_role_members.scim_group_id")
    .where("people.company_id", "=", scope.companyId)
    .where((eb) => eb("people.id", "=", eb.fn.any(eb.val([...personIds]))))
    .select(["people.id", "people.role", "scim_groups.display_name as group"])
    .execute();
  for (const [personId, of] of Map.groupBy(rows, (row) => row.id)) {
    const given = of.flatMap(({ group }) => roles.get(group ?? "") ?? []);
    const role = ROLES.find((each) => given.includes(each)) ?? otherwise;
    if (of[0]?.role !== role) await changePerson(db, announce, scope, personId, { role }, now);
  }
}

async function mappingOf(db: Queryable, scope: PersonScope): Promise<Mapping> {
  const row = await db
    .selectFrom("company_sign_in")
    .select(["role_claim", "role_values", "default_role"])
    .where("company_id", "=", scope.companyId)
    .executeTakeFirst();
  const values = row === undefined || row.role_claim === "" ? undefined : row.role_values;
  // The highest role last, so that it counts where a name stands twice.
  const pairs = ROLES.toReversed().flatMap((role) => (values?.[role] ?? []).map((name) => [name, role] as const));
  return { roles: new Map(pairs), otherwise: row?.default_role ?? "expert" };
}
