import type { ModuleRecord, ModuleSettings } from "@beckon/protocol/modules.ts";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import { writeAudit } from "../people/audit.ts";
import type { Queryable } from "../store/database.ts";
import { settingsOf } from "../store/module-settings.ts";
import { modulesOf, withAccessToGroup, type PersonScope } from "../store/scope.ts";
import { freeSlug } from "./free-slug.ts";
import { insertModule } from "./insert-module.ts";
import { presentModule } from "./module-row.ts";
import { auditOfModule, changingModules, findOwnModule, refuseTargets, type ModuleParts } from "./own-module.ts";

/** The modules of the groups a person sees with their drafts, by name. */
export async function listModules(db: Queryable, scope: PersonScope, publicUrl: string): Promise<ModuleRecord[]> {
  const rows = await modulesOf(db, scope).selectAll("modules").orderBy("modules.name").orderBy("modules.id").execute();
  const drafts = await modulesOf(db, scope)
    .innerJoin("module_drafts", "module_drafts.module_id", "modules.id")
    .selectAll("module_drafts")
    .execute();
  const draftOf = new Map(drafts.map((draft) => [draft.module_id, draft]));
  return rows.map((row) => presentModule(row, draftOf.get(row.id), publicUrl));
}

/** Makes a module for a group the asker may write to, and publishes its first version. */
export async function createModule(
  parts: ModuleParts,
  scope: PersonScope,
  settings: ModuleSettings,
  now: number,
): Promise<Outcome<ModuleRecord>> {
  if (!may(scope.role, "module/manage")) return refused({ reason: "notAllowed" });
  return await changingModules(parts, scope, async (trx) => {
    const problem = await refuseTargets(trx, scope, settings);
    if (problem !== undefined) return problem;
    const { companyId, personId: byId } = scope;
    const row = await insertModule(trx, { companyId, byId, settings }, now);
    await writeAudit(trx, scope, { act: "module/created", subject: row.id, details: auditOfModule(settings) }, now);
    return done(presentModule(row, undefined, parts.publicUrl));
  });
}

/** Makes another module with the live settings of this one, under another name and a free address. */
export async function duplicateModule(
  parts: ModuleParts,
  scope: PersonScope,
  moduleId: string,
  name: string,
  now: number,
): Promise<Outcome<ModuleRecord>> {
  return await changingModules(parts, scope, async (trx) => {
    const found = await findOwnModule(trx, scope, moduleId);
    if (!found.ok) return found;
    const settings = { ...settingsOf(found.value), name, slug: await freeSlug(trx, name) };
    const { companyId, personId: byId } = scope;
    const row = await insertModule(trx, { companyId, byId, settings }, now);
    const details = { ...auditOfModule(settings), duplicateOf: moduleId };
    await writeAudit(trx, scope, { act: "module/created", subject: row.id, details }, now);
    return done(presentModule(row, undefined, parts.publicUrl));
  });
}

/** Suspends a module or takes it up again [M6]. */
export async function suspendModule(
  parts: ModuleParts,
  scope: PersonScope,
  moduleId: string,
  suspended: boolean,
  now: number,
): Promise<Outcome<ModuleRecord>> {
  return await changingModules(parts, scope, async (trx) => {
    const found = await findOwnModule(trx, scope, moduleId);
    if (!found.ok) return found;
    const row = await trx
      .updateTable("modules")
      .set({ suspended_at: suspended ? (found.value.suspended_at ?? now) : null })
      .where("id", "=", moduleId)
      .returningAll()
      .executeTakeFirstOrThrow();
    const act = suspended ? "module/suspended" : "module/resumed";
    await writeAudit(trx, scope, { act, subject: moduleId, details: { name: row.name } }, now);
    const draft = await trx
      .selectFrom("module_drafts")
      .selectAll()
      .where("module_id", "=", moduleId)
      .executeTakeFirst();
    return done(presentModule(row, draft, parts.publicUrl));
  });
}

/** Deletes a module with its versions: its address no longer exists, its cases stay. */
export async function deleteModule(
  parts: ModuleParts,
  scope: PersonScope,
  moduleId: string,
  now: number,
): Promise<Outcome<Record<string, never>>> {
  return await changingModules(parts, scope, async (trx) => {
    const found = await findOwnModule(trx, scope, moduleId);
    if (!found.ok) return found;
    await trx.deleteFrom("modules").where("id", "=", moduleId).execute();
    const details = { name: found.value.name, slug: found.value.slug };
    await writeAudit(trx, scope, { act: "module/deleted", subject: moduleId, details }, now);
    return done({});
  });
}

/** Clears the default assignees of a group's modules who cannot see the group any more. */
export async function clearUnseenAssignees(trx: Queryable, groupId: string): Promise<void> {
  const seeing = await withAccessToGroup(trx, groupId);
  let clearing = trx.updateTable("modules").set({ assignee_id: null }).where("group_id", "=", groupId);
  if (seeing.length > 0) clearing = clearing.where("assignee_id", "not in", seeing);
  await clearing.execute();
}
