import { spawn } from "node:child_process";
import { readdir, rm, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { KEPT_PROGRAM } from "./later-starts.ts";
import type { Platform } from "./ports.ts";

/** Everything a module puts into its data folder; what is being written has the program's number behind its name. */
const OURS = /^(?:kept\.json(?:\.\d+)?|running\.json|sent|window)$/;
const AGAIN = { recursive: true, force: true, maxRetries: 10, retryDelay: 200 } as const;

/**
 * Removes all that the module left on this computer: shortcut, start entry, data, the window's profile, the program's copy,
 * and the native parts that a built program laid into `laid` [M5], also while it runs from there. Received files stay.
 */
export async function uninstall(parts: {
  platform: Pick<Platform, "kind" | "shortcut" | "startOnce" | "folders">;
  data: string;
  laid: string | null;
}): Promise<void> {
  const { platform, data, laid } = parts;
  await platform.shortcut.remove();
  await platform.startOnce.clear();
  await removeData(data);
  const copy = join(data, KEPT_PROGRAM);
  // Our own folder around it, when no other module has its data there; full or missing is as well.
  const emptied = [data, platform.folders.data];
  if (platform.kind === "windows" && laid !== null) return removeOnceEnded([copy, laid], emptied);
  await rm(copy, AGAIN);
  for (const folder of emptied) await rmdir(folder).catch(() => undefined);
  if (laid === null) return;
  // Another module that runs has loaded what it needs, and lays it anew the next time.
  await rm(laid, AGAIN);
  await rmdir(dirname(laid)).catch(() => undefined);
}

/** Removes what is ours in the folder; somebody may have chosen one that holds things of their own. */
async function removeData(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  // A window that is just closing may still write.
  for (const name of names.filter((one) => OURS.test(one))) await rm(join(folder, name), AGAIN);
}

/** How long Windows' shell waits before each try, in seconds. */
const TRIES_S = [1, 2, 4];

/**
 * Windows keeps the files of programs that run and of libraries that are loaded: its own shell removes them when this program
 * is gone, and then the folders that are empty.
 */
function removeOnceEnded(folders: readonly string[], emptied: readonly string[]): void {
  const tries = TRIES_S.flatMap((seconds) => [
    `ping -n ${seconds + 1} 127.0.0.1 >nul`,
    ...folders.map((folder) => `rmdir /s /q "${folder}"`),
    ...emptied.map((folder) => `rmdir "${folder}"`),
  ]);
  spawn("cmd.exe", ["/d", "/s", "/c", `"${tries.join(" & ")}"`], {
    // A shell keeps the folder it stands in.
    cwd: tmpdir(),
    stdio: "ignore",
    detached: true,
    windowsHide: true,
    windowsVerbatimArguments: true,
  }).unref();
}
