import { spawnSync } from "node:child_process";
import { access, chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Platform, Shortcut } from "../../ports.ts";

/** The SOS shortcut as a desktop entry [M5]; `id` keeps one module's apart from another's. */
export function openShortcut(desktop: string | null, data: string, id: string): Shortcut {
  const path = desktop === null ? null : join(desktop, `beckon-sos-${id}.desktop`);
  const icon = join(data, `sos-${id}.png`);
  return {
    async create({ label, icon: png, command }) {
      if (path === null) return null;
      await writeFile(icon, png);
      const entry = ["[Desktop Entry]", "Type=Application", `Name=${oneLine(label)}`, `Icon=${icon}`];
      await writeFile(
        path,
        `${[...entry, `Exec=${quote(command)}`, "Terminal=false", "StartupNotify=true"].join("\n")}\n`,
      );
      await chmod(path, 0o755);
      // GNOME starts an entry only when its owner says that it is trusted; others do not know the question.
      spawnSync("gio", ["set", path, "metadata::trusted", "true"], { stdio: "ignore" });
      return path;
    },
    exists: async () =>
      path !== null &&
      (await access(path).then(
        () => true,
        () => false,
      )),
    async remove() {
      if (path !== null) await rm(path, { force: true });
      await rm(icon, { force: true });
    },
  };
}

/** One start at the next sign-in, by an autostart entry that takes itself away before it runs. */
export function openStartOnce(config: string, id: string): Platform["startOnce"] {
  const folder = join(config, "autostart");
  const path = join(folder, `beckon-return-${id}.desktop`);
  return {
    async set(command) {
      await mkdir(folder, { recursive: true });
      const run = ["sh", "-c", `rm -f "$0"; exec "$@"`, path, ...command];
      const entry = ["[Desktop Entry]", "Type=Application", "Name=Beckon", `Exec=${quote(run)}`, "Terminal=false"];
      await writeFile(path, `${entry.join("\n")}\n`, { mode: 0o600 });
    },
    clear: () => rm(path, { force: true }),
  };
}

/** Words as the Desktop Entry Specification quotes them: reserved letters escaped twice, once for the file and once for the words. */
export function quote(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w./:=@%+,-]+$/.test(word) && !word.includes("%") ? word : `"${escape(word)}"`))
    .join(" ");
}

function escape(word: string): string {
  return (
    word
      .replaceAll(/["`$\\]/g, "\\$&")
      .replaceAll("\\", "\\\\")
      // A line's end would begin another entry.
      .replaceAll("\n", "\\n")
      .replaceAll("\r", "\\r")
      .replaceAll("%", "%%")
  );
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** The folder that the desktop session calls by this name (`DESKTOP`, `DOWNLOAD`); undefined when it names none. */
export async function userFolder(config: string, home: string, name: string): Promise<string | undefined> {
  const known = await readFile(join(config, "user-dirs.dirs"), "utf8").catch(() => "");
  const value = new RegExp(`^XDG_${name}_DIR="([^"]+)"`, "m").exec(known)?.[1];
  return value?.replace(/^\$HOME/, home);
}
