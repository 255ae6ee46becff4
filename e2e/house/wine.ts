import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until, type Desktop } from "./desktop.ts";

/** Windows as Wine gives it, on a customer's display. */
export type Windows = {
  /** Where drive C lies. */
  readonly drive: string;
  /** Starts a Windows program; `said` is what it wrote so far. It ends with the desktop. */
  start(program: string, ...words: string[]): { said(): string };
  /** Runs one to its end. Rejects when it failed. */
  run(program: string, ...words: string[]): Promise<void>;
};

const ENVIRONMENT = {
  WINEDEBUG: "-all",
  LC_ALL: "C.UTF-8",
  // Neither .NET nor a browser engine, which Wine would offer to fetch, nor menus of the X desktop.
  WINEDLLOVERRIDES: "mscoree,mshtml=;winemenubuilder.exe=d",
};
/** Wine 8 cannot set how long a connection may be silent, which Node wants of each that fetches; Windows can. */
const KEEP_ALIVE = "keep-alive.cjs";

/** Installs a fresh Windows 10 for this customer alone. */
export async function openWindows(desktop: Desktop): Promise<Windows> {
  const prefix = join(desktop.home, "wine");
  const env = { ...ENVIRONMENT, WINEPREFIX: prefix, NODE_OPTIONS: `--require C:/${KEEP_ALIVE}` };
  let count = 0;

  function begin(program: string, words: readonly string[]) {
    const [written, ended] = ["written", "ended"].map((what) => join(desktop.home, `${what}-${count}`));
    count += 1;
    // What it writes goes into a file: a program with windows of its own takes a pipe of ours for none.
    const script = `wine "$@" >"$WRITTEN" 2>&1; echo $? >"$ENDED"`;
    const child = desktop.start("sh", ["-c", script, "sh", program, ...words], {
      ...env,
      WRITTEN: written ?? "",
      ENDED: ended ?? "",
    });
    for (const stream of [child.stdout, child.stderr]) stream?.resume();
    const read = (path: string | undefined): string =>
      path !== undefined && existsSync(path) ? readFileSync(path, "utf8") : "";
    return { said: () => read(written), code: () => read(ended).trim() };
  }

  async function run(program: string, ...words: string[]): Promise<void> {
    const running = begin(program, words);
    await until(`the end of ${program}`, () => running.code() !== "");
    if (running.code() !== "0") throw new Error(`${program} ${words.join(" ")}: ${running.said()}`);
  }

  await run("wineboot", "-i");
  await run("winecfg", "-v", "win10");
  writeFileSync(
    join(prefix, "drive_c", KEEP_ALIVE),
    "require('net').Socket.prototype.setKeepAlive = function () { return this; };",
  );
  return { drive: join(prefix, "drive_c"), start: (program, ...words) => begin(program, words), run };
}
