import type { ModuleSettings } from "@beckon/protocol/modules.ts";
import type { Queryable } from "../store/database.ts";
import { settingsOf } from "../store/module-settings.ts";
import { drawAppIcon, ICON_SIZES, type IconSize, type IconUse } from "./app-icon.ts";
import { readLogo } from "./logos.ts";

/** A module as it is found at its address, by whoever puts its button on a site or installs its page [M12]. */
export type FoundModule = { settings: ModuleSettings; version: number; suspended: boolean };

const KEPT_ICONS = 200;

/** The live module of an address; undefined when there is none. */
export async function findModule(db: Queryable, slug: string): Promise<FoundModule | undefined> {
  const row = await db.selectFrom("modules").selectAll().where("slug", "=", slug).executeTakeFirst();
  return row && { settings: settingsOf(row), version: row.version, suspended: row.suspended_at !== null };
}

/** What an installed page is called: the SOS button's label, else the module's name [M12]. */
export function appName({ sos, name }: ModuleSettings): string {
  return sos.label === "" ? name : sos.label;
}

/** The web manifest that lets a module's page be installed as an app of its own [M12]. */
export function appManifest({ settings, version }: FoundModule) {
  const path = `/m/${settings.slug}`;
  const name = appName(settings);
  const icon = (size: IconSize, purpose: IconUse) => ({
    src: `${path}/icon/${size}/${purpose}?version=${version}`,
    sizes: `${size}x${size}`,
    type: "image/png",
    purpose,
  });
  return {
    id: path,
    name,
    short_name: name,
    description: settings.title,
    lang: settings.language,
    start_url: path,
    scope: path,
    display: "standalone",
    theme_color: settings.accent,
    background_color: "#ffffff",
    icons: [...ICON_SIZES.map((size) => icon(size, "any")), icon(512, "maskable")],
  };
}

/** Draws modules' icons, and keeps the last ones drawn: drawing takes a hundred times as long as looking. */
export function openIcons(db: Queryable) {
  const kept = new Map<string, Promise<Buffer>>();
  return async function iconOf({ accent, logo }: ModuleSettings, size: IconSize, use: IconUse): Promise<Buffer> {
    const key = `${logo ?? accent} ${size} ${use}`;
    const drawing = kept.get(key) ?? draw();
    kept.delete(key);
    kept.set(key, drawing);
    for (const oldest of kept.keys()) if (kept.size > KEPT_ICONS) kept.delete(oldest);
    try {
      return await drawing;
    } catch (error) {
      kept.delete(key);
      throw error;
    }
    async function draw() {
      return await drawAppIcon({ logo: logo === null ? undefined : await readLogo(db, logo), accent }, size, use);
    }
  };
}
