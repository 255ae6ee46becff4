import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";

const MAIN = join(import.meta.dirname, "../../apps/server/src/main.ts");

/** A server as operators run it: a process of its own. */
export type ServerProcess = {
  readonly url: string;
  readonly port: number;
  /** The set-up link it printed at its last start, while nobody administered it. */
  readonly setupUrl: string | undefined;
  /** Ends it at once, with -9. */
  kill(): Promise<void>;
  /** Starts it again at the same address, after it was killed. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts a server on this database, and waits until it says that it runs. */
export async function startServerProcess(
  databaseUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const port = await freePort();
  let running = await start(databaseUrl, port, settings);

  async function end(signal: NodeJS.Signals): Promise<void> {
    const { child } = running;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const over = once(child, "exit");
    child.kill(signal);
    await over;
  }
  return {
    url: `http://localhost:${port}`,
    port,
    get setupUrl() {
      return running.setupUrl;
    },
    kill: () => end("SIGKILL"),
    async startAgain() {
      running = await start(databaseUrl, port, settings);
    },
    stop: () => end("SIGTERM"),
  };
}

async function start(
  databaseUrl: string,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<{ child: ChildProcess; setupUrl: string | undefined }> {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      HOST: "127.0.0.1",
      PORT: String(port),
      RECORDING_KEY: "the key of recordings in the stories",
      LOG_LEVEL: process.env["STORY_LOG"] ?? "silent",
      // All browsers of the stories share one address.
      NEW_CASES_PER_ADDRESS: "9999",
      ...settings,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  // A worker that dies takes its servers along.
  const endWithUs = () => void child.kill("SIGKILL");
  process.once("exit", endWithUs);
  child.once("exit", () => process.removeListener("exit", endWithUs));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes("console is at")) return { child, setupUrl: undefined };
    const [setupUrl] = /http\S+#token=\S+/.exec(line) ?? [];
    if (setupUrl !== undefined) return { child, setupUrl };
  }
  throw new Error("The server did not start");
}

/**
 * Ports below those that systems hand out by themselves: while a server is down, nobody else must get its port. Each worker
 * looks in a range of its own.
 */
async function freePort(): Promise<number> {
  const first = 9700 + 20 * (Number(process.env["TEST_PARALLEL_INDEX"] ?? 4) % 5);
  for (let port = first; port < first + 20; port += 1) {
    const probe = createServer().listen(port, "127.0.0.1");
    try {
      await once(probe, "listening");
    } catch {
      continue; // somebody else has it
    }
    probe.close();
    await once(probe, "close");
    return port;
  }
  throw new Error("no free port");
}
