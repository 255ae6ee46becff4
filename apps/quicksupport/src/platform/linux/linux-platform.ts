import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import type { SystemOutcome } from "@beckon/protocol/peer.ts";
import type { Platform } from "../../ports.ts";
import { captureScreen } from "./capture.ts";
import { openClipboard } from "./clipboard.ts";
import { openDisplay, type Display } from "./display.ts";
import { readFacts } from "./facts.ts";
import { openInput } from "./input.ts";
import { openOverlay } from "./overlay.ts";
import { openShortcut, openStartOnce, userFolder } from "./shortcut.ts";
import { watchStopKeys } from "./stop-keys.ts";

/** What may differ from what the environment says; tests say it. */
export type LinuxOptions = {
  env?: NodeJS.ProcessEnv;
  /** What restarts the computer. */
  restartWords?: readonly string[];
  /** Keeps what belongs to one module apart from another's. */
  id?: string;
};

const APP_BROWSERS = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "brave-browser",
  "microsoft-edge",
  "microsoft-edge-stable",
  "vivaldi",
];

/** Linux with X11. Rejects in words when there is no display one could show, or a library is missing. */
export async function openLinuxPlatform(options: LinuxOptions = {}): Promise<Platform> {
  const { env = process.env, restartWords = ["systemctl", "reboot"], id = "module" } = options;
  if ((env["DISPLAY"] ?? "") === "" && (env["WAYLAND_DISPLAY"] ?? "") !== "")
    throw new Error(
      "This desktop session runs Wayland without X11. Sign in to an X11 session (often called “Xorg” at the sign-in screen) and start the program again.",
    );
  const home = env["HOME"] ?? homedir();
  const config = env["XDG_CONFIG_HOME"] ?? join(home, ".config");
  const data = join(env["XDG_DATA_HOME"] ?? join(home, ".local", "share"), "beckon");
  await mkdir(data, { recursive: true, mode: 0o700 });
  const desktop = (await userFolder(config, home, "DESKTOP")) ?? join(home, "Desktop");
  const downloads = (await userFolder(config, home, "DOWNLOAD")) ?? join(home, "Downloads");

  // One connection for each, so that the events of one never wait for another.
  const displays: Display[] = [];
  const open = (): Display => {
    const display = openDisplay(env["DISPLAY"]);
    displays.push(display);
    return display;
  };
  const capture = captureScreen(open(), () => scaleOf(env));
  const input = openInput(open());
  const clipboard = openClipboard(open());
  const overlay = openOverlay(open(), capture);

  return {
    kind: "linux",
    capture,
    input,
    clipboard,
    overlay,
    watchStopKeys(stop) {
      const display = openDisplay(env["DISPLAY"]);
      const giveBack = watchStopKeys(display, stop);
      return () => {
        giveBack();
        display.close();
      };
    },
    facts: readFacts,
    shortcut: openShortcut(existsSync(desktop) ? desktop : null, data, id),
    startOnce: openStartOnce(config, id),
    restart: () => runFor(restartWords, env, "comingBack"),
    // On X11 a program of the administrator is a window like any other: what is there can be operated as it is.
    elevate: () => Promise.resolve("notOffered"),
    folders: { data, downloads, desktop: existsSync(desktop) ? desktop : null },
    browsers: (url, profile) => [
      ...APP_BROWSERS.filter((name) => isThere(name, env)).map((program) => ({
        program,
        words: [`--app=${url}`, `--user-data-dir=${profile}`, "--no-first-run", "--no-default-browser-check"],
      })),
      ...["firefox", "xdg-open"].filter((name) => isThere(name, env)).map((program) => ({ program, words: [url] })),
    ],
    close() {
      for (const part of [overlay, clipboard, input, capture]) part.close();
      for (const display of displays) display.close();
    },
  };
}

/** What desktops say of their density: GNOME's own, or the dots per inch that X programs are told. */
function scaleOf(env: NodeJS.ProcessEnv): number {
  const given = Number(env["GDK_SCALE"]);
  return Number.isFinite(given) && given >= 1 && given <= 4 ? given : 1;
}

function isThere(program: string, env: NodeJS.ProcessEnv): boolean {
  return (env["PATH"] ?? "").split(delimiter).some((folder) => folder !== "" && existsSync(join(folder, program)));
}

/** Runs a program to its end; meanwhile everything else goes on, Stop above all. */
async function runFor(words: readonly string[], env: NodeJS.ProcessEnv, done: SystemOutcome): Promise<SystemOutcome> {
  const [program = "", ...rest] = words;
  if (!program.includes("/") && !isThere(program, env)) return "notOffered";
  const child = spawn(program, rest, { env, stdio: "ignore", timeout: 10_000 });
  return await new Promise((resolve) => {
    child.once("error", () => resolve("failed"));
    child.once("exit", (code) => resolve(code === 0 ? done : "failed"));
  });
}
