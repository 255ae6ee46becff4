import type { Selectable } from "kysely";
import type { ModuleRecord, ModuleSettings } from "@beckon/protocol/calls.ts";
import type { Schema } from "../store/schema.ts";

/** A module as the database holds it. */
export type ModuleRow = Selectable<Schema["modules"]>;

/** A module as the console sees it; its address begins with `publicUrl`. */
export function presentModule(row: ModuleRow, publicUrl: string): ModuleRecord {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    groupId: row.group_id,
    assigneeId: row.assignee_id,
    title: row.title,
    welcome: row.welcome,
    waiting: row.waiting,
    disclaimer: row.disclaimer,
    accent: row.accent,
    fields: { name: row.name_field, email: row.email_field, description: row.description_field },
    validityMs: row.validity_ms,
    survey: row.survey,
    sos: { on: row.sos_on, label: row.sos_label },
    suspended: row.suspended_at !== null,
    createdAt: row.created_at,
    url: moduleUrl(publicUrl, row.slug),
  };
}

/** A module's settings as columns. */
export function columnsOf(settings: ModuleSettings) {
  return {
    group_id: settings.groupId,
    assignee_id: settings.assigneeId,
    name: settings.name,
    slug: settings.slug,
    title: settings.title,
    welcome: settings.welcome,
    waiting: settings.waiting,
    disclaimer: settings.disclaimer,
    accent: settings.accent.toLowerCase(),
    name_field: settings.fields.name,
    email_field: settings.fields.email,
    description_field: settings.fields.description,
    validity_ms: settings.validityMs,
    survey: settings.survey,
    sos_on: settings.sos.on,
    sos_label: settings.sos.label,
  };
}

/** Where customers open a module. */
export function moduleUrl(publicUrl: string, slug: string): string {
  return `${publicUrl}/m/${slug}`;
}
