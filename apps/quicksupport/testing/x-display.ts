import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A real X display for one test file, with a window manager and programs that people use. */
export type XDisplay = {
  /** Such as `:93`. */
  readonly name: string;
  readonly home: string;
  /** Runs a program to its end and gives what it said. */
  run(program: string, ...words: string[]): string;
  /** Starts a program; it ends with the display. */
  start(program: string, ...words: string[]): ChildProcess;
  /** Ends the X server at once, as a crash would. */
  kill(): void;
  close(): Promise<void>;
};

/** Starts Xvfb on a free number, with openbox on it. */
export async function openXDisplay(width = 1024, height = 768): Promise<XDisplay> {
  const home = mkdtempSync(join(tmpdir(), "beckon-x-"));
  const server = spawn(
    "Xvfb",
    ["-displayfd", "1", "-screen", "0", `${width}x${height}x24`, "-nolisten", "tcp", "-noreset"],
    {
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  const [number] = (await Promise.race([
    once(server.stdout, "data"),
    once(server, "exit").then(() => Promise.reject(new Error("Xvfb ended at once"))),
  ])) as [Buffer];
  const name = `:${String(number).trim()}`;
  const env = { ...process.env, DISPLAY: name, HOME: home };
  const children: ChildProcess[] = [server];
  function start(program: string, ...words: string[]): ChildProcess {
    const child = spawn(program, words, { env, stdio: "ignore", cwd: home });
    children.push(child);
    return child;
  }
  start("openbox", "--sm-disable");
  const managed = () =>
    spawnSync("xprop", ["-root", "_NET_SUPPORTING_WM_CHECK"], { env, encoding: "utf8" }).stdout.includes("window id");
  for (const end = Date.now() + 15_000; !managed();) {
    if (Date.now() > end) throw new Error("openbox did not start");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    name,
    home,
    run(program, ...words) {
      const done = spawnSync(program, words, { env, encoding: "utf8", cwd: home, maxBuffer: 64 * 1024 * 1024 });
      if (done.status !== 0) throw new Error(`${program} ${words.join(" ")}: ${done.error?.message ?? done.stderr}`);
      return done.stdout;
    },
    start,
    kill: () => void server.kill("SIGKILL"),
    async close() {
      for (const child of children.toReversed()) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        const gone = once(child, "exit");
        child.kill("SIGKILL");
        await gone;
      }
      rmSync(home, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 });
    },
  };
}
