import { mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Platform } from "../../ports.ts";
import { findBrowsers } from "./browsers.ts";
import { captureScreen } from "./capture.ts";
import { openClipboard } from "./clipboard.ts";
import { openShell } from "./com.ts";
import { seeRealPixels } from "./desktop.ts";
import { readFacts } from "./facts.ts";
import { openInput } from "./input.ts";
import { loadWindows } from "./libraries.ts";
import { openMessagePump } from "./message-pump.ts";
import { openOverlay } from "./overlay.ts";
import { elevate, restart } from "./power.ts";
import { openRegistry } from "./registry.ts";
import { openShortcut, openStartOnce } from "./shortcut.ts";
import { watchStopKeys } from "./stop-keys.ts";

const FOLDERS = {
  data: "F1B32785-6FBA-4FCF-9D55-7B8E7F157091",
  desktop: "B4BFCC3A-DB2C-424C-B029-7FE99A87C641",
  downloads: "374DE290-123F-4565-9164-39C4925E467B",
} as const;

/** Windows 10 and newer; `id` keeps what belongs to one module apart from another's. */
export async function openWindowsPlatform({ id = "module" }: { id?: string } = {}): Promise<Platform> {
  seeRealPixels();
  const windows = loadWindows();
  const shell = openShell();
  const registry = openRegistry();
  const data = join(shell.folder(FOLDERS.data) ?? join(homedir(), "AppData", "Local"), "Beckon");
  const desktop = shell.folder(FOLDERS.desktop);
  const downloads = shell.folder(FOLDERS.downloads) ?? join(homedir(), "Downloads");
  await mkdir(data, { recursive: true });

  const pump = openMessagePump(windows);
  const capture = captureScreen(windows);
  const input = openInput(windows);
  const clipboard = openClipboard(windows, pump);
  const overlay = openOverlay(windows, pump, capture.monitors);

  return {
    kind: "windows",
    capture,
    input,
    clipboard,
    overlay,
    watchStopKeys: (stop) => watchStopKeys(windows, pump, stop),
    facts: () => readFacts(windows),
    shortcut: openShortcut(shell, { desktop, data, id }),
    startOnce: openStartOnce(registry, shell, { data, id }),
    restart: () => Promise.resolve(restart(windows)),
    elevate: (command) => elevate([...command, "--instead"]),
    folders: { data, downloads, desktop },
    browsers: (url, profile) => findBrowsers(registry, url, profile),
    close() {
      for (const part of [overlay, clipboard, input, capture, pump]) part.close();
    },
  };
}
