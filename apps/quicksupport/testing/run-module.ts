import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";

import type { MirrorStore } from "@beckon/customer/mirror-store.ts";
import { openPage, pageAddressIn, type OpenPage } from "./open-page.ts";
import { eventually } from "./eventually.ts";

/** The program itself in processes of its own, for one test file. */
export type Programs = {
  /** Starts it with these words; `said` is all it wrote so far. */
  run(words: readonly string[]): { child: ChildProcess; said: () => string };
  /** Starts it without a window, and opens its page: a socket with the page's own store. */
  start(words: readonly string[]): Promise<{ child: ChildProcess } & Pick<OpenPage, "page" | "sends">>;
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
  const pages = new Set<ReturnType<typeof openPage>>();

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

  return {
    run,
    async start(more) {
      const { child, said } = run(["--no-window", ...more]);
      const address = await eventually(() => {
        const found = pageAddressIn(said());
        if (found === undefined) throw new Error(`no page yet: ${said()}`);
        return found;
      }, 40_000);
      const opened = openPage(address);
      pages.add(opened);
      return { child, page: opened.page, sends: opened.sends };
    },
    async end() {
      for (const { end } of pages) end();
      pages.clear();
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
