import { access, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Platform, Shortcut } from "../../ports.ts";
import { numberedName, safeName } from "@beckon/domain/safe-name.ts";
import type { Shell } from "./com.ts";
import { commandLine } from "./command-line.ts";
import { iconFile } from "./icon-file.ts";
import type { Registry } from "./registry.ts";

const RUN_ONCE = String.raw`Software\Microsoft\Windows\CurrentVersion\RunOnce`;
/** Longer lines are not run from there. */
const MOST_OF_A_LINE = 260;

/** The SOS shortcut as a .lnk file whose name is its label [M5]; `id` keeps one module's apart from another's. */
export function openShortcut(shell: Shell, parts: { desktop: string | null; data: string; id: string }): Shortcut {
  const { desktop, data, id } = parts;
  const icon = join(data, `sos-${id}.ico`);
  // The label is the module's and may change: where the shortcut was put is written down.
  const note = join(data, `sos-${id}.txt`);
  const readNote = (): Promise<string> => readFile(note, "utf8").catch(() => "");

  async function freePath(folder: string, label: string): Promise<string> {
    const ours = await readNote();
    for (let nth = 1; ; nth += 1) {
      const path = join(folder, numberedName(`${safeName(label)}.lnk`, nth));
      if (path === ours || !(await isThere(path))) return path;
    }
  }
  return {
    async create({ label, icon: png, command }) {
      if (desktop === null) return null;
      const [target = "", ...words] = command;
      await writeFile(icon, await iconFile(png));
      const path = await freePath(desktop, label);
      if (!shell.writeShortcut(path, { target, words: commandLine(words), label, icon })) return null;
      await writeFile(note, path);
      return path;
    },
    async exists() {
      const path = await readNote();
      return path !== "" && (await isThere(path));
    },
    async remove() {
      const path = await readNote();
      if (path !== "") await rm(path, { force: true });
      for (const file of [icon, note]) await rm(file, { force: true });
    },
  };
}

/** One start at the next sign-in: Windows takes the entry away before it runs it. */
export function openStartOnce(
  registry: Registry,
  shell: Shell,
  parts: { data: string; id: string },
): Platform["startOnce"] {
  const name = `Beckon ${parts.id}`;
  const link = join(parts.data, `return-${parts.id}.lnk`);
  return {
    async set(command) {
      const [target = "", ...words] = command;
      const line = commandLine(command);
      if (line.length <= MOST_OF_A_LINE) return registry.write(RUN_ONCE, name, line);
      if (!shell.writeShortcut(link, { target, words: commandLine(words), label: "Beckon", icon: "" }))
        throw new Error("Windows writes no shortcut for the return.");
      registry.write(RUN_ONCE, name, commandLine(["explorer.exe", link]));
    },
    async clear() {
      registry.remove(RUN_ONCE, name);
      await rm(link, { force: true });
    },
  };
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
