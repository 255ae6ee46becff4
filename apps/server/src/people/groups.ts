import type { Body, CALLS, GroupRecord } from "@beckon/protocol/calls.ts";
import { DEFAULT_WAIT_LIMITS } from "@beckon/domain/queue.ts";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Announce } from "../desk/news.ts";
import { isStillUsed, type Database, type Queryable } from "../store/database.ts";
import { groupsOf, peopleOf, type PersonScope } from "../store/scope.ts";
import { writeAudit } from "./audit.ts";
import { clearUnseenAssignees } from "../modules/modules.ts";
import { containing } from "../store/containing.ts";

/** Which groups are looked for: all of what is given must hold. */
export interface GroupFilter {
  readonly id?: string | undefined;
  /** A part of the name. */
  readonly name?: string | undefined;
  /** Whether it belongs to the person themselves. */
  readonly own?: boolean | undefined;
}

/** The groups a person sees, by name, each with those it is shared with. */
export async function listGroups(db: Queryable, scope: PersonScope, filter: GroupFilter = {}): Promise<GroupRecord[]> {
  const { id, name, own } = filter;
  let query = groupsOf(db, scope).selectAll("groups").select("visible.access");
  if (id !== undefined) query = query.where("groups.id", "=", id);
  if (name !== undefined) query = query.where("groups.name", "ilike", containing(name));
  if (own === true) query = query.where("groups.owner_id", "=", scope.personId);
  if (own === false) query = query.where("groups.owner_id", "is distinct from", scope.personId);
  const groups = await query.orderBy("groups.name").orderBy("groups.id").execute();
  if (groups.length === 0) return [];
  const shares = await db
    .selectFrom("group_shares")
    .where("company_id", "=", scope.companyId)
    .where((eb) => eb("group_id", "=", eb.fn.any(eb.val(groups.map((group) => group.id)))))
    .select(["group_id", "person_id", "access"])
    .orderBy("person_id")
    .execute();
  const byGroup = Map.groupBy(shares, (share) => share.group_id);
  return groups.map((group) => ({
    id: group.id,
    name: group.name,
    ownerId: group.owner_id,
    access: group.access,
    warnMs: group.warn_ms,
    alarmMs: group.alarm_ms,
    validityMs: group.validity_ms,
    messageValidityMs: group.message_validity_ms,
    assignment: {
      policy: { kind: group.policy, acceptMs: group.accept_ms },
      hours: group.hours,
      fallbackGroupId: group.fallback_group_id,
      escalateMs: group.escalate_ms,
    },
    members: (byGroup.get(group.id) ?? []).map(({ person_id: personId, access }) => ({ personId, access })),
  }));
}

/** Makes a group that belongs to whoever asked. */
export async function createGroup(
  db: Database,
  announce: Announce,
  scope: PersonScope,
  name: string,
  now: number,
): Promise<Outcome<GroupRecord>> {
  if (!may(scope.role, "group/create")) return refused({ reason: "notAllowed" });
  const made = await db
    .transaction()
    .execute(async (trx) => await readGroup(trx, scope, await makeGroup(trx, scope, name, now)));
  announce({ about: "directory", companyId: scope.companyId });
  return made;
}

/** Adds a group that belongs to the asker, who may make one; gives its id. */
export async function makeGroup(trx: Queryable, scope: PersonScope, name: string, now: number): Promise<string> {
  const { id } = await trx
    .insertInto("groups")
    .values({
      company_id: scope.companyId,
      name,
      owner_id: scope.personId,
      warn_ms: DEFAULT_WAIT_LIMITS.warnMs,
      alarm_ms: DEFAULT_WAIT_LIMITS.alarmMs,
      created_at: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await writeAudit(trx, scope, { act: "group/created", subject: id, details: { name } }, now);
  return id;
}

/** Renames a group, hands it to another owner, or sets its limits on waiting; for its owner and those who manage any group. */
export async function changeGroup(
  db: Database,
  announce: Announce,
  scope: PersonScope,
  groupId: string,
  change: Body<(typeof CALLS)["changeGroup"]>,
  now: number,
): Promise<Outcome<GroupRecord>> {
  return await onOwnGroup(db, announce, scope, groupId, async (trx, group) => {
    const { name = group.name, ownerId = group.ownerId } = change;
    const { warnMs = group.warnMs, alarmMs = group.alarmMs, validityMs = group.validityMs } = change;
    const { messageValidityMs = group.messageValidityMs } = change;
    if (alarmMs < warnMs) return refused({ reason: "invalid", field: "alarmMs", problem: "tooShort" });
    if (ownerId !== null && ownerId !== group.ownerId && !(await isActive(trx, scope, ownerId)))
      return refused({ reason: "invalid", field: "ownerId", problem: "unknown" });
    await trx
      .updateTable("groups")
      .set({ name, owner_id: ownerId, warn_ms: warnMs, alarm_ms: alarmMs, validity_ms: validityMs })
      .set({ message_validity_ms: messageValidityMs })
      .where("id", "=", groupId)
      .execute();
    // Whoever gave the group away can still see it; nobody loses their cases by being generous.
    if (ownerId !== group.ownerId) {
      if (ownerId !== null) await unshare(trx, groupId, ownerId);
      if (group.ownerId !== null) await share(trx, scope, groupId, group.ownerId, "write");
    }
    const details = { name, ownerId, warnMs, alarmMs, validityMs, messageValidityMs };
    await writeAudit(trx, scope, { act: "group/changed", subject: groupId, details }, now);
    return done(undefined);
  });
}

/** How a group is to be shared with one person; `null`: not at all. */
export type Share = Body<(typeof CALLS)["shareGroup"]>;

/** Shares a group with people of the company, changes how, or ends it: with all of them or with none. */
export async function shareGroup(
  db: Database,
  announce: Announce,
  scope: PersonScope,
  groupId: string,
  shares: readonly Share[],
  now: number,
): Promise<Outcome<GroupRecord>> {
  return await onOwnGroup(db, announce, scope, groupId, async (trx, group) => {
    for (const { personId, access } of shares) {
      if (personId === group.ownerId) return refused({ reason: "invalid", field: "personId", problem: "notAccepted" });
      if (access !== null && !(await isActive(trx, scope, personId)))
        return refused({ reason: "invalid", field: "personId", problem: "unknown" });
    }
    for (const { personId, access } of shares) {
      // Who did not have it loses nothing, and there is nothing to tell of.
      if (access === null && !(await unshare(trx, groupId, personId))) continue;
      if (access !== null) await share(trx, scope, groupId, personId, access);
      const act = access === null ? "group/unshared" : "group/shared";
      const details = { personId, ...(access === null ? {} : { access }) };
      await writeAudit(trx, scope, { act, subject: groupId, details }, now);
    }
    await clearUnseenAssignees(trx, groupId);
    return done(undefined);
  });
}

/** Deletes a group that holds neither cases nor modules; else `inUse`. */
export async function deleteGroup(
  db: Database,
  announce: Announce,
  scope: PersonScope,
  groupId: string,
  now: number,
): Promise<Outcome<Record<string, never>>> {
  try {
    const outcome = await db.transaction().execute(async (trx) => {
      const found = await readGroup(trx, scope, groupId);
      if (!found.ok) return found;
      if (!mayManage(scope, found.value)) return refused({ reason: "notAllowed" });
      await trx.deleteFrom("groups").where("id", "=", groupId).execute();
      const details = { name: found.value.name };
      await writeAudit(trx, scope, { act: "group/deleted", subject: groupId, details }, now);
      return done({});
    });
    if (outcome.ok) announce({ about: "directory", companyId: scope.companyId });
    return outcome;
  } catch (error) {
    if (isStillUsed(error)) return refused({ reason: "inUse" });
    throw error;
  }
}

/** Changes a group in one transaction, for its owner and those who manage any group; then everybody's lists are read again. */
export async function onOwnGroup(
  db: Database,
  announce: Announce,
  scope: PersonScope,
  groupId: string,
  act: (trx: Queryable, group: GroupRecord) => Promise<Outcome<undefined>>,
): Promise<Outcome<GroupRecord>> {
  const outcome = await db.transaction().execute(async (trx) => {
    await trx.selectFrom("groups").select("id").where("id", "=", groupId).forUpdate().execute();
    const found = await readGroup(trx, scope, groupId);
    if (!found.ok) return found;
    if (!mayManage(scope, found.value)) return refused({ reason: "notAllowed" });
    const acted = await act(trx, found.value);
    return acted.ok ? await readGroupAfter(trx, scope, found.value) : acted;
  });
  if (outcome.ok) announce({ about: "directory", companyId: scope.companyId });
  return outcome;
}

/** One group that a person sees. */
export async function readGroup(db: Queryable, scope: PersonScope, groupId: string): Promise<Outcome<GroupRecord>> {
  const [group] = await listGroups(db, scope, { id: groupId });
  return group === undefined ? refused({ reason: "notFound" }) : done(group);
}

// Somebody may give away what they see; the answer is then what they saw last.
async function readGroupAfter(db: Queryable, scope: PersonScope, before: GroupRecord): Promise<Outcome<GroupRecord>> {
  const after = await readGroup(db, scope, before.id);
  return after.ok ? after : done(before);
}

function mayManage(scope: PersonScope, group: GroupRecord): boolean {
  return group.ownerId === scope.personId || may(scope.role, "group/manageAny");
}

async function isActive(db: Queryable, scope: PersonScope, personId: string): Promise<boolean> {
  const found = await peopleOf(db, scope)
    .select("id")
    .where("id", "=", personId)
    .where("disabled_at", "is", null)
    .executeTakeFirst();
  return found !== undefined;
}

async function share(
  trx: Queryable,
  scope: PersonScope,
  groupId: string,
  personId: string,
  access: "read" | "write",
): Promise<void> {
  await trx
    .insertInto("group_shares")
    .values({ company_id: scope.companyId, group_id: groupId, person_id: personId, access })
    .onConflict((conflict) => conflict.columns(["group_id", "person_id"]).doUpdateSet({ access }))
    .execute();
}

/** Says whether it was shared with them. */
async function unshare(trx: Queryable, groupId: string, personId: string): Promise<boolean> {
  const rows = trx.deleteFrom("group_shares").where("group_id", "=", groupId).where("person_id", "=", personId);
  return (await rows.executeTakeFirst()).numDeletedRows > 0n;
}
