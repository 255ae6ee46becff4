import type { ModuleSettings } from "@beckon/protocol/modules.ts";
import type { Queryable } from "../store/database.ts";
import { columnsOf, type ModuleRow } from "../store/module-settings.ts";

/** Adds a module whose first version is live at once; throws when its address is taken. */
export async function insertModule(
  trx: Queryable,
  { companyId, byId, settings }: { companyId: string; byId: string | null; settings: ModuleSettings },
  now: number,
): Promise<ModuleRow> {
  const row = await trx
    .insertInto("modules")
    .values({
      ...columnsOf(settings),
      company_id: companyId,
      version: 1,
      revision: 1,
      changed_by: byId,
      changed_at: now,
      suspended_at: null,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await keepVersion(trx, row, settings, byId, now);
  return row;
}

/** Keeps what was just published as the version the module's row names. */
export async function keepVersion(
  trx: Queryable,
  { id, version }: Pick<ModuleRow, "id" | "version">,
  settings: ModuleSettings,
  byId: string | null,
  now: number,
): Promise<void> {
  await trx
    .insertInto("module_versions")
    .values({ module_id: id, number: version, settings: JSON.stringify(settings), by_id: byId, at: now })
    .execute();
}
