import type { ModuleStatement } from "@beckon/protocol/program.ts";
import type { Kept } from "./kept.ts";
import { drawIcon } from "./icon.ts";
import type { LaterStarts } from "./later-starts.ts";
import type { Shortcut } from "./ports.ts";

const MADE = "beckon.shortcut";
const LABEL = "beckon.shortcut.label";
const STARTS = "beckon.shortcut.starts";

/**
 * Leaves the SOS shortcut on the desktop, once: when the module says so, and never again after somebody removed it. While it
 * is there the program keeps a copy of itself, which the shortcut starts [M5]. Leaves nothing more after `signal`.
 */
export async function leaveShortcut(
  statement: Pick<ModuleStatement, "sos" | "title" | "accent">,
  parts: { shortcut: Shortcut; kept: Kept; later: LaterStarts; signal: AbortSignal },
): Promise<void> {
  const { shortcut, kept, later, signal } = parts;
  const isMade = kept.getItem(MADE) !== null;
  if (isMade ? !(await shortcut.exists()) : !statement.sos.on) return;
  await later.keep(signal);
  if (signal.aborted) return;
  const command = [...later.words(), "--sos"];
  const starts = JSON.stringify(command);
  if (isMade && kept.getItem(STARTS) === starts) return;
  // The one that is there is written anew under the name it has.
  const label = (isMade && kept.getItem(LABEL)) || statement.sos.label || statement.title || "SOS";
  const made = await shortcut.create({ label, icon: await drawIcon(statement.accent), command });
  // Where there is no desktop folder there may be one later: only what was made is remembered.
  if (made === null) return;
  for (const [key, value] of [
    [MADE, made],
    [LABEL, label],
    [STARTS, starts],
  ] as const)
    kept.setItem(key, value);
}
