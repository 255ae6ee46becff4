import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { freePort } from "../src/store/free-port.ts";

/** A server in a process of its own, so that it can be killed at any moment, and started again on the same port. */
export type ServerProcess = { url: string; kill(): Promise<void>; start(): Promise<void>; stop(): Promise<void> };

export async function startServerProcess(
  databaseUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    child = spawn(process.execPath, [join(import.meta.dirname, "../src/main.ts")], {
      env: {
        ...process.env,
        PORT: String(port),
        HOST: "127.0.0.1",
        DATABASE_URL: databaseUrl,
        LOG_LEVEL: "silent",
        NEW_CASES_PER_ADDRESS: "9999",
        ...settings,
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise<void>((resolve, reject) => {
      child?.stdout?.on("data", (data) => String(data).includes("Beckon runs at") && resolve());
      child?.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    });
  }

  async function end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child?.once("exit", resolve));
    child.kill(signal);
    await gone;
  }

  await start();
  return { url, start, kill: () => end("SIGKILL"), stop: () => end("SIGTERM") };
}
