import type { Body, CALLS, ModuleRecord, ModuleSettings } from "@beckon/protocol/calls.ts";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Announce } from "../desk/news.ts";
import { writeAudit } from "../people/audit.ts";
import { isTaken, type Database, type Queryable } from "../store/database.ts";
import { groupAccess, modulesOf, withAccessToGroup, type PersonScope } from "../store/scope.ts";
import { columnsOf, presentModule } from "./module-row.ts";

/** What a change of a module needs: the database, whom to tell, and the origin that modules' addresses begin with. */
export interface ModuleParts {
  readonly db: Database;
  readonly announce: Announce;
  readonly publicUrl: string;
}

/** The modules of the groups a person sees, by name. */
export async function listModules(db: Queryable, scope: PersonScope, publicUrl: string): Promise<ModuleRecord[]> {
  const rows = await modulesOf(db, scope).selectAll("modules").orderBy("modules.name").orderBy("modules.id").execute();
  return rows.map((row) => presentModule(row, publicUrl));
}

/** Makes a module for a group the asker may write to. */
export async function createModule(
  { db, announce, publicUrl }: ModuleParts,
  scope: PersonScope,
  settings: ModuleSettings,
  now: number,
): Promise<Outcome<ModuleRecord>> {
  if (!may(scope.role, "module/manage")) return refused({ reason: "notAllowed" });
  const outcome = await orTaken(() =>
    db.transaction().execute(async (trx): Promise<Outcome<ModuleRecord>> => {
      const problem = await refuseTargets(trx, scope, settings);
      if (problem !== undefined) return problem;
      const row = await trx
        .insertInto("modules")
        .values({ ...columnsOf(settings), company_id: scope.companyId, suspended_at: null, created_at: now })
        .returningAll()
        .executeTakeFirstOrThrow();
      await writeAudit(trx, scope, { act: "module/created", subject: row.id, details: auditOf(settings) }, now);
      return done(presentModule(row, publicUrl));
    }),
  );
  if (outcome.ok) announce({ about: "directory", companyId: scope.companyId });
  return outcome;
}

/** Changes a module's settings, suspends it or takes it up again. */
export async function changeModule(
  { db, announce, publicUrl }: ModuleParts,
  scope: PersonScope,
  moduleId: string,
  change: Body<(typeof CALLS)["changeModule"]>,
  now: number,
): Promise<Outcome<ModuleRecord>> {
  const outcome = await orTaken(() =>
    db.transaction().execute(async (trx): Promise<Outcome<ModuleRecord>> => {
      const found = await findOwn(trx, scope, moduleId);
      if (!found.ok) return found;
      const { suspended = found.value.suspended_at !== null, ...given } = change;
      const settings = withChanges(presentModule(found.value, publicUrl), given);
      const problem = await refuseTargets(trx, scope, settings);
      if (problem !== undefined) return problem;
      const row = await trx
        .updateTable("modules")
        .set({ ...columnsOf(settings), suspended_at: suspended ? (found.value.suspended_at ?? now) : null })
        .where("id", "=", moduleId)
        .returningAll()
        .executeTakeFirstOrThrow();
      const details = { ...auditOf(settings), suspended };
      await writeAudit(trx, scope, { act: "module/changed", subject: moduleId, details }, now);
      return done(presentModule(row, publicUrl));
    }),
  );
  if (outcome.ok) announce({ about: "directory", companyId: scope.companyId });
  return outcome;
}

/** Deletes a module: its address no longer exists, its cases stay. */
export async function deleteModule(
  { db, announce }: ModuleParts,
  scope: PersonScope,
  moduleId: string,
  now: number,
): Promise<Outcome<Record<string, never>>> {
  const outcome = await db.transaction().execute(async (trx) => {
    const found = await findOwn(trx, scope, moduleId);
    if (!found.ok) return found;
    await trx.deleteFrom("modules").where("id", "=", moduleId).execute();
    const details = { name: found.value.name, slug: found.value.slug };
    await writeAudit(trx, scope, { act: "module/deleted", subject: moduleId, details }, now);
    return done({});
  });
  if (outcome.ok) announce({ about: "directory", companyId: scope.companyId });
  return outcome;
}

/** Clears the default assignees of a group's modules who cannot see the group any more. */
export async function clearUnseenAssignees(trx: Queryable, groupId: string): Promise<void> {
  const seeing = await withAccessToGroup(trx, groupId);
  let clearing = trx.updateTable("modules").set({ assignee_id: null }).where("group_id", "=", groupId);
  if (seeing.length > 0) clearing = clearing.where("assignee_id", "not in", seeing);
  await clearing.execute();
}

async function findOwn(trx: Queryable, scope: PersonScope, moduleId: string) {
  // Locked by itself: a lock cannot be taken through the join that binds it to the asker.
  await trx.selectFrom("modules").select("id").where("id", "=", moduleId).forUpdate().execute();
  const found = await modulesOf(trx, scope)
    .selectAll("modules")
    .select("visible.access")
    .where("modules.id", "=", moduleId)
    .executeTakeFirst();
  if (found === undefined) return refused({ reason: "notFound" });
  if (!may(scope.role, "module/manage") || found.access !== "write") return refused({ reason: "notAllowed" });
  return done(found);
}

/** Whether the group can be given cases by the asker, and the assignee would see them. */
async function refuseTargets(
  trx: Queryable,
  scope: PersonScope,
  { groupId, assigneeId }: Pick<ModuleSettings, "groupId" | "assigneeId">,
): Promise<Outcome<never> | undefined> {
  const access = (await groupAccess(trx, scope)).get(groupId);
  if (access === undefined) return refused({ reason: "invalid", field: "groupId", problem: "unknown" });
  if (access === "read") return refused({ reason: "notAllowed" });
  if (assigneeId !== null && !(await withAccessToGroup(trx, groupId)).includes(assigneeId))
    return refused({ reason: "assigneeCannotSee" });
  return undefined;
}

function withChanges(
  before: ModuleSettings,
  given: { [K in keyof ModuleSettings]?: ModuleSettings[K] | undefined },
): ModuleSettings {
  return { ...before, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}

async function orTaken<T>(act: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await act();
  } catch (error) {
    if (isTaken(error, "modules_slug_key")) return refused({ reason: "invalid", field: "slug", problem: "taken" });
    throw error;
  }
}

function auditOf({ name, slug, groupId, assigneeId }: ModuleSettings) {
  return { name, slug, groupId, assigneeId };
}
