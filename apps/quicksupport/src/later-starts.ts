import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { ProgramOwner } from "@beckon/protocol/program.ts";
import type { Command } from "./command.ts";
import { layCopy } from "./lay-copy.ts";
import type { Program } from "./program.ts";

/** The folder of the program's copy, in the module's data folder. */
export const KEPT_PROGRAM = "kept-program";

/** How the program is started again: by the SOS shortcut, after a restart of the computer, with more rights. */
export type LaterStarts = {
  /** The words that do it, with the same owner and data. */
  words(): readonly string[];
  /** Has later starts begin at a copy in the data folder; where none can be laid, at the file that runs [M5]. Ends at `signal`. */
  keep(signal: AbortSignal): Promise<void>;
};

/** Later starts of `program`, which begin at the file that runs until a copy is kept. */
export function openLaterStarts(
  program: Pick<Program, "whole" | "startWords">,
  parts: { owner: ProgramOwner; command: Command; data: string },
): LaterStarts {
  const { owner, command, data } = parts;
  let words = program.startWords(owner, command);
  return {
    words: () => words,
    async keep(signal) {
      const { whole } = program;
      if (whole === null) return;
      const copy = join(data, KEPT_PROGRAM, whole.name);
      try {
        if (!isSamePlace(whole.path, copy)) await layCopy(whole.path, copy, signal);
      } catch (error) {
        if (signal.aborted) return;
        console.warn(`QuickSupport keeps no copy of itself, or an older one: ${String(error)}`);
        if (!existsSync(copy)) return;
      }
      words = program.startWords(owner, command, copy);
    },
  };
}

function isSamePlace(running: string, copy: string): boolean {
  return existsSync(copy) && realpathSync(running) === realpathSync(copy);
}
