import { rm, rmdir } from "node:fs/promises";
import type { Platform } from "./ports.ts";

/** Removes all that the module left on this computer: shortcut, start entry, data, the window's profile [M5]. Received files stay. */
export async function uninstall(parts: {
  platform: Pick<Platform, "shortcut" | "startOnce" | "folders">;
  data: string;
}): Promise<void> {
  const { platform, data } = parts;
  await platform.shortcut.remove();
  await platform.startOnce.clear();
  // A window that is just closing may still write.
  await rm(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  // Our own folder around it, when no other module has its data there; full or missing is as well.
  await rmdir(platform.folders.data).catch(() => undefined);
}
