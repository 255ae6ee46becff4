import { access, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Platform, Shortcut } from "../../ports.ts";
import { appIcon, appInfo } from "./app-folder.ts";
import { plist } from "./plist.ts";

/**
 * The SOS shortcut: a small app of its own on the desktop, with the module's label and icon [M5]. macOS' aliases can neither
 * have words for the program nor an icon of their own. `remembered` keeps the label its folder was called by.
 */
export function openShortcut(
  desktop: string | null,
  id: string,
  remembered: { read(): Promise<string | undefined>; write(label: string): Promise<void>; clear(): Promise<void> },
): Shortcut {
  const pathOf = (label: string | undefined): string | null =>
    desktop === null || label === undefined ? null : join(desktop, `${label}.app`);
  const isThere = (path: string): Promise<boolean> =>
    access(path).then(
      () => true,
      () => false,
    );
  /** The label is the module's to choose, and may be what something of the person's own is called: only ours is written into. */
  async function freeName(label: string): Promise<string> {
    const ours = await remembered.read();
    for (let nth = 1; ; nth += 1) {
      const name = nth === 1 ? label : `${label} (${nth})`;
      const path = pathOf(name);
      if (name === ours || path === null || !(await isThere(path))) return name;
    }
  }
  return {
    async create({ label, icon, command }) {
      const name = await freeName(fileNameOf(label));
      const path = pathOf(name);
      if (path === null) return null;
      const contents = join(path, "Contents");
      for (const folder of ["MacOS", "Resources"]) await mkdir(join(contents, folder), { recursive: true });
      const info = appInfo({
        name: "SOS",
        id: `app.beckon.sos.${id.replaceAll(/[^\w-]/g, "-")}`,
        version: "1",
        hidden: true,
      });
      await writeFile(join(contents, "Info.plist"), info);
      await writeFile(join(contents, "Resources", "icon.icns"), appIcon(icon));
      await writeFile(join(contents, "MacOS", "SOS"), startScript(command), { mode: 0o755 });
      await remembered.write(name);
      return path;
    },
    async exists() {
      const path = pathOf(await remembered.read());
      return path !== null && (await isThere(path));
    },
    async remove() {
      const path = pathOf(await remembered.read());
      if (path !== null) await rm(path, { recursive: true, force: true });
      await remembered.clear();
    },
  };
}

/** One start at the next sign-in, by a launchd entry that takes itself away before it runs. */
export function openStartOnce(home: string, id: string): Platform["startOnce"] {
  const folder = join(home, "Library", "LaunchAgents");
  const label = `app.beckon.return.${id.replaceAll(/[^\w-]/g, "-")}`;
  const path = join(folder, `${label}.plist`);
  return {
    async set(command) {
      await mkdir(folder, { recursive: true });
      await writeFile(path, returnStart(label, path, command), { mode: 0o600 });
    },
    clear: () => rm(path, { force: true }),
  };
}

/** What launchd reads at sign-in. */
export function returnStart(label: string, path: string, command: readonly string[]): string {
  const run = ["/bin/sh", "-c", `rm -f "$0"; exec "$@"`, path, ...openWords(command)];
  return plist({ Label: label, RunAtLoad: true, LimitLoadToSessionType: "Aqua", ProgramArguments: run });
}

/** A script that starts the command. */
export function startScript(command: readonly string[]): string {
  const quoted = openWords(command).map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
  return `#!/bin/sh\nexec ${quoted.join(" ")}\n`;
}

/** An app is opened as the Finder does, so that what the person allowed it holds for it; anything else is run as it is. */
function openWords([program = "", ...words]: readonly string[]): readonly string[] {
  const app = /^(.+\.app)\/Contents\/MacOS\/[^/]+$/.exec(program)?.[1];
  return app === undefined ? [program, ...words] : ["/usr/bin/open", "-n", app, "--args", ...words];
}

function fileNameOf(label: string): string {
  const name = label
    .replaceAll(/[/:\p{Cc}]/gu, " ")
    .replace(/^\.+/, "")
    .trim();
  return name.slice(0, 60) || "SOS";
}
