import { rm, rmdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Platform } from "./ports.ts";

/** Removes all that the module left on this computer: shortcut, start entry, data, the window's profile [M5]. Received files stay. */
export async function uninstall(parts: {
  platform: Pick<Platform, "shortcut" | "startOnce">;
  data: string;
}): Promise<void> {
  const { platform, data } = parts;
  await platform.shortcut.remove();
  await platform.startOnce.clear();
  // A window that is just closing may still write.
  await rm(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  // The folder around it, when no other module has its data there; full or missing is as well.
  await rmdir(dirname(data)).catch(() => undefined);
}
