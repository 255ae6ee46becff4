import { spawn } from "node:child_process";

/** A browser and the words that make it open an address. */
export type Opener = { program: string; words: readonly string[] };

const FAILS_WITHIN_MS = 1_500;

/**
 * Opens the page with the first of `openers` that starts; false when none does. `moreWords` stand before the others: some
 * systems want a browser started in a way of their own. A browser that opens a window in another process and ends is fine.
 */
export async function openWindow(openers: readonly Opener[], moreWords: readonly string[]): Promise<boolean> {
  for (const { program, words } of openers) if (await starts(program, [...moreWords, ...words])) return true;
  return false;
}

function starts(program: string, words: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, words, { stdio: "ignore", detached: true });
    const settled = setTimeout(() => resolve(true), FAILS_WITHIN_MS);
    child.once("error", () => finish(false));
    child.once("exit", (code) => finish(code === 0));
    // The window outlives the program that opened it.
    child.unref();
    function finish(opened: boolean): void {
      clearTimeout(settled);
      resolve(opened);
    }
  });
}

/** Words that `BECKON_BROWSER_WORDS` adds to every browser's, parted by spaces. */
export function extraWords(environment: NodeJS.ProcessEnv): string[] {
  return (environment["BECKON_BROWSER_WORDS"] ?? "").split(" ").filter((word) => word !== "");
}
