import type { ModuleSettings } from "@beckon/protocol/modules.ts";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Announce } from "../desk/news.ts";
import { faultInHours } from "../people/opening-hours.ts";
import { isTaken, type Database, type Queryable } from "../store/database.ts";
import { isOwnLogo } from "./logos.ts";
import { groupAccess, modulesOf, withAccessToGroup, type PersonScope } from "../store/scope.ts";

/** What a change of a module needs: the database, whom to tell, and the origin that modules' addresses begin with. */
export interface ModuleParts {
  readonly db: Database;
  readonly announce: Announce;
  readonly publicUrl: string;
}

/**
 * A module that the asker may change, locked for the transaction; `changedMeanwhile` when it is no longer the `revision` they
 * saw [C11].
 */
export async function findOwnModule(trx: Queryable, scope: PersonScope, moduleId: string, revision?: number) {
  // Locked by itself: a lock cannot be taken through the join that binds it to the asker.
  await trx.selectFrom("modules").select("id").where("id", "=", moduleId).forUpdate().execute();
  const found = await modulesOf(trx, scope)
    .selectAll("modules")
    .select("visible.access")
    .where("modules.id", "=", moduleId)
    .executeTakeFirst();
  if (found === undefined) return refused({ reason: "notFound" });
  if (!may(scope.role, "module/manage") || found.access !== "write") return refused({ reason: "notAllowed" });
  if (revision !== undefined && revision !== found.revision)
    return refused({ reason: "changedMeanwhile", byId: found.changed_by, at: found.changed_at });
  return done(found);
}

/** Whether the group can be given cases by the asker, the assignee would see them, its hours are some, and the logo is the company's own. */
export async function refuseTargets(
  trx: Queryable,
  scope: PersonScope,
  { groupId, assigneeId, logo, assignment }: Pick<ModuleSettings, "groupId" | "assigneeId" | "logo" | "assignment">,
): Promise<Outcome<never> | undefined> {
  const access = (await groupAccess(trx, scope)).get(groupId);
  if (access === undefined) return refused({ reason: "invalid", field: "groupId", problem: "unknown" });
  if (access === "read") return refused({ reason: "notAllowed" });
  if (assigneeId !== null && !(await withAccessToGroup(trx, groupId)).includes(assigneeId))
    return refused({ reason: "assigneeCannotSee" });
  const fault = faultInHours(assignment.hours, "assignment.hours");
  if (fault) return refused(fault);
  if (logo !== null && !(await isOwnLogo(trx, scope, logo)))
    return refused({ reason: "invalid", field: "logo", problem: "unknown" });
  return undefined;
}

/** Does something in a transaction and tells the company's consoles; an address that is taken is a refusal. */
export async function changingModules<T>(
  { db, announce }: ModuleParts,
  scope: PersonScope,
  act: (trx: Queryable) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    const outcome = await db.transaction().execute(act);
    if (outcome.ok) announce({ about: "directory", companyId: scope.companyId });
    return outcome;
  } catch (error) {
    if (isTaken(error, "modules_slug_key")) return refused({ reason: "invalid", field: "slug", problem: "taken" });
    throw error;
  }
}

/** What the audit log says of a module's settings. */
export function auditOfModule({ name, slug, groupId, assigneeId }: ModuleSettings) {
  return { name, slug, groupId, assigneeId };
}
