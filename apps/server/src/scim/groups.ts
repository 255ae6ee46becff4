import { clearUnseenAssignees } from "../modules/modules.ts";
import { writeAudit } from "../people/audit.ts";
import { changeGroup, createGroup, deleteGroup } from "../people/groups.ts";
import type { Queryable } from "../store/database.ts";
import type { PersonScope } from "../store/scope.ts";
import type { Json } from "./json.ts";
import { attributeOf, isObject } from "./json.ts";
import { followRoles, roleOfGroup } from "./role-groups.ts";
import { errorOf, ScimError } from "./scim-error.ts";
import { textIn } from "./user-resource.ts";
import { scimPeople, type Acting } from "./users.ts";

export const GROUP_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";

/** A group as a company's directory knows it: one of ours with those who may write to it, or one that gives a role. */
export interface ScimGroup {
  readonly id: string;
  readonly name: string;
  readonly externalId: string | null;
  readonly createdAt: number;
  readonly givesRole: boolean;
  readonly ownerId: string | null;
  readonly memberIds: readonly string[];
}

/** What a directory wishes a group to be. */
export interface WantedGroup {
  readonly name: string;
  readonly externalId: string | null;
  readonly memberIds: ReadonlySet<string>;
}

/** A group as a SCIM resource; members by their names. */
export function groupResource(group: ScimGroup, names: ReadonlyMap<string, string>, baseUrl: string): Json {
  const { id, name, externalId, createdAt, memberIds } = group;
  const created = new Date(createdAt).toISOString();
  return {
    schemas: [GROUP_SCHEMA],
    id,
    displayName: name,
    ...(externalId === null ? {} : { externalId }),
    members: memberIds.flatMap((value) => {
      const display = names.get(value);
      return display === undefined ? [] : [{ value, display, type: "User", $ref: `${baseUrl}/Users/${value}` }];
    }),
    meta: { resourceType: "Group", created, lastModified: created, location: `${baseUrl}/Groups/${id}` },
  };
}

/** Reads a group's resource as a directory sends it. */
export function wantedGroup(resource: Json): WantedGroup {
  const name = textIn(resource, "displayName", 100);
  if (name === null) throw new ScimError(400, "displayName is needed.", "invalidValue");
  const members = [attributeOf(resource, "members") ?? []].flat().map((each: unknown) => {
    const value = isObject(each) ? attributeOf(each, "value") : each;
    if (typeof value !== "string") throw new ScimError(400, "A member has the id of a user as value.", "invalidValue");
    return value;
  });
  return { name, externalId: textIn(resource, "externalId", 250), memberIds: new Set(members) };
}

/** The company's groups, ours and those that give roles, in the order they were made. */
export async function scimGroups(db: Queryable, scope: PersonScope, id?: string): Promise<ScimGroup[]> {
  const { companyId } = scope;
  const [ours, roles, shares, members] = await Promise.all([
    db
      .selectFrom("groups")
      .leftJoin("scim_groups", "scim_groups.group_id", "groups.id")
      .where("groups.company_id", "=", companyId)
      .$if(id !== undefined, (query) => query.where("groups.id", "=", id ?? ""))
      .select([
        "groups.id",
        "groups.name",
        "external_id as externalId",
        "groups.created_at as createdAt",
        "owner_id as ownerId",
      ])
      .execute(),
    db
      .selectFrom("scim_groups")
      .where("company_id", "=", companyId)
      .where("group_id", "is", null)
      .$if(id !== undefined, (query) => query.where("id", "=", id ?? ""))
      .select(["id", "display_name as name", "external_id as externalId", "created_at as createdAt"])
      .execute(),
    db
      .selectFrom("group_shares")
      .where("company_id", "=", companyId)
      .where("access", "=", "write")
      .$if(id !== undefined, (query) => query.where("group_id", "=", id ?? ""))
      .select(["group_id as groupId", "person_id as personId"])
      .orderBy("person_id")
      .execute(),
    db
      .selectFrom("scim_role_members")
      .where("company_id", "=", companyId)
      .$if(id !== undefined, (query) => query.where("scim_group_id", "=", id ?? ""))
      .select(["scim_group_id as groupId", "person_id as personId"])
      .orderBy("person_id")
      .execute(),
  ]);
  const byGroup = Map.groupBy([...shares, ...members], ({ groupId }) => groupId);
  const membersOf = (groupId: string) => (byGroup.get(groupId) ?? []).map(({ personId }) => personId);
  return [
    ...ours.map((group) => {
      const owner = group.ownerId === null ? [] : [group.ownerId];
      return { ...group, givesRole: false, memberIds: [...new Set([...owner, ...membersOf(group.id)])] };
    }),
    ...roles.map((group) => ({
      ...group,
      name: group.name ?? "",
      givesRole: true,
      ownerId: null,
      memberIds: membersOf(group.id),
    })),
  ].toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}

/** One group; 404 for one of another company. */
export async function scimGroup(db: Queryable, scope: PersonScope, id: string): Promise<ScimGroup> {
  const [group] = await scimGroups(db, scope, id);
  if (group === undefined) throw new ScimError(404, "There is no such group.");
  return group;
}

/** Makes a group: one of ours, or one that gives a role where the company gave its name one. */
export async function makeGroup(acting: Acting, wanted: WantedGroup): Promise<ScimGroup> {
  const { db, announce, scope, now } = acting;
  await refuseStrangers(acting, wanted.memberIds);
  if ((await scimGroups(db, scope)).some(({ name }) => name === wanted.name))
    throw new ScimError(409, "There is a group of this name already.", "uniqueness");
  const id = (await roleOfGroup(db, scope, wanted.name))
    ? (
        await db
          .insertInto("scim_groups")
          .values({ company_id: scope.companyId, display_name: wanted.name, created_at: now })
          .returning("id")
          .executeTakeFirstOrThrow()
      ).id
    : await makeOurs();
  return await changeScimGroup(acting, await scimGroup(db, scope, id), {
    ...wanted,
  });

  async function makeOurs(): Promise<string> {
    const made = await createGroup(db, announce, scope, wanted.name, now);
    if (!made.ok) throw errorOf(made.refusal);
    return made.value.id;
  }
}

/** Changes a group to what the directory wishes; its owner stays a member whatever it says. */
export async function changeScimGroup(acting: Acting, before: ScimGroup, wanted: WantedGroup): Promise<ScimGroup> {
  const { db, announce, scope, now } = acting;
  await refuseStrangers(acting, without(wanted.memberIds, new Set(before.memberIds)));
  if (!before.givesRole && wanted.name !== before.name) {
    const renamed = await changeGroup(db, announce, scope, before.id, { name: wanted.name }, now);
    if (!renamed.ok) throw errorOf(renamed.refusal);
  }
  const was = new Set(before.memberIds);
  const added = without(wanted.memberIds, was);
  const gone = without(was, wanted.memberIds);
  if (before.ownerId !== null) gone.delete(before.ownerId);
  await db.transaction().execute(async (trx) => {
    await keepFacts(trx, scope, before, wanted);
    if (before.givesRole) await changeRoleMembers(trx, scope, before.id, added, gone);
    else await changeShares(trx, acting, before.id, added, gone);
  });
  if (before.givesRole) {
    const all = new Set(wanted.name === before.name ? [...added, ...gone] : [...was, ...wanted.memberIds]);
    await followRoles(acting, all);
  } else if (added.size + gone.size > 0) announce({ about: "directory", companyId: scope.companyId });
  return await scimGroup(db, scope, before.id);
}

/** Deletes a group; one of ours only once it holds nothing. */
export async function deleteScimGroup(acting: Acting, group: ScimGroup): Promise<void> {
  const { db, announce, scope, now } = acting;
  if (!group.givesRole) {
    const gone = await deleteGroup(db, announce, scope, group.id, now);
    if (!gone.ok) throw errorOf(gone.refusal);
    return;
  }
  await db.deleteFrom("scim_groups").where("company_id", "=", scope.companyId).where("id", "=", group.id).execute();
  await followRoles(acting, new Set(group.memberIds));
}

async function keepFacts(trx: Queryable, scope: PersonScope, group: ScimGroup, wanted: WantedGroup): Promise<void> {
  if (group.givesRole) {
    const facts = { display_name: wanted.name, external_id: wanted.externalId };
    await trx.updateTable("scim_groups").set(facts).where("id", "=", group.id).execute();
    return;
  }
  if (wanted.externalId === group.externalId) return;
  const { companyId: company_id } = scope;
  const facts = { external_id: wanted.externalId };
  await trx
    .insertInto("scim_groups")
    .values({ id: group.id, company_id, group_id: group.id, created_at: group.createdAt, ...facts })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(facts))
    .execute();
}

async function changeRoleMembers(
  trx: Queryable,
  { companyId }: PersonScope,
  groupId: string,
  added: ReadonlySet<string>,
  gone: ReadonlySet<string>,
): Promise<void> {
  if (gone.size > 0)
    await trx
      .deleteFrom("scim_role_members")
      .where("scim_group_id", "=", groupId)
      .where((eb) => eb("person_id", "=", eb.fn.any(eb.val([...gone]))))
      .execute();
  if (added.size > 0)
    await trx
      .insertInto("scim_role_members")
      .values([...added].map((person_id) => ({ scim_group_id: groupId, company_id: companyId, person_id })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

async function changeShares(
  trx: Queryable,
  { scope, now }: Acting,
  groupId: string,
  added: ReadonlySet<string>,
  gone: ReadonlySet<string>,
): Promise<void> {
  if (gone.size > 0)
    await trx
      .deleteFrom("group_shares")
      .where("group_id", "=", groupId)
      .where((eb) => eb("person_id", "=", eb.fn.any(eb.val([...gone]))))
      .execute();
  const access = "write" as const;
  if (added.size > 0)
    await trx
      .insertInto("group_shares")
      .values([...added].map((person_id) => ({ company_id: scope.companyId, group_id: groupId, person_id, access })))
      .onConflict((conflict) => conflict.columns(["group_id", "person_id"]).doUpdateSet({ access }))
      .execute();
  for (const personId of gone)
    await writeAudit(trx, scope, { act: "group/unshared", subject: groupId, details: { personId } }, now);
  for (const personId of added)
    await writeAudit(trx, scope, { act: "group/shared", subject: groupId, details: { personId, access } }, now);
  if (gone.size > 0) await clearUnseenAssignees(trx, groupId);
}

async function refuseStrangers({ db, scope }: Acting, memberIds: ReadonlySet<string>): Promise<void> {
  if (memberIds.size === 0) return;
  const known = new Set((await scimPeople(db, scope)).map(({ id }) => id));
  if (without(memberIds, known).size > 0) throw new ScimError(400, "A member is no user here.", "invalidValue");
}

function without(all: ReadonlySet<string>, some: ReadonlySet<string>): Set<string> {
  return new Set([...all].filter((each) => !some.has(each)));
}
