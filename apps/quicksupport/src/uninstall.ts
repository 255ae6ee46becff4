import { spawn } from "node:child_process";
import { readdir, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Platform } from "./ports.ts";

/** Everything a module puts into its data folder; what is being written has the program's number behind its name. */
const OURS = /^(?:kept\.json(?:\.\d+)?|running\.json|sent|window)$/;
const AGAIN = { recursive: true, force: true, maxRetries: 10, retryDelay: 200 } as const;

/**
 * Removes all that the module left on this computer: shortcut, start entry, data, the window's profile, and the native parts
 * that a built program laid into `laid` [M5]. Received files stay.
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
  // Our own folder around it, when no other module has its data there; full or missing is as well.
  await rmdir(platform.folders.data).catch(() => undefined);
  if (laid === null) return;
  if (platform.kind === "windows") return removeOnceEnded(laid);
  // Another module that runs has loaded what it needs, and lays it anew the next time.
  await rm(laid, AGAIN);
  await rmdir(dirname(laid)).catch(() => undefined);
}

/** Removes what is ours in the folder; somebody may have chosen one that holds things of their own. */
async function removeData(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  // A window that is just closing may still write.
  for (const name of names.filter((one) => OURS.test(one))) await rm(join(folder, name), AGAIN);
  await rmdir(folder).catch(() => undefined);
}

/** Windows keeps the files of libraries that are loaded: its own shell removes them when this program is gone. */
function removeOnceEnded(folder: string): void {
  const remove = `ping -n 3 127.0.0.1 >nul & rmdir /s /q "${folder}" & rmdir "${dirname(folder)}"`;
  spawn("cmd.exe", ["/d", "/s", "/c", `"${remove}"`], {
    stdio: "ignore",
    detached: true,
    windowsHide: true,
    windowsVerbatimArguments: true,
  }).unref();
}
