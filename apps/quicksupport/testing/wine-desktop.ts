import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { dirname, join } from "node:path";

import { systemParts } from "../build/system-parts.ts";
import { bytesAsText, textAsBytes } from "./bytes-as-text.ts";
import { openXDisplay, type XDisplay } from "./x-display.ts";
import { eventually } from "./eventually.ts";

const root = join(import.meta.dirname, "../../..");

/** A Windows desktop as Wine gives it, on a real X display, for one test file. */
export type WineDesktop = {
  readonly screen: XDisplay;
  /** Windows' Node. */
  readonly node: string;
  /** Where drive C lies. */
  readonly drive: string;
  /** Runs a Windows program to its end and gives what it wrote; a pipe of ours is none to it, so that a file takes it. */
  run(program: string, ...words: string[]): string;
  /** Starts a Windows program; it ends with the desktop. */
  start(program: string, ...words: string[]): ChildProcess;
  /** Windows' own editor with an empty file of this name on drive C, and the focus. */
  openNotepad(name: string): Promise<{ path: string; window: string; close(): Promise<void> }>;
  /** Opens the Windows platform in a Windows program of its own. */
  openPlatform(id: string): Promise<FarPlatform>;
  close(): Promise<void>;
};

/** A platform in another program. */
export type FarPlatform = {
  /** Calls something of it, such as `capture.grab`. `"event:…"` among what is given becomes a function, whose calls are noted. */
  ask<Answer>(what: string, ...given: unknown[]): Promise<Answer>;
  /** What that function was called with so far. */
  told<Told>(event: string): Told[];
  /** Ends with the program. */
  readonly ended: Promise<unknown>;
};

/** How a path of this computer is named in Wine. */
export function windowsPath(path: string): string {
  return `Z:${path.replaceAll("/", "\\")}`;
}

/** Starts it: a display with a window manager, and a fresh Windows 10 on it. */
export async function openWine(width = 1024, height = 768): Promise<WineDesktop> {
  const { node, native } = systemParts("windows-x64");
  const screen = await openXDisplay(width, height);
  const prefix = join(screen.home, "wine");
  const env = {
    ...process.env,
    DISPLAY: screen.name,
    HOME: screen.home,
    WINEPREFIX: prefix,
    WINEDEBUG: "-all",
    // What we write on its command lines is UTF-8.
    LC_ALL: "C.UTF-8",
    // Neither .NET nor a browser engine, which Wine would offer to fetch, nor menus of the X desktop.
    WINEDLLOVERRIDES: "mscoree,mshtml=;winemenubuilder.exe=d",
  };
  const children: ChildProcess[] = [];
  let count = 0;

  function start(program: string, ...words: string[]): ChildProcess & { written: string } {
    const written = join(screen.home, `written-${(count += 1)}`);
    const into = openSync(written, "w");
    const child = spawn("wine", [program, ...words], { env, stdio: ["ignore", into, into], cwd: screen.home });
    closeSync(into);
    children.push(child);
    return Object.assign(child, { written });
  }

  function run(program: string, ...words: string[]): string {
    const written = join(screen.home, `written-${(count += 1)}`);
    const into = openSync(written, "w");
    const done = spawnSync("wine", [program, ...words], { env, stdio: ["ignore", into, into], cwd: screen.home });
    closeSync(into);
    const text = readFileSync(written, "utf8");
    if (done.status !== 0) throw new Error(`${program} ${words.join(" ")}: ${done.error?.message ?? text}`);
    return text;
  }

  run("wineboot", "-i");
  run("winecfg", "-v", "win10");
  // The project as Windows' Node finds it: our sources, and the one part they need with its Windows half.
  const project = join(screen.home, "project");
  const modules = join(project, "node_modules");
  mkdirSync(join(modules, "@koromix"), { recursive: true });
  for (const part of ["apps", "packages"]) symlinkSync(join(root, part), join(project, part));
  symlinkSync(join(root, "node_modules/koffi"), join(modules, "koffi"));
  symlinkSync(dirname(dirname(native["koffi.node"] ?? "")), join(modules, "@koromix/koffi-win32-x64"));

  return {
    screen,
    node,
    drive: join(prefix, "drive_c"),
    run,
    start,
    async openNotepad(name) {
      const path = join(prefix, "drive_c", name);
      writeFileSync(path, "\uFEFF", "utf16le");
      const child = start("notepad", `C:\\${name}`);
      const look = () =>
        screen.run("sh", "-c", `xdotool search --onlyvisible --name '${name}' || :`).split("\n")[0] ?? "";
      const window = await eventually(() => look() || Promise.reject(new Error("no editor yet")), 20_000);
      screen.run("xdotool", "windowactivate", "--sync", window);
      return {
        path,
        window,
        async close() {
          const gone = once(child, "exit");
          child.kill("SIGKILL");
          await gone;
        },
      };
    },
    async openPlatform(id) {
      const server = createServer();
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address() as { port: number };
      const home = `file:///${windowsPath(project).replaceAll("\\", "/")}`;
      // Below node_modules Node runs no TypeScript, so our own packages are found where they are.
      const begin = `
        import { registerHooks } from "node:module";
        registerHooks({
          resolve(wanted, from, next) {
            const [, name, file] = /^@beckon.(\\w+).(.+)$/.exec(wanted) ?? [];
            return next(name === undefined ? wanted : "${home}/packages/" + name + "/src/" + file, from);
          },
        });
        await import("${home}/apps/quicksupport/testing/wine-driver.ts");`;
      const child = start(node, "--input-type=module", "-e", begin, "--", String(port), id);
      const ended = once(child, "exit");
      const said = (): string => readFileSync(child.written, "utf8");
      const socket = (await Promise.race([
        once(server, "connection"),
        ended.then(() => Promise.reject(new Error(`The platform did not open: ${said()}`))),
      ])) as [Socket];
      server.close();
      return talk(socket[0], ended, said);
    },
    async close() {
      // Ends all Windows programs of this prefix, and no others.
      spawnSync("wineserver", ["-k"], { env });
      for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
      await screen.close();
    },
  };
}

function talk(socket: Socket, ended: Promise<unknown>, said: () => string): FarPlatform {
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(reason: Error): void }>();
  const events = new Map<string, unknown[]>();
  let count = 0;
  let text = "";
  socket.setEncoding("utf8");
  socket.on("error", () => undefined);
  socket.on("data", (more: string) => {
    const rows = (text + more).split("\n");
    text = rows.pop() ?? "";
    for (const row of rows) {
      const message = JSON.parse(row, textAsBytes) as { id?: number; answer?: unknown; fault?: string; event?: string };
      if (message.event !== undefined)
        events.set(message.event, [...(events.get(message.event) ?? []), message.answer]);
      const asked = waiting.get(message.id ?? -1);
      if (message.fault === undefined) asked?.resolve(message.answer);
      else asked?.reject(new Error(message.fault));
      waiting.delete(message.id ?? -1);
    }
  });
  void ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error(`The program ended: ${said()}`));
    waiting.clear();
  });
  return {
    ended,
    ask<Answer>(what: string, ...given: unknown[]) {
      const id = (count += 1);
      const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
      socket.write(`${JSON.stringify({ id, what, given }, bytesAsText)}\n`);
      return answer as Promise<Answer>;
    },
    told: <Told>(event: string) => (events.get(event) ?? []) as Told[],
  };
}
