import { spawn, type ChildProcess } from "node:child_process";

/** A browser and the words that make it open an address. */
export type Opener = { program: string; words: readonly string[] };

const FAILS_WITHIN_MS = 1_500;
const GONE_WITHIN_MS = 3_000;

/**
 * A window that was opened. `close` closes it where the browser is ours, started for this page alone, and resolves when it has
 * gone and writes nothing any more, after 3 s at most.
 */
export type OpenWindow = { close(): Promise<void> };

/**
 * Opens the page with the first of `openers` that starts; undefined when none does. `moreWords` stand before the others: some
 * systems want a browser started in a way of their own. A browser that opens a window in another process and ends is fine.
 */
export async function openWindow(
  openers: readonly Opener[],
  moreWords: readonly string[],
): Promise<OpenWindow | undefined> {
  for (const { program, words } of openers) {
    const child = await start(program, [...moreWords, ...words]);
    if (child) return { close: () => end(child) };
  }
  return undefined;
}

function start(program: string, words: readonly string[]): Promise<ChildProcess | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, words, { stdio: "ignore", detached: true });
    const settled = setTimeout(() => resolve(child), FAILS_WITHIN_MS);
    child.once("error", () => finish(false));
    child.once("exit", (code) => finish(code === 0));
    // The window does not keep the program, nor the program the window.
    child.unref();
    function finish(opened: boolean): void {
      clearTimeout(settled);
      resolve(opened ? child : undefined);
    }
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => {
    const patience = setTimeout(resolve, GONE_WITHIN_MS);
    child.once("exit", () => {
      clearTimeout(patience);
      resolve();
    });
  });
  try {
    // Windows has no signals: its own program asks the browser's windows to close, as their cross does.
    if (process.platform === "win32")
      spawn("taskkill.exe", ["/pid", String(child.pid)], { stdio: "ignore", windowsHide: true, detached: true })
        .on("error", () => undefined)
        .unref();
    else process.kill(-child.pid, "SIGTERM");
  } catch {
    // It went by itself meanwhile.
  }
  await gone;
}

/** Words that `BECKON_BROWSER_WORDS` adds to every browser's, parted by spaces. */
export function extraWords(environment: NodeJS.ProcessEnv): string[] {
  return (environment["BECKON_BROWSER_WORDS"] ?? "").split(" ").filter((word) => word !== "");
}

/** Narrow, for what the expert is to help with stays in sight beside it; and it sounds though nobody has clicked in it yet. */
const OURS = ["--window-size=520,760", "--autoplay-policy=no-user-gesture-required"];

/** The browsers to try for an address: the one that was named, else those of the system; app windows in a size of ours. */
export function openersFor(
  named: string | undefined,
  found: readonly Opener[],
  address: string,
  profile: string,
): readonly Opener[] {
  const sized = found.map(({ program, words }) =>
    words.some((word) => word.startsWith("--app=")) ? { program, words: [...words, ...OURS] } : { program, words },
  );
  if (named === undefined) return sized;
  const known = sized.find(({ program }) => program === named);
  return [
    known ?? { program: named, words: [`--app=${address}`, `--user-data-dir=${profile}`, "--no-first-run", ...OURS] },
  ];
}
