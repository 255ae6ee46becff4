import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Platform } from "./ports.ts";

/** A computer without a screen one could see, as a server in a cellar: there is chat, and there are files. */
export function noScreen(home: string): Platform {
  const nothing = (): void => undefined;
  const data = join(home, ".local/share/beckon");
  mkdirSync(data, { recursive: true, mode: 0o700 });
  return {
    kind: "linux",
    capture: { monitors: () => [], watchMonitors: () => nothing, grab: () => "noScreen", pointer: () => null },
    input: { move: nothing, button: nothing, wheel: nothing, key: nothing, text: nothing, forget: nothing },
    clipboard: { write: () => Promise.resolve(), watch: () => nothing },
    overlay: { frame: nothing, marks: nothing },
    watchStopKeys: () => nothing,
    facts: () => Promise.reject(new Error("There are no facts of this computer.")),
    shortcut: {
      create: () => Promise.resolve(null),
      exists: () => Promise.resolve(false),
      remove: () => Promise.resolve(),
    },
    startOnce: { set: () => Promise.resolve(), clear: () => Promise.resolve() },
    restart: () => Promise.resolve("notOffered"),
    elevate: () => Promise.resolve("notOffered"),
    folders: { data, downloads: join(home, "Downloads"), desktop: null },
    browsers: () => [],
    close: nothing,
  };
}
