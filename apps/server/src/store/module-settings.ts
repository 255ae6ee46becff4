import type { Selectable } from "kysely";
import { moduleSettings, type ModuleSettings } from "@beckon/protocol/modules.ts";
import type { Schema } from "./schema.ts";

/** A module as the database holds it. */
export type ModuleRow = Selectable<Schema["modules"]>;

type LiveColumns = Pick<ModuleRow, "name" | "slug" | "group_id" | "assignee_id" | "settings">;

/** A module's live settings; those that came after it was published have their defaults. */
export function settingsOf(row: LiveColumns): ModuleSettings {
  const { name, slug, group_id: groupId, assignee_id: assigneeId, settings } = row;
  return moduleSettings.parse({ ...settings, name, slug, groupId, assigneeId });
}

/** Settings as the columns that hold them while they are live. */
export function columnsOf(settings: ModuleSettings) {
  const { name, slug, groupId, assigneeId, ...rest } = settings;
  return { name, slug, group_id: groupId, assignee_id: assigneeId, settings: JSON.stringify(rest) };
}
