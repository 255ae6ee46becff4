import {
  moduleSettings,
  type ModuleRecord,
  type ModuleSettings,
  type ModuleVersion,
} from "@beckon/protocol/modules.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import { writeAudit } from "../people/audit.ts";
import type { Queryable } from "../store/database.ts";
import { columnsOf, type ModuleRow } from "../store/module-settings.ts";
import { groupAccess, modulesOf, withAccessToGroup, type PersonScope } from "../store/scope.ts";
import { keepVersion } from "./insert-module.ts";
import { presentModule } from "./module-row.ts";
import { auditOfModule, changingModules, findOwnModule, refuseTargets, type ModuleParts } from "./own-module.ts";

/** A change by somebody who saw `revision` of the module. */
export type Change = { readonly moduleId: string; readonly revision: number; readonly now: number };

const LISTED = 100;

/** Keeps settings as the module's draft: nothing of it is live [M10]. */
export async function saveDraft(
  parts: ModuleParts,
  scope: PersonScope,
  { moduleId, revision, now }: Change,
  settings: ModuleSettings,
): Promise<Outcome<ModuleRecord>> {
  return await changingModules(parts, scope, async (trx) => {
    const found = await findOwnModule(trx, scope, moduleId, revision);
    if (!found.ok) return found;
    const problem = await refuseTargets(trx, scope, settings);
    if (problem !== undefined) return problem;
    const draft = { settings: JSON.stringify(settings), by_id: scope.personId, at: now };
    const kept = await trx
      .insertInto("module_drafts")
      .values({ module_id: moduleId, ...draft })
      .onConflict((conflict) => conflict.column("module_id").doUpdateSet(draft))
      .returningAll()
      .executeTakeFirstOrThrow();
    const row = await touch(trx, found.value, scope, now, {});
    const details = { name: found.value.name };
    await writeAudit(trx, scope, { act: "module/drafted", subject: moduleId, details }, now);
    return done(presentModule(row, kept, parts.publicUrl));
  });
}

/** Forgets the draft; what is live stays. */
export async function discardDraft(
  parts: ModuleParts,
  scope: PersonScope,
  { moduleId, revision, now }: Change,
): Promise<Outcome<ModuleRecord>> {
  return await changingModules(parts, scope, async (trx) => {
    const found = await findOwnModule(trx, scope, moduleId, revision);
    if (!found.ok) return found;
    await dropDraft(trx, moduleId);
    const row = await touch(trx, found.value, scope, now, {});
    const details = { name: found.value.name };
    await writeAudit(trx, scope, { act: "module/draftDiscarded", subject: moduleId, details }, now);
    return done(presentModule(row, undefined, parts.publicUrl));
  });
}

/** Makes settings the live version; the draft is gone with that. */
export async function publishModule(
  parts: ModuleParts,
  scope: PersonScope,
  change: Change,
  settings: ModuleSettings,
): Promise<Outcome<ModuleRecord>> {
  return await changingModules(parts, scope, async (trx) => {
    const found = await findOwnModule(trx, scope, change.moduleId, change.revision);
    return found.ok ? await publish(parts, trx, scope, found.value, settings, change.now, {}) : found;
  });
}

/**
 * Publishes an earlier version anew. The module keeps its address of today, and its group where the earlier one is out of
 * reach; an assignee who can no longer see the group is nobody, as in [P5].
 */
export async function bringBackModule(
  parts: ModuleParts,
  scope: PersonScope,
  change: Change,
  number: number,
): Promise<Outcome<ModuleRecord>> {
  return await changingModules(parts, scope, async (trx) => {
    const found = await findOwnModule(trx, scope, change.moduleId, change.revision);
    if (!found.ok) return found;
    const version = await trx
      .selectFrom("module_versions")
      .select("settings")
      .where("module_id", "=", change.moduleId)
      .where("number", "=", number)
      .executeTakeFirst();
    if (version === undefined) return refused({ reason: "notFound" });
    const earlier = moduleSettings.parse(version.settings);
    const access = await groupAccess(trx, scope);
    const groupId = access.get(earlier.groupId) === "write" ? earlier.groupId : found.value.group_id;
    const seeing = await withAccessToGroup(trx, groupId);
    const assigneeId = earlier.assigneeId !== null && seeing.includes(earlier.assigneeId) ? earlier.assigneeId : null;
    const settings = { ...earlier, slug: found.value.slug, groupId, assigneeId };
    return await publish(parts, trx, scope, found.value, settings, change.now, { broughtBack: number });
  });
}

/** A module's versions, newest first, at most a hundred; `notFound` when the asker does not see it. */
export async function listModuleVersions(
  db: Queryable,
  scope: PersonScope,
  moduleId: string,
): Promise<Outcome<{ versions: ModuleVersion[] }>> {
  const seen = await modulesOf(db, scope).select("modules.id").where("modules.id", "=", moduleId).executeTakeFirst();
  if (seen === undefined) return refused({ reason: "notFound" });
  const rows = await db
    .selectFrom("module_versions")
    .selectAll()
    .where("module_id", "=", moduleId)
    .orderBy("number", "desc")
    .limit(LISTED)
    .execute();
  const versions = rows.map(({ number, settings, by_id: byId, at }) => ({
    number,
    settings: moduleSettings.parse(settings),
    byId,
    at,
  }));
  return done({ versions });
}

async function publish(
  parts: ModuleParts,
  trx: Queryable,
  scope: PersonScope,
  before: ModuleRow,
  settings: ModuleSettings,
  now: number,
  how: { broughtBack?: number },
): Promise<Outcome<ModuleRecord>> {
  const problem = await refuseTargets(trx, scope, settings);
  if (problem !== undefined) return problem;
  const row = await touch(trx, before, scope, now, { ...columnsOf(settings), version: before.version + 1 });
  await keepVersion(trx, row, settings, scope.personId, now);
  await dropDraft(trx, row.id);
  const details = { ...auditOfModule(settings), version: row.version, ...how };
  await writeAudit(trx, scope, { act: "module/published", subject: row.id, details }, now);
  return done(presentModule(row, undefined, parts.publicUrl));
}

async function touch(
  trx: Queryable,
  { id, revision }: ModuleRow,
  scope: PersonScope,
  now: number,
  live: Partial<ReturnType<typeof columnsOf> & { version: number }>,
): Promise<ModuleRow> {
  return await trx
    .updateTable("modules")
    .set({ ...live, revision: revision + 1, changed_by: scope.personId, changed_at: now })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function dropDraft(trx: Queryable, moduleId: string): Promise<void> {
  await trx.deleteFrom("module_drafts").where("module_id", "=", moduleId).execute();
}
