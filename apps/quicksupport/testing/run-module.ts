import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { vi } from "vitest";
import { WebSocket } from "ws";
import { mirrorDown } from "@beckon/customer/mirror-messages.ts";
import { mirrorStore, type MirrorStore } from "@beckon/customer/mirror-store.ts";

/** The program itself in processes of its own, for one test file. */
export type Programs = {
  /** Starts it with these words; `said` is all it wrote so far. */
  run(words: readonly string[]): { child: ChildProcess; said: () => string };
  /** Starts it without a window, and opens its page: a socket with the page's own store. */
  start(words: readonly string[]): Promise<{ child: ChildProcess; page: MirrorStore }>;
  /** Ends all that still run. */
  end(): Promise<void>;
};

/** The program as it lies in the project's folder. */
const FROM_SOURCE = [process.execPath, join(import.meta.dirname, "../src/main.ts")];

/** Runs `program`, with `words` before all others, in this environment. */
export function openPrograms(
  words: () => readonly string[],
  env: () => NodeJS.ProcessEnv,
  program: () => readonly string[] = () => FROM_SOURCE,
): Programs {
  const children = new Set<ChildProcess>();
  const sockets = new Set<WebSocket>();

  function run(more: readonly string[]) {
    const [file = "", ...first] = program();
    const child = spawn(file, [...first, ...words(), ...more], {
      env: env(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.add(child);
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (data) => {
        text += String(data);
      });
    return { child, said: () => text };
  }

  function openPage(address: URL): MirrorStore {
    const socket = new WebSocket(`ws://${address.host}/live`, { headers: { origin: address.origin } });
    sockets.add(socket);
    const page = mirrorStore((act) => socket.send(JSON.stringify(act)));
    socket.on("error", () => undefined);
    socket.on("open", () => socket.send(address.hash.slice(1)));
    socket.on("message", (data) => page.take(mirrorDown.parse(JSON.parse((data as Buffer).toString()))));
    return page;
  }

  return {
    run,
    async start(more) {
      const { child, said } = run(["--no-window", ...more]);
      const address = await vi.waitFor(() => {
        const [found] = /http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}/.exec(said()) ?? [];
        if (found === undefined) throw new Error(`no page yet: ${said()}`);
        return new URL(found);
      }, 20_000);
      return { child, page: openPage(address) };
    },
    async end() {
      for (const socket of sockets) socket.terminate();
      for (const child of children) child.kill("SIGKILL");
      await Promise.all([...children].map(gone));
      children.clear();
    },
  };
}

/** Waits for a program's end; its exit code, null when a signal ended it. */
export async function gone(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null)
    await new Promise((resolve) => void child.once("exit", resolve));
  return child.exitCode;
}

/** The case that the page shows; throws when it shows none. */
export function caseOf({ store: { state } }: MirrorStore) {
  if (state.page.is !== "case") throw new Error(`the page shows ${state.page.is}`);
  return state.page.case;
}
