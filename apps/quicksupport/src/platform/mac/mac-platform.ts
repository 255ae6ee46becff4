import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { SystemOutcome } from "@beckon/protocol/peer.ts";
import type { Platform } from "../../ports.ts";
import { captureScreen } from "./capture.ts";
import { openClipboard } from "./clipboard.ts";
import { readFacts } from "./facts.ts";
import { loadFrameworks } from "./frameworks.ts";
import { openInput } from "./input.ts";
import { openObjectiveC } from "./objective-c.ts";
import { openOverlay } from "./overlay.ts";
import { openPermissions } from "./permissions.ts";
import { openShortcut, openStartOnce } from "./shortcut.ts";
import { watchStopKeys } from "./stop-keys.ts";

const APP_BROWSERS = ["Google Chrome", "Microsoft Edge", "Chromium", "Brave Browser", "Vivaldi"];
/** What System Events answers when the person does not let this program speak to it. */
const NOT_ALLOWED = "-1743";

/** macOS on Apple silicon. `id` keeps one module's things apart from another's. Rejects in words when a part is missing. */
export async function openMacPlatform({ id }: { id: string }): Promise<Platform> {
  const home = homedir();
  const data = join(home, "Library", "Application Support", "beckon");
  await mkdir(data, { recursive: true, mode: 0o700 });
  const desktop = existsSync(join(home, "Desktop")) ? join(home, "Desktop") : null;
  const mac = loadFrameworks();
  const objc = openObjectiveC();
  const permissions = openPermissions(mac, objc);
  const capture = captureScreen(mac, objc, permissions);
  const clipboard = openClipboard(objc);
  const overlay = openOverlay(mac, objc, capture.placed);
  const label = join(data, `${id}.shortcut`);

  return {
    kind: "macos",
    capture,
    input: openInput(mac, capture.placed, permissions),
    clipboard,
    overlay,
    watchStopKeys: (stop) => watchStopKeys(mac, stop),
    facts: readFacts,
    shortcut: openShortcut(desktop, id, {
      read: () => readFile(label, "utf8").catch(() => undefined),
      write: (text) => writeFile(label, text, { mode: 0o600 }),
      clear: () => rm(label, { force: true }),
    }),
    startOnce: openStartOnce(home, id),
    restart,
    // A program of macOS cannot be given more rights while it runs on the person's desktop.
    elevate: () => Promise.resolve("notOffered"),
    folders: { data, downloads: join(home, "Downloads"), desktop },
    browsers: (url, profile) => [
      ...APP_BROWSERS.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
        .filter((program) => existsSync(program))
        .map((program) => ({
          program,
          words: [`--app=${url}`, `--user-data-dir=${profile}`, "--no-first-run", "--no-default-browser-check"],
        })),
      { program: "/usr/bin/open", words: [url] },
    ],
    close() {
      for (const part of [overlay, clipboard, capture]) part.close();
    },
  };
}

/** Asks the system to restart. It may ask the person in turn; meanwhile everything else goes on, Stop above all. */
async function restart(): Promise<SystemOutcome> {
  const words = ["-e", 'tell application "System Events" to restart'];
  return await new Promise((resolve) => {
    execFile("/usr/bin/osascript", words, { timeout: 60_000 }, (error, _said, complaint) => {
      resolve(error === null ? "comingBack" : complaint.includes(NOT_ALLOWED) ? "declined" : "failed");
    });
  });
}
