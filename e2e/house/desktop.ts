import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Pixels } from "./pixels.ts";

/** A customer's computer: a real X display with a window manager, a home of its own, and programs that a person would start. */
export type Desktop = {
  /** Such as `:93`. */
  readonly display: string;
  readonly home: string;
  /** The folder of what lies on the desktop. */
  readonly desktopFolder: string;
  /** What a program started there finds in its environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Starts a program; it ends with the desktop. */
  start(program: string, words: readonly string[], env?: Readonly<Record<string, string>>): ChildProcess;
  /** Runs a program to its end and gives what it said; throws when it failed. */
  run(program: string, ...words: string[]): string;
  /** The window whose title contains these words, once it is there: its id for xdotool. */
  window(title: string): Promise<string>;
  /** Whether a window is still there. */
  hasWindow(window: string): boolean;
  /** A program of this computer alone, found before the real one of this name: a script for `sh`. */
  hasOwn(program: string, script: string): void;
  /** What is on the display now. */
  pixels(): Pixels;
  close(): Promise<void>;
};

/** Turns on a display of this size (or of these sizes, side by side as monitors), with openbox on it. */
export async function openDesktop(...monitors: readonly { width: number; height: number }[]): Promise<Desktop> {
  const [first = { width: 1280, height: 800 }] = monitors;
  const width = monitors.reduce((total, monitor) => total + monitor.width, 0) || first.width;
  const height = Math.max(first.height, ...monitors.map((monitor) => monitor.height));
  const home = mkdtempSync(join(tmpdir(), "beckon-desktop-"));
  const desktopFolder = join(home, "Desktop");
  const own = join(home, "bin");
  const gtk = join(home, ".config", "gtk-3.0");
  for (const folder of [desktopFolder, join(home, "Downloads"), own, gtk]) mkdirSync(folder, { recursive: true });
  // A caret that blinks would make two pictures of the same screen differ.
  writeFileSync(join(gtk, "settings.ini"), "[Settings]\ngtk-cursor-blink=0\ngtk-enable-animations=0\n");
  const hasOwn = (program: string, script: string): void =>
    writeFileSync(join(own, program), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  // No story restarts the computer it runs on.
  hasOwn("systemctl", 'echo "$@" >> "$HOME/asked-systemctl"; exit 1');
  const children = new Set<ChildProcess>();
  const { display, server } = await startDisplay(width, height);
  children.add(server);
  const env = {
    ...process.env,
    DISPLAY: display,
    HOME: home,
    PATH: `${own}${delimiter}${process.env["PATH"] ?? ""}`,
    XDG_SESSION_TYPE: "x11",
    WAYLAND_DISPLAY: undefined,
    XDG_CONFIG_HOME: join(home, ".config"),
    XDG_DATA_HOME: join(home, ".local/share"),
    XDG_CACHE_HOME: join(home, ".cache"),
    XDG_STATE_HOME: join(home, ".local/state"),
  };

  function start(program: string, words: readonly string[], more: Readonly<Record<string, string>> = {}): ChildProcess {
    // A group of its own, so that what it starts ends with it.
    const child = spawn(program, [...words], {
      env: { ...env, ...more },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
      cwd: home,
    });
    children.add(child);
    return child;
  }
  function run(program: string, ...words: string[]): string {
    const done = spawnSync(program, words, { env, encoding: "utf8", cwd: home });
    if (done.status !== 0) throw new Error(`${program} ${words.join(" ")}: ${done.error?.message ?? done.stderr}`);
    return done.stdout;
  }

  const manager = start("openbox", ["--sm-disable"]);
  manager.stderr?.resume();
  await until("openbox manages windows", () =>
    spawnSync("xprop", ["-root", "_NET_SUPPORTING_WM_CHECK"], { env, encoding: "utf8" }).stdout.includes("window id"),
  );
  let left = 0;
  if (monitors.length > 1) {
    for (const [index, monitor] of monitors.entries()) {
      const place = `${monitor.width}/300x${monitor.height}/200+${left}+0`;
      run("xrandr", "--setmonitor", `part${index + 1}`, place, index === 0 ? "screen" : "none");
      left += monitor.width;
    }
  }

  return {
    display,
    home,
    desktopFolder,
    env,
    start,
    run,
    async window(title) {
      let found = "";
      await until(`a window called ${title}`, () => {
        found =
          spawnSync("xdotool", ["search", "--onlyvisible", "--name", title], { env, encoding: "utf8" }).stdout.split(
            "\n",
          )[0] ?? "";
        return found !== "";
      });
      return found;
    },
    hasWindow: (window) => spawnSync("xwininfo", ["-id", window], { env }).status === 0,
    hasOwn,
    pixels() {
      const shot = spawnSync("import", ["-display", display, "-window", "root", "-depth", "8", "rgb:-"], {
        maxBuffer: 128 * 1024 * 1024,
      });
      if (shot.status !== 0) throw new Error(`The display could not be read: ${String(shot.stderr)}`);
      const root = run("xwininfo", "-root");
      const across = Number(/Width: (\d+)/.exec(root)?.[1]);
      return { width: across, height: shot.stdout.length / 3 / across, rgb: shot.stdout };
    },
    async close() {
      for (const child of [...children].toReversed()) await endGroup(child);
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

async function startDisplay(width: number, height: number): Promise<{ display: string; server: ChildProcess }> {
  // The server chooses a free number itself and says which.
  const server = spawn(
    "Xvfb",
    ["-displayfd", "1", "-screen", "0", `${width}x${height}x24`, "-nolisten", "tcp", "-noreset"],
    {
      stdio: ["ignore", "pipe", "ignore"],
      detached: true,
    },
  );
  const [number] = (await Promise.race([
    once(server.stdout, "data"),
    once(server, "exit").then(() => Promise.reject(new Error("Xvfb ended at once"))),
  ])) as [Buffer];
  return { display: `:${String(number).trim()}`, server };
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    try {
      process.kill(-child.pid, signal);
    } catch {
      return;
    }
    if (
      await Promise.race([
        gone.then(() => true),
        new Promise<false>((resolve) => setTimeout(() => resolve(false), 3_000)),
      ])
    )
      return;
  }
}

/** Resolves once `holds`; fails after half a minute, naming what was waited for. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !holds();) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
