import { moduleSettings, type ModuleRecord } from "@beckon/protocol/modules.ts";
import { settingsOf, type ModuleRow } from "../store/module-settings.ts";

/** A draft beside its module, as the database holds both. */
export type DraftRow = { settings: object; by_id: string | null; at: number } | undefined;

/** A module as the console sees it; its address begins with `publicUrl`. */
export function presentModule(row: ModuleRow, draft: DraftRow, publicUrl: string): ModuleRecord {
  return {
    ...settingsOf(row),
    id: row.id,
    suspended: row.suspended_at !== null,
    createdAt: row.created_at,
    url: moduleUrl(publicUrl, row.slug),
    version: row.version,
    revision: row.revision,
    draft: draft ? { settings: moduleSettings.parse(draft.settings), byId: draft.by_id, at: draft.at } : null,
  };
}

/** Where customers open a module. */
export function moduleUrl(publicUrl: string, slug: string): string {
  return `${publicUrl}/m/${slug}`;
}
