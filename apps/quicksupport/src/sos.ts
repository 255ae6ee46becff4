import type { ModuleStatement } from "@beckon/protocol/program.ts";
import type { Kept } from "./kept.ts";
import { drawIcon } from "./icon.ts";
import type { Shortcut } from "./ports.ts";

const MADE = "beckon.shortcut";

/**
 * Leaves the SOS shortcut on the desktop, once: when the module says so, and never again after somebody removed it [M5].
 * `command` starts the program as the shortcut does.
 */
export async function leaveShortcut(
  statement: Pick<ModuleStatement, "sos" | "title" | "accent">,
  parts: { shortcut: Shortcut; kept: Kept; command: readonly string[] },
): Promise<void> {
  const { shortcut, kept, command } = parts;
  if (!statement.sos.on || kept.getItem(MADE) !== null) return;
  const label = statement.sos.label || statement.title || "SOS";
  const made = await shortcut.create({ label, icon: await drawIcon(statement.accent), command });
  // Where there is no desktop folder there may be one later: only what was made is remembered.
  if (made !== null) kept.setItem(MADE, made);
}
